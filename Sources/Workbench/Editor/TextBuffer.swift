import SQLText

/// A text that is edited: bytes, the start of each line, its SQL tokens, the cursor and the selection. All offsets are UTF-8 byte offsets.
struct TextBuffer: Sendable {
  /// Tells it from all other buffers, whatever is opened and closed.
  let id: Int
  private(set) var bytes: Rope
  private(set) var sql: SQLTokens
  var name: String
  var path: String?
  var format: FileFormat
  var stamp: FileStamp?
  /// Whether the text differs from its file, or was never in one and is not empty.
  var isModified: Bool
  var cursor: Int
  /// The other end of the selection; nil without one.
  var anchor: Int?
  /// Further cursors that type along.
  var carets: [Caret] = []
  /// The column that moving up and down keeps to; nil after any other move.
  var goalColumn: Int?
  /// First line and column in sight.
  var top = 0
  var left = 0
  /// The place of the server's last complaint about this text, and its message.
  var complaint: Complaint?
  var history = UndoHistory()
  /// The selection of vim's visual mode.
  var visual: VimVisual?
  /// What `gv` selects again, and whether its cursor was before its anchor.
  var lastVisual: VimVisual?
  var lastVisualEndsAtAnchor = false
  var marks = Marks()
  var folds = Folds()
  /// The edits since insert mode began, told from `tapeStart`; nil outside of it.
  var tape: [VimInsertion.Edit]?
  var tapeStart = 0
  /// Where the text changed last.
  private(set) var lastEdit: Int?
  /// Counts changes of the text.
  private(set) var edits = 0

  struct Complaint: Sendable, Hashable {
    var offset: Int
    var message: String
  }

  init(_ snapshot: BufferSnapshot, id: Int = 0, strings: StringRule = .standard) {
    self.id = id
    bytes = snapshot.text
    sql = SQLTokens(snapshot.text, strings: strings)
    name = snapshot.name
    path = snapshot.path
    format = snapshot.format
    stamp = snapshot.stamp
    isModified = snapshot.isModified
    cursor = min(max(0, snapshot.cursor), snapshot.text.count)
  }

  var snapshot: BufferSnapshot {
    var snapshot = BufferSnapshot(name: name, path: path, text: bytes, cursor: cursor, isModified: isModified)
    snapshot.format = format
    snapshot.stamp = stamp
    return snapshot
  }

  // MARK: Lines

  var lineCount: Int { lineStarts.count }

  /// Offset of the first byte of each line; never empty.
  var lineStarts: Rope.LineStarts { bytes.lineStarts }

  func line(at offset: Int) -> Int { bytes.line(at: offset) }

  /// The bytes of a line without its line feed.
  func range(ofLine line: Int) -> Range<Int> {
    let end = line + 1 < lineCount ? lineStarts[line + 1] - 1 : bytes.count
    return lineStarts[line]..<end
  }

  /// The lines that the selection touches, or the cursor's.
  var selectedLines: ClosedRange<Int> {
    guard let selection else { return line(at: cursor)...line(at: cursor) }
    return line(at: selection.lowerBound)...line(at: max(selection.lowerBound, selection.upperBound - 1))
  }

  /// What is selected, nil when nothing is.
  var selection: Range<Int>? {
    if let visual { return selection(visual) }
    guard let anchor, anchor != cursor else { return nil }
    return min(anchor, cursor)..<max(anchor, cursor)
  }

