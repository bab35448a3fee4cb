/// The edits of a buffer in groups that people undo at once.
struct UndoHistory: Sendable {
  struct Edit: Sendable {
    var offset: Int
    var removed: [UInt8]
    var inserted: [UInt8]
  }

  struct Group: Sendable {
    var edits: [Edit]
    /// Cursor and anchor before the first edit.
    var cursor: Int
    var anchor: Int?
    var joining: Joining
  }

  /// Which edits melt into one group: letters of a word, spaces, and deletions in a row.
  enum Joining: Sendable, Hashable { case none, word, space, backspace, delete }

  private var done: [Group] = []
  private var undone: [Group] = []
  private var isClosed = true
  private var depth = 0

  mutating func record(_ edit: Edit, cursor: Int, anchor: Int?, joining: Joining) {
    undone = []
    let joins = !isClosed && !done.isEmpty && (depth > 0 || done[done.count - 1].accepts(edit, joining))
    if joins {
      done[done.count - 1].edits.append(edit)
      if joining != .none { done[done.count - 1].joining = joining }
    } else {
      done.append(Group(edits: [edit], cursor: cursor, anchor: anchor, joining: joining))
    }
    isClosed = joining == .none && depth == 0
  }

  /// The next edit starts a group of its own.
  mutating func close() { if depth == 0 { isClosed = true } }

  /// Edits until `end` are one group.
  mutating func begin() {
    if depth == 0 { isClosed = true }
    depth += 1
  }

  mutating func end() {
    depth -= 1
    if depth == 0 { isClosed = true }
  }

  mutating func undo() -> Group? {
    guard let group = done.popLast() else { return nil }
    undone.append(group)
    isClosed = true
    return group
  }

  mutating func redo() -> Group? {
    guard let group = undone.popLast() else { return nil }
    done.append(group)
    isClosed = true
    return group
  }
}

extension UndoHistory.Group {
  /// A word and the space behind it are one group, the next word is another.
  fileprivate func accepts(_ edit: UndoHistory.Edit, _ joining: UndoHistory.Joining) -> Bool {
    guard let last = edits.last else { return false }
    switch (self.joining, joining) {
    case (.word, .word), (.word, .space), (.space, .space): return last.offset + last.inserted.count == edit.offset
    case (.backspace, .backspace): return edit.offset + edit.removed.count == last.offset
    case (.delete, .delete): return edit.offset == last.offset
    default: return false
    }
  }
}
