import SQLText
import TestSupport

extension Fuzz {
  /// Tokens cover the text without gaps, statements lie inside it in order.
  static let tokens = Subject(name: "tokens") { seed in
    var mutator = SQLMutator(seed: seed)
    let text = mutator.text()
    var end = 0
    for token in Lexer.tokens(text) {
      if token.start != end || token.end <= token.start {
        return Fault(claim: "tokens have no gaps: \(token)", text: text)
      }
      end = token.end
    }
    if end != text.count { return Fault(claim: "tokens reach the end", text: text) }
    var last = 0
    for statement in StatementSplitter.statements(in: text) {
      if statement.isEmpty || statement.lowerBound < last || statement.upperBound > text.count {
        return Fault(claim: "statements lie in order: \(statement)", text: text)
      }
      last = statement.upperBound
    }
    return nil
  }

  /// After some edits, followed at once or later, tokens and statements are those of a fresh reading.
  static let edits = Subject(name: "edits") { seed in
    var mutator = SQLMutator(seed: seed)
    var text = mutator.text()
    let strings = StringRule(hasEscapes: mutator.number(0...3) == 0)
    var kept = SQLTokens(text, strings: strings)
    kept.part = mutator.number(1...60)
    for _ in 0..<4 {
      let start = mutator.place(in: text)
      let end = min(text.count, start + (mutator.number(0...3) == 0 ? mutator.number(0...40) : 0))
      let new = mutator.number(0...3) == 0 ? [] : mutator.piece()
      text.replaceSubrange(start..<end, with: new)
      kept.replace(
        start..<end, inserted: new.count, in: Rope(text),
        budget: mutator.number(0...1) == 0 ? .max : mutator.number(0...30))
      if kept.tokens.last?.end ?? 0 != text.count {
        return Fault(claim: "tokens reach the end after an edit", text: text)
      }
      if mutator.number(0...2) == 0 { kept.readOn(in: Rope(text), budget: mutator.number(0...30)) }
    }
    var steps = 0
    while kept.isUnfinished {
      kept.readOn(in: Rope(text), budget: mutator.number(0...100))
      steps += 1
      if steps > text.count * 2 { return Fault(claim: "reading on comes to an end", text: text) }
    }
    let fresh = SQLTokens(text, strings: strings)
    if !kept.tokens.elementsEqual(fresh.tokens) {
      return Fault(claim: "edited tokens are those of the text", text: text)
    }
    if kept.statements != fresh.statements {
      return Fault(claim: "edited statements are those of the text", text: text)
    }
    let place = mutator.place(in: text)
    if kept.statement(at: place, in: Rope(text)) != fresh.statement(at: place, in: Rope(text)) {
      return Fault(claim: "the statement at \(place) is that of the text", text: text)
    }
    return nil
  }

  /// A quoted name or text is one token that stands for it.
  static let quoting = Subject(name: "quoting") { seed in
    var mutator = SQLMutator(seed: seed)
    let text = String(decoding: mutator.text().prefix(mutator.number(1...60)).filter { $0 != 0 }, as: UTF8.self)
    for quoted in [Quoting.literal(text), "a." + Quoting.identifier(text)] {
      let bytes = Array(quoted.utf8)
      let tokens = Lexer.tokens(bytes).drop { $0.kind == .dot || $0.range == 0..<1 && quoted.hasPrefix("a.") }
      if tokens.count > 2 || tokens.contains(where: { !$0.isTerminated }) {
        return Fault(claim: "quoted text is one token", text: bytes)
      }
    }
    return nil
  }
}
