import SQLText

extension Run.Piece {
  /// - Parameters:
  ///   - range: a statement of `sql`, the tokens of `text`.
  ///   - start: where the text starts in the buffer.
  init(_ range: Range<Int>, of sql: SQLTokens, _ text: Rope, from start: Int = 0) {
    let bytes = text[range]
    let valid = String(validating: bytes, as: UTF8.self)
    self.init(text: valid ?? String(decoding: bytes, as: UTF8.self), offset: start + range.lowerBound)
    isBroken = valid == nil
    command = StatementCommands(of: range, in: sql, text).first
  }

  /// Why it cannot be sent.
  var refusal: String? {
    if isBroken { return "the statement has bytes that are no UTF-8; they are marked, and nothing was sent" }
    switch command {
    case nil: return nil
    case "\\;": return "\\; is psql's; here each statement is sent by itself: end it with ;"
    case let name?: return "\(name) is a command of psql; only SQL runs here"
    }
  }
}
