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
    let end = buffer.shownLine(buffer.lineCount - 1)
    let last = buffer.shownLine(1 - rows, from: end) ?? 0
    buffer.top = min(buffer.shownLine(lines, from: buffer.top) ?? (lines < 0 ? 0 : last), last)
    let line = buffer.line(at: buffer.cursor)
    let bottom = buffer.shownLine(rows - 1, from: buffer.top) ?? end
    guard line < buffer.top || line > bottom else { return }
    move(selecting: false, keepsColumn: true) { buffer in
      let column = buffer.goalColumn ?? buffer.column(of: buffer.cursor)
      buffer.goalColumn = column
      return buffer.offset(line: line < buffer.top ? buffer.top : bottom, column: column)
    }
  }

  private func offset(at place: Point, in rect: Rect) -> Int {
    let line =
      buffer.shownLine(max(place.y - rect.y, -buffer.top), from: buffer.top) ?? buffer.shownLine(buffer.lineCount - 1)
    return buffer.offset(line: line, column: max(0, place.x - rect.x - gutter + buffer.left))
  }
}
