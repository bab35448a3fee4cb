import TextUI

/// The box of keys that may follow those that were begun.
extension State {
  /// Lines that the box may have.
  private static let mostLines = 14
  private static let widestCell = 39

  func drawContinuations(into frame: inout Frame, above statusBar: Rect) {
    guard halfTyped.isOpen, let next = continuations, frame.size.height >= 12, frame.size.width >= 40 else { return }
    let lines = min(Self.mostLines, frame.size.height / 2 - 2)
    let room = frame.size.width - 4
    let all = next.map { ($0.keys, Commands.named[$0.command]?.summary ?? $0.command) }
    var table = Table(all, room: room, widest: Self.widestCell)
    if table.lines > lines { table = Table(grouped(next), room: room, widest: Self.widestCell) }
    let height = min(lines, table.lines) + 2
    var box = Rect(x: 0, y: statusBar.y - height, width: frame.size.width, height: height)
    // What is typed at stays in sight.
    if let cursor = frame.cursor, cursor.y >= box.y { box.y = 1 }
    frame.box(box, style: theme[.popupKind], title: "", titleStyle: theme[.popupKind])
    frame.fill(box.inset(by: 1), style: theme[.popup])
    draw(table, in: box.inset(by: 1), into: &frame)
  }

  private func draw(_ table: Table, in box: Rect, into frame: inout Frame) {
    let shown = table.lines > box.height ? box.height * table.columns - 1 : table.cells.count
    for (index, cell) in table.cells.prefix(shown).enumerated() {
      let x = box.x + 1 + index / box.height * table.width
      let y = box.y + index % box.height
      let used = frame.write(cell.keys, x: x, y: y, maxWidth: table.width - 2, style: theme[.popupMatch])
      frame.write(
        shortening: cell.what, x: x + used + 1, y: y, maxWidth: table.width - used - 3, style: theme[.popup])
    }
    guard shown < table.cells.count else { return }
    frame.write(
      "… and \(table.cells.count - shown) more", x: box.x + 1 + (table.columns - 1) * table.width, y: box.maxY - 1,
      maxWidth: table.width - 2, style: theme[.popupKind])
  }

  /// Where many keys go on with the same one, that one stands for them.
  private func grouped(_ next: [(keys: String, command: String)]) -> [(String, String)] {
    var order: [String] = []
    var groups: [String: [(keys: String, command: String)]] = [:]
    for one in next {
      let start = one.keys.split(separator: " ").prefix(pendingKeys.count + 1).joined(separator: " ")
      if groups[start] == nil { order.append(start) }
      groups[start, default: []].append(one)
    }
    return order.map { start in
      let group = groups[start] ?? []
      guard group.count > 1 else { return (start, Commands.named[group[0].command]?.summary ?? group[0].command) }
      return ("\(start) …", "\(group.count) keys")
    }
  }

  /// Keys and what they do, in columns.
  private struct Table {
    let cells: [(keys: String, what: String)]
    /// Of a column, with the space behind it.
    let width: Int
    let columns: Int

    init(_ cells: [(String, String)], room: Int, widest: Int) {
      self.cells = cells.map { (keys: $0.0, what: $0.1) }
      let longest = cells.map { DisplayWidth.of($0.0) + 1 + DisplayWidth.of($0.1) }.max() ?? 0
      width = min(longest + 2, widest, room)
      columns = max(1, room / max(1, width))
    }

    var lines: Int { (cells.count + columns - 1) / columns }
  }
}
