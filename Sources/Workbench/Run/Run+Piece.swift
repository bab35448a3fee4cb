import Database
import SQLText

extension Run {
  /// A statement of it.
  struct Piece: Sendable {
    let text: String
    /// Where it starts in the buffer, as a UTF-8 byte offset; nil when it does not come from there.
    var offset: Int?
    /// Whether its bytes are no text.
    var isBroken = false
    /// A command of psql in it, or behind it instead of a semicolon.
    var command: String?
    /// What is sent in its place when it has parameters.
    var filled: FilledStatement?
    /// What is sent behind it.
    var suffix = ""

    // What it may do as far as its words tell, found once: a script has thousands of statements, and most of them do nothing of it.
    let mayDestroy: Bool
    let mayMakeTemporary: Bool
    let mayHaveParameters: Bool

    private static let temporary = WordFinder("temp")

    init(text: String, offset: Int?) {
      self.text = text
      self.offset = offset
      mayDestroy = WriteGuard.mayDestroy(text)
      mayMakeTemporary = Self.temporary.isAny(in: text)
      mayHaveParameters = QueryParameters.mayStand(in: text)
    }

    var sent: String { filled == nil && suffix.isEmpty ? text : (filled?.text ?? text) + suffix }

    /// Where in `text` the error lies, as a UTF-8 byte offset.
    func place(of error: ServerError) -> Int? { error.offset.map { filled?.original($0) ?? $0 } }
  }
}

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
