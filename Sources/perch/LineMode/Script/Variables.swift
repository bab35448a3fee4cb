import SQLText

/// Puts the values of `-v` into statements, where psql does: `:name` as it is, `:'name'` as a text, `:"name"` as a name. Names that have no value,
/// and all that stands in quotes or comments, stay.
struct Variables {
  private let values: [String: String]

  init(_ values: [String: String]) { self.values = values }

  func applied(to text: [UInt8], strings: StringRule) -> [UInt8] {
    if values.isEmpty || !text.contains(UInt8(ascii: ":")) { return text }
    let tokens = Lexer.tokens(text, strings: strings)
    var result: [UInt8] = []
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      if text[token.range].elementsEqual(":".utf8), index + 1 < tokens.count, let value = value(tokens[index + 1], text)
      {
        result.append(contentsOf: value.utf8)
        index += 2
      } else {
        result.append(contentsOf: text[token.range])
        index += 1
      }
    }
    return result
  }

  private func value(_ token: Token, _ text: [UInt8]) -> String? {
    let word = String(decoding: text[token.range], as: UTF8.self)
    switch token.kind {
    case .word: return values[word]
    case .string where word.hasPrefix("'"): return values[String(word.dropFirst().dropLast())].map(Quoting.literal)
    case .quotedIdentifier where word.hasPrefix("\""):
      return values[String(word.dropFirst().dropLast())].map(Quoting.identifier)
    default: return nil
    }
  }
}
