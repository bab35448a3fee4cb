import Database
import TextUI

/// The lines under the grid that show the cell under the cursor whole.
enum FootLine {
  /// `name · ` before the text.
  static func label(_ tab: ResultTab) -> String { "\(tab.columns[tab.column].name): " }

  static func draw(_ tab: ResultTab, into frame: inout Frame, _ rect: Rect, _ theme: Theme) {
    guard !rect.isEmpty else { return }
    frame.fill(rect, style: theme[.text])
    let used = frame.write(label(tab), x: rect.x + 1, y: rect.y, maxWidth: rect.width - 2, style: theme[.dim])
    guard let cell = tab.cell(row: tab.row, column: tab.column), !cell.isEmpty, !CellLook.isBlank(cell) else {
      let text = special(tab.cell(row: tab.row, column: tab.column))
      frame.write(text, x: rect.x + 1 + used, y: rect.y, maxWidth: rect.width - 2 - used, style: theme[.gridNull])
      return
    }
    if CellLook.isMimic(cell) {
      let styles = CellLook.Styles { theme[$0 == .gridCell ? .text : $0] }
      return CellLook.draw(
        cell, isRight: false, into: &frame, x: rect.x + 1 + used, y: rect.y, width: rect.width - 2 - used,
        styles: styles)
    }
    var start = 0
    var x = rect.x + 1 + used
    for y in rect.y..<rect.maxY where start < cell.count {
      let end = fitting(cell, from: start, columns: rect.maxX - 1 - x)
      let isCut = y == rect.maxY - 1 && end < cell.count
      let part = UnsafeRawBufferPointer(rebasing: cell[start..<end])
      frame.write(
        utf8: part, x: x, y: y, maxWidth: rect.maxX - 1 - x - (isCut ? 1 : 0), style: theme[.text],
        markStyle: theme[.gridMark])
      if isCut { frame.write("…", x: rect.maxX - 2, y: y, maxWidth: 1, style: theme[.gridMark]) }
      start = end
      x = rect.x + 1
    }
  }

  /// What has no letters to show, in words.
  private static func special(_ cell: UnsafeRawBufferPointer?) -> String {
    guard let cell else { return "NULL" }
    if cell.isEmpty { return "empty text" }
    let spaces = cell.reduce(0) { $0 + ($1 == 0x20 ? 1 : 0) }
    let others = cell.count - spaces
    var parts: [String] = []
    if spaces > 0 { parts.append(spaces == 1 ? "1 space" : "\(grouped(spaces)) spaces") }
    if others > 0 { parts.append(others == 1 ? "1 tab or line end" : "\(grouped(others)) tabs and line ends") }
    return parts.joined(separator: ", ")
  }

  /// End of the bytes from `start` that fill at most so many columns; at least one character, so that there is an end.
  static func fitting(_ cell: UnsafeRawBufferPointer, from start: Int, columns: Int) -> Int {
    var index = start
    var taken = 0
    while index < cell.count {
      var next = index
      let scalar = UTF8Reader.next(cell, &next)
      taken += Glyph.isDropped(scalar) ? 0 : DisplayWidth.of(Glyph.shown(scalar))
      if taken > columns, index > start { return index }
      index = next
    }
    return index
  }
}

extension String {
  var displayWidth: Int { DisplayWidth.of(self) }
}
