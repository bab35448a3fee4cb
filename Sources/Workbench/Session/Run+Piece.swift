import SQLText

extension Run.Piece {
  /// - Parameters:
  ///   - range: a statement of `sql`, the tokens of `text`.
  ///   - start: where the text starts in the buffer.
  init(_ range: Range<Int>, of sql: SQLTokens, _ text: Rope, from start: Int = 0) {
    self.init(text: String(decoding: text[range], as: UTF8.self), offset: start + range.lowerBound)
    command = StatementCommands(of: range, in: sql, text).first
  }

  /// Why it cannot be sent.
  var refusal: String? {
    switch command {
    case nil: nil
    case "\\;": "\\; is psql's; here each statement is sent by itself: end it with ;"
    case let name?: "\(name) is a command of psql; only SQL runs here"
    }
  }
}
