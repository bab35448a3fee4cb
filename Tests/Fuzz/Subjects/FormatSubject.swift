import SQLText
import TestSupport

extension Fuzz {
  /// A laid out text has the tokens and the comments of the text, but for the case of words, and laying it out again changes nothing.
  static let format = Subject(name: "format", shortRun: 300) { seed in
    var mutator = SQLMutator(seed: seed)
    let text = mutator.text()
    var options = FormatOptions()
    options.keywordCase = FormatOptions.KeywordCase.allCases[mutator.number(0...2)]
    options.layout = mutator.number(0...1) == 0 ? .block : .river
    options.commas = mutator.number(0...1) == 0 ? .trailing : .leading
    options.width = mutator.number(20...120)
    options.strings.hasEscapes = mutator.number(0...3) == 0
    let laidOut = Formatter.format(text, options)
    let strings = options.strings
    if !code(text, strings).elementsEqual(code(laidOut, strings))
      || !comments(text, strings).elementsEqual(comments(laidOut, strings))
    {
      return Fault(claim: "tokens and comments stay: \(String(decoding: laidOut, as: UTF8.self))", text: text)
    }
    if Formatter.format(laidOut, options) != laidOut {
      return Fault(claim: "nothing is left to lay out: \(String(decoding: laidOut, as: UTF8.self))", text: text)
    }
    return nil
  }

  private static func code(_ text: [UInt8], _ strings: StringRule) -> [[UInt8]] {
    let lexed = Lexer.tokens(text, strings: strings).filter {
      ![.whitespace, .lineComment, .blockComment].contains($0.kind)
    }
    return lexed.map { token in text[token.range].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
  }

  /// A comma and the comment behind it may change places.
  private static func comments(_ text: [UInt8], _ strings: StringRule) -> [[UInt8]] {
    let found = Lexer.tokens(text, strings: strings).filter { $0.kind == .lineComment || $0.kind == .blockComment }
    return found.map { Array(text[$0.range]) }
  }
}
