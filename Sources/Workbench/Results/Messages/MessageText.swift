import Database
import TextUI

/// What a statement gave in words: its tag or its error, and what the server said meanwhile.
struct MessageText {
  struct Line {
    var text: String
    var role: Theme.Role
  }

  /// Characters in a line of the screen.
  let width: Int
  /// Lines of the screen that are passed over, and those that are wanted.
  private let wanted: Range<Int>
  /// The wanted lines that there are.
  private(set) var lines: [Line] = []
  /// Lines of the screen so far.
  private(set) var count = 0

  /// Bytes of one text that are laid out; nobody reads more on a screen.
  private static let laidOutAtMost = 64 * 1024

  /// - Parameter wanted: lines of the screen; the text behind them is left alone.
  init(_ tab: ResultTab, width: Int, wanted: Range<Int>) {
    self.width = width
    self.wanted = wanted
    add(tab)
  }

  private var isFull: Bool { count >= wanted.upperBound }

  private mutating func add(_ tab: ResultTab) {
    if case .failed(let error) = tab.outcome {
      add(error, .statusError, .text, of: tab)
    } else {
      add(tab.result != nil ? "\(counted(tab.rowCount)) without columns" : tab.title, .text)
    }
    if tab.isRolledBack { add("Everything that ran with it was rolled back: nothing has changed.", .gridMark) }
    for notice in tab.notices where !isFull { add(notice, .gridMark, .dim, of: nil) }
    if tab.noticesLeftOut > 0, !isFull {
      add("… \(grouped(tab.noticesLeftOut)) more; the last ones are in the list of messages (messages.open)", .dim)
    }
  }

  private func counted(_ rows: Int) -> String { "\(grouped(rows)) \(rows == 1 ? "row" : "rows")" }

  /// The place of an error is known in the statement of its tab.
  private mutating func add(_ error: ServerError, _ head: Theme.Role, _ body: Theme.Role, of tab: ResultTab?) {
    add("\(error.label): \(Self.bounded(error.message))", head, isFirstOnly: true, rest: body)
    if let tab, let place = tab.errorPlace { add(StatementExcerpt(tab.text, at: place, room: excerptRoom), body) }
    add("DETAIL", error.detail, body)
    add("HINT", error.hint, body)
    add("QUERY", error.internalQuery, body)
    if let query = error.internalQuery, let place = error.internalOffset {
      add(StatementExcerpt(query, at: place, room: excerptRoom), body)
    }
    // As psql has it: a notice says enough without.
    if tab != nil { add("CONTEXT", error.context, body) }
  }

  private var excerptRoom: Int { max(8, min(60, width - "LINE 100: ......".utf8.count)) }

  private mutating func add(_ label: String, _ text: String?, _ role: Theme.Role) {
    if let text { add("\(label): \(Self.bounded(text))", role) }
  }

  private mutating func add(_ excerpt: StatementExcerpt, _ role: Theme.Role) {
    place(excerpt.line, role)
    place(excerpt.caret, role)
  }

  private mutating func add(_ text: String, _ role: Theme.Role, isFirstOnly: Bool = false, rest: Theme.Role? = nil) {
    for (index, line) in ToldText.lines(text).enumerated() {
      if isFull { return }
      let bytes = Array(line.utf8)
      let starts = bytes.withUnsafeBytes { TextWrap.starts(of: $0, width: width) }.map(Int.init) + [bytes.count]
      for (start, end) in zip(starts, starts.dropFirst()) {
        place(String(decoding: bytes[start..<end], as: UTF8.self), index == 0 ? role : rest ?? role)
      }
    }
  }

  private mutating func place(_ text: String, _ role: Theme.Role) {
    if wanted.contains(count) { lines.append(Line(text: text, role: role)) }
    count += 1
  }

  private static func bounded(_ text: String) -> String {
    guard text.utf8.count > laidOutAtMost else { return text }
    return String(decoding: text.utf8.prefix(laidOutAtMost), as: UTF8.self) + "…"
  }
}

extension ResultTab {
  /// Whether words stand where otherwise rows do.
  var showsMessages: Bool {
    if case .failed = outcome { return true }
    return columns.isEmpty
  }

  /// All of it as text, for other programs.
  var messageText: String {
    MessageText(self, width: .max >> 1, wanted: 0..<(.max)).lines.map(\.text).joined(separator: "\n")
  }
}

extension ResultsPane {
  private func messages(_ tab: ResultTab, wanted: Range<Int>) -> MessageText {
    MessageText(tab, width: max(2, size.width - 2), wanted: wanted)
  }

  /// Keeps the last line of the text from leaving the pane upwards.
  mutating func scrollMessages() {
    guard let tab, tab.top > 0 else { return }
    let last = max(0, messages(tab, wanted: 0..<(.max)).count - size.height)
    change { $0.top = min($0.top, last) }
  }

  func drawMessages(_ tab: ResultTab, into frame: inout Frame, _ rect: Rect, _ theme: Theme) {
    let text = messages(tab, wanted: tab.top..<tab.top + rect.height + 1)
    func write(_ text: String, _ role: Theme.Role, line: Int) {
      var style = theme[role]
      style.background = theme[.gridCell].background
      frame.write(text, x: rect.x + 1, y: rect.y + line, maxWidth: rect.width - 2, style: style)
    }
    for (index, line) in text.lines.prefix(rect.height).enumerated() { write(line.text, line.role, line: index) }
    guard text.lines.count > rect.height else { return }
    frame.fill(Rect(x: rect.x, y: rect.maxY - 1, width: rect.width, height: 1), style: theme[.gridCell])
    let below = messages(tab, wanted: 0..<(.max)).count - tab.top - rect.height + 1
    write("… \(grouped(below)) more lines", .dim, line: rect.height - 1)
  }
}
