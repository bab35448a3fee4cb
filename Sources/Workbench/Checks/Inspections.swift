import SQLText

/// What the parser said about statements, what it is being asked, and when to look again.
struct Inspections: Sendable {
  /// A place of the text that something is wrong with.
  struct Problem: Sendable, Hashable {
    /// UTF-8 byte offsets of the buffer.
    var range: Range<Int>
    var message: String
    var isWarning = false
    /// Whether the statement only wants to go on.
    var isUnfinished = false
  }

  /// By the statement's text.
  private(set) var known: [String: StatementFacts] = [:]
  /// The question that waits for its answer.
  private(set) var asked: (number: Int, texts: [String])?
  /// Monotonic milliseconds of the next look at the text.
  private(set) var due: Int64?
  /// The problems of the text as it was looked at last.
  var problems: [Problem] = []
  private var seen: Look?

  /// A view of a buffer: when it differs, another look is due.
  struct Look: Sendable, Hashable {
    var buffer: Int
    var edits: Int
    var top: Int
    var height: Int
  }

  /// Milliseconds that the text has to rest before it is looked at.
  static let rest: Int64 = 200
  /// Bytes of a statement beyond which it is not looked at while typing.
  static let longest = 64 * 1024
  /// Statements whose facts are kept.
  private static let mostKnown = 2000

  mutating func notice(_ look: Look, now: Int64) {
    guard look != seen else { return }
    if look.buffer != seen?.buffer || look.edits != seen?.edits { problems = [] }
    seen = look
    due = now + Self.rest
  }

  /// Whether it is time to look; then the next look is due when something changes.
  mutating func takeDue(_ now: Int64) -> Bool {
    guard let due, due <= now, asked == nil else { return false }
    self.due = nil
    return true
  }

  mutating func ask(_ number: Int, _ texts: [String]) { asked = (number, texts) }

  /// False for an answer to another question.
  mutating func receive(_ number: Int, _ facts: [StatementFacts]) -> Bool {
    guard let asked, asked.number == number else { return false }
    self.asked = nil
    learn(asked.texts, facts)
    return true
  }

  mutating func learn(_ texts: [String], _ facts: [StatementFacts]) {
    if known.count + texts.count > Self.mostKnown { known = [:] }
    for (text, facts) in zip(texts, facts) { known[text] = facts }
  }
}
