import Database
import History
import SQLText
import Terminal

/// Statements that a user types at a prompt, one line after the other, until each is whole.
struct Console {
  /// Whether the end of a line ends a statement, as a semicolon does.
  private let endsAtLines: Bool
  private var text: [UInt8] = []
  private var strings = StringRule.standard
  private var facts = SessionFacts(database: "", user: "", role: "", host: "", port: 0)
  var transaction = TransactionStatus.idle

  /// Statements of the history that the arrow keys bring back.
  private static let rememberedAtMost = 500

  init(facts: SessionFacts, history: HistoryLog?, endsAtLines: Bool) {
    self.facts = facts
    self.endsAtLines = endsAtLines
    let entries = (try? history?.search(HistoryFilter(), limit: Self.rememberedAtMost)) ?? []
    for entry in entries.reversed() { Self.remember(entry.statement) }
  }

  /// As psql shows it: `acme=> `, `acme-> ` within a statement, `*` and `!` in an open and a failed transaction, `#` for a superuser.
  private var prompt: String {
    let mark =
      switch transaction {
      case .inTransaction, .active: "*"
      case .inError: "!"
      case .unknown: "?"
      case .idle: ""
      }
    return "\(facts.database)\(text.isEmpty ? "=" : "-")\(mark)\(facts.isSuperuser ? "#" : ">") "
  }

  enum Typed {
    case statements([Script.Statement])
    case ended
    /// One asks what to do.
    case lost
    /// What was typed of a statement is gone.
    case interrupted
  }

  /// Asks for lines until statements are whole.
  mutating func next(interrupt: Int32) -> Typed {
    while true {
      switch TerminalLine.read(prompt: prompt, interrupt: interrupt) {
      case .ended: return .ended
      case .interrupted:
        text = []
        return .interrupted
      case .line(let line):
        if isFarewell(line) { return .ended }
        if text.isEmpty, line == "help" || line == "\\?" { return .lost }
        if let statements = take(line) { return .statements(statements) }
      }
    }
  }

  /// Whether one wants to leave: `quit` and `exit` where a statement begins, `\q` also within one, as in psql.
  private func isFarewell(_ line: String) -> Bool {
    let word = line.prefix { $0 != ";" && $0 != " " }
    return word == "\\q" || text.isEmpty && (word == "quit" || word == "exit")
  }

  /// Takes in how the session reads strings from the next line on.
  mutating func read(hasEscapes: Bool) {
    if hasEscapes != strings.hasEscapes { strings = StringRule(hasEscapes: hasEscapes, turn: text.count) }
  }

  private mutating func take(_ line: String) -> [Script.Statement]? {
    text += Array(line.utf8) + [0x0A]
    let end =
      endsAtLines
      ? StatementSplitter.lineLength(of: text, strings: strings) ?? 0
      : StatementSplitter.completeLength(of: text, strings: strings)
    guard end > 0 else {
      if text.allSatisfy({ $0 <= 0x20 }) { text = [] }
      return nil
    }
    let statements = Script(Array(text[..<end]), name: nil, strings: strings).statements
    Self.remember(String(decoding: text[..<end], as: UTF8.self))
    let rest = text[end...].drop { $0 <= 0x20 }
    strings.turn = max(0, strings.turn - rest.startIndex)
    text = Array(rest)
    return statements
  }

  /// As one line: readline edits no others.
  private static func remember(_ statement: String) {
    TerminalLine.remember(statement.split(whereSeparator: \.isNewline).joined(separator: " "))
  }
}
