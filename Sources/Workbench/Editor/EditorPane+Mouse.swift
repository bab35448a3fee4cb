import TextUI

extension EditorPane {
  /// Puts the cursor at a place of the screen; twice selects the word there, three times the line. `rect` is the inside of the pane.
  mutating func press(_ place: Point, in rect: Rect, count: Int) {
    let offset = self.offset(at: place, in: rect)
    switch count {
    case 2:
      let start = buffer.wordLeft(buffer.after(offset))
      select(start..<buffer.wordRight(start))
    case 3:
      let line = buffer.line(at: offset)
      let range = buffer.range(ofLine: line)
      select(range.lowerBound..<min(range.upperBound + 1, buffer.bytes.count))
    default: move(selecting: false) { _ in offset }
    }
  }

  /// Selects from where the button was pressed.
  mutating func drag(to place: Point, in rect: Rect) {
    let offset = self.offset(at: place, in: rect)
    guard offset != buffer.cursor else { return }
    move(selecting: true) { _ in offset }
  }

  private mutating func select(_ range: Range<Int>) {
    move(selecting: false) { _ in range.upperBound }
    if !range.isEmpty { buffer.anchor = range.lowerBound }
  }

  /// Scrolls, taking the cursor along so that it stays in sight.
  mutating func scroll(lines: Int) {
    let rows = max(1, size.height)
    let last = max(0, buffer.lineCount - rows)
    buffer.top = min(max(0, buffer.top + lines), last)
    let line = buffer.line(at: buffer.cursor)
    let wanted = min(max(line, buffer.top), buffer.top + rows - 1)
    if wanted != line { move(selecting: false, keepsColumn: true) { $0.vertical(wanted - line) } }
  }

  private func offset(at place: Point, in rect: Rect) -> Int {
    let line = min(max(0, buffer.top + place.y - rect.y), buffer.lineCount - 1)
    return buffer.offset(line: line, column: max(0, place.x - rect.x - gutter + buffer.left))
  }
}