  /// What visual mode selects, of a block the lines it crosses.
  private func selection(_ visual: VimVisual) -> Range<Int> {
    let start = min(visual.anchor, cursor)
    let end = min(bytes.count, max(visual.anchor, cursor))
    if visual.kind == .characters { return start..<after(end) }
    return lineStarts[line(at: start)]..<min(bytes.count, range(ofLine: line(at: end)).upperBound + 1)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  // MARK: Changing

  /// Puts other bytes in place of a range; the cursor goes behind them. `joins` lets consecutive typing be undone at once.
  mutating func replace(_ range: Range<Int>, with new: [UInt8], joining: UndoHistory.Joining = .none) {
    guard !range.isEmpty || !new.isEmpty else { return }
    tape?.append(VimInsertion.Edit(offset: range.lowerBound - tapeStart, removed: range.count, inserted: new))
    history.record(
      UndoHistory.Edit(offset: range.lowerBound, removed: Array(bytes[range]), inserted: new), cursor: cursor,
      anchor: anchor, joining: joining)
    apply(range, new)
    cursor = range.lowerBound + new.count
    anchor = nil
    visual = nil
    goalColumn = nil
  }

  /// `atChange` has the cursor go as in vim: to where the change began, also when it is made again.
  mutating func undo(atChange: Bool = false) -> Bool {
    guard let group = history.undo() else { return false }
    undo(group)
    if atChange { cursor = start(of: group) }
    return true
  }

  mutating func redo(atChange: Bool = false) -> Bool {
    guard let group = history.redo() else { return false }
    redo(group)
    if atChange { cursor = start(of: group) }
    return true
  }

  /// Goes to the text as it was before (-1) or behind (1) in time; false when there is none.
  mutating func travel(by distance: Int, atChange: Bool = false) -> Bool {
    let steps = history.travel(by: distance)
    for step in steps {
      switch step {
      case .undo(let group): undo(group)
      case .redo(let group): redo(group)
      }
      if atChange { cursor = start(of: step.group) }
    }
    return !steps.isEmpty
  }

  private mutating func undo(_ group: UndoHistory.Group) {
    for edit in group.edits.reversed() { apply(edit.offset..<edit.offset + edit.inserted.count, edit.removed) }
    cursor = group.cursor
    anchor = group.anchor
    visual = nil
    goalColumn = nil
  }

  private mutating func redo(_ group: UndoHistory.Group) {
    for edit in group.edits {
      apply(edit.offset..<edit.offset + edit.removed.count, edit.inserted)
      cursor = edit.offset + edit.inserted.count
    }
    anchor = nil
    visual = nil
    goalColumn = nil
  }

  /// Where the cursor was before a change, unless that is on none of its lines: then the first of them.
  private func start(of group: UndoHistory.Group) -> Int {
    let cursor = min(group.cursor, bytes.count)
    guard let first = group.edits.map(\.offset).min(),
      let last = group.edits.map({ $0.offset + max($0.removed.count, $0.inserted.count) }).max()
    else { return cursor }
    let lines = line(at: first) - 1...line(at: min(last, bytes.count)) + 1
    return lines.contains(line(at: cursor)) ? cursor : firstNonBlank(ofLine: line(at: min(first, bytes.count)))
  }

  /// Bytes behind an edit whose tokens are read before the screen answers; the rest is read in between events.
  private static let readAtOnce = 32_768

  /// Reads on what edits have changed, for a few milliseconds.
  mutating func readOn() { if sql.isUnfinished { sql.readOn(in: bytes, budget: 8 * Self.readAtOnce) } }

  /// Reads all tokens again, by how the session reads strings.
  mutating func read(strings: StringRule) { sql = SQLTokens(bytes, strings: strings) }

  /// Reads all that edits have changed.
  mutating func readAll() { while sql.isUnfinished { sql.readOn(in: bytes) } }

  private mutating func apply(_ range: Range<Int>, _ new: [UInt8]) {
    marks.followed.replace(range, with: new, in: bytes)
    bytes.replaceSubrange(range, with: new)
    sql.replace(range, inserted: new.count, in: bytes, budget: Self.readAtOnce)
    marks.replaced(range, by: new.count)
    folds.replaced(range, by: new.count)
    for index in carets.indices { carets[index].replaced(range, by: new.count) }
    lastEdit = range.lowerBound
    isModified = true
    edits += 1
    complaint = nil
  }
}
