/// The edits of a buffer in groups that people undo at once, as a tree: what was undone before something else was typed is still there.
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

  /// A step from one state of the text to another.
  enum Step: Sendable {
    case undo(Group)
    case redo(Group)

    var group: Group {
      switch self {
      case .undo(let group), .redo(let group): group
      }
    }
  }

  /// A state of the text, numbered in the order of time; the first is the text as it was opened.
  private struct Node: Sendable {
    var group: Group
    var parent: Int
    /// The state that redoing goes to.
    var next: Int?
  }

  private var nodes = [Node(group: Group(edits: [], cursor: 0, anchor: nil, joining: .none), parent: 0)]
  private var current = 0
  /// The state that the text is in; later ones have higher numbers.
  var state: Int { current }
  private var isClosed = true
  private var depth = 0

  mutating func record(_ edit: Edit, cursor: Int, anchor: Int?, joining: Joining) {
    // Only the newest state grows: older ones are where others began.
    let isNewest = current == nodes.count - 1 && current > 0
    if !isClosed, isNewest, depth > 0 || nodes[current].group.accepts(edit, joining) {
      nodes[current].group.edits.append(edit)
      if joining != .none { nodes[current].group.joining = joining }
    } else {
      nodes.append(
        Node(group: Group(edits: [edit], cursor: cursor, anchor: anchor, joining: joining), parent: current))
      nodes[current].next = nodes.count - 1
      current = nodes.count - 1
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
    depth = max(0, depth - 1)
    if depth == 0 { isClosed = true }
  }

  /// Makes one group of all edits since a state, where nothing was undone in between.
  mutating func gather(since state: Int) {
    let first = state + 1
    guard depth == 0, first < nodes.count, current == nodes.count - 1 else { return }
    guard (first...current).allSatisfy({ nodes[$0].parent == $0 - 1 }) else { return }
    nodes[first].group.edits += nodes[(first + 1)...].flatMap(\.group.edits)
    nodes[first].group.joining = .none
    nodes[first].next = nil
    nodes.removeSubrange((first + 1)...)
    current = first
    isClosed = true
  }

  mutating func undo() -> Group? {
    guard current > 0 else { return nil }
    let group = nodes[current].group
    current = nodes[current].parent
    isClosed = true
    return group
  }

  mutating func redo() -> Group? {
    guard let next = nodes[current].next else { return nil }
    current = next
    isClosed = true
    return nodes[next].group
  }

  /// The steps to the state before (-1) or behind (1) in time, on whatever branch it is; none at the ends.
  mutating func travel(by distance: Int) -> [Step] {
    let target = min(max(0, current + distance), nodes.count - 1)
    var down: [Int] = []
    var ancestors: Set<Int> = [current]
    var node = current
    while node > 0 {
      node = nodes[node].parent
      ancestors.insert(node)
    }
    node = target
    while !ancestors.contains(node) {
      down.append(node)
      node = nodes[node].parent
    }
    var steps: [Step] = []
    while current != node {
      steps.append(.undo(nodes[current].group))
      current = nodes[current].parent
    }
    for next in down.reversed() {
      nodes[current].next = next
      steps.append(.redo(nodes[next].group))
      current = next
    }
    isClosed = true
    return steps
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
