import Database
import TextUI

/// One row with its fields below each other: the cursor's row, and its column as the field one is at.
enum RecordView {
  /// Lines that a field takes at most, and the one at the cursor.
  private static let lines = 3
  private static let cursorLines = 10
  private static let widestName = 32

  static func nameWidth(_ tab: ResultTab, _ width: Int) -> Int {
    let names = tab.layout.shown.prefix(500).map { min(DisplayWidth.of(tab.columns[$0].name), widestName) }
    return min(names.max() ?? 1, max(4, width / 3))
  }

  /// Scrolls so that the field of the cursor is in sight.
  static func layout(_ tab: inout ResultTab, _ size: Size) {
    guard let cursor = tab.layout.place(of: tab.column) else { return }
    tab.recordTop = min(tab.recordTop, cursor)
    let room = max(1, size.height - 1)
    let width = max(8, size.width - nameWidth(tab, size.width) - 4)
    var place = cursor
    var used = height(tab, cursor, width)
    while place > tab.recordTop, used + height(tab, place - 1, width) <= room {
      place -= 1
      used += height(tab, place, width)
    }
    tab.recordTop = max(tab.recordTop, place)
  }

  private static func height(_ tab: ResultTab, _ place: Int, _ width: Int) -> Int {
    cuts(tab, place, width).count
  }

  /// Where the lines of a field begin.
  private static func cuts(_ tab: ResultTab, _ place: Int, _ width: Int) -> [Int] {
    let column = tab.layout.shown[place]
    var starts = [0]
    guard tab.row < tab.gridRowCount, let cell = tab.cell(row: tab.row, column: column) else { return starts }
    let limit = column == tab.column ? cursorLines : lines
    while starts.count < limit {
      let end = FootLine.fitting(cell, from: starts[starts.count - 1], columns: width)
      if end >= cell.count { break }
      starts.append(end)
    }
    return starts
  }

  static func draw(_ tab: ResultTab, into frame: inout Frame, _ rect: Rect, _ theme: Theme, focused: Bool) {
    let isNew = tab.newRow(at: tab.row) != nil
    let head = isNew ? "new row" : "row \(grouped(tab.row + 1)) of \(grouped(tab.rowCount))"
    frame.write(head, x: rect.x + 1, y: rect.y, maxWidth: rect.width - 2, style: theme[.gridHeader])
    guard tab.row < tab.gridRowCount else { return }
    let names = nameWidth(tab, rect.width)
    let width = max(8, rect.width - names - 4)
    var y = rect.y + 1
    for place in tab.recordTop..<max(tab.recordTop, tab.layout.shown.count) where y < rect.maxY {
      let starts = cuts(tab, place, width)
      let area = Rect(x: rect.x, y: y, width: rect.width, height: min(starts.count, rect.maxY - y))
      draw(tab, tab.layout.shown[place], starts, into: &frame, area, names, theme, focused: focused)
      y += starts.count
    }
  }

  private static func draw(
    _ tab: ResultTab, _ column: Int, _ starts: [Int], into frame: inout Frame, _ rect: Rect, _ names: Int,
    _ theme: Theme, focused: Bool
  ) {
    let isCursor = focused && column == tab.column
    if isCursor { frame.fill(rect, style: theme[.gridCursorRow]) }
    func style(_ role: Theme.Role) -> Style {
      var style = theme[role]
      if isCursor { style.background = theme[.gridCursorRow].background }
      return style
    }
    let name = tab.columns[column].name
    let nameWidth = min(DisplayWidth.of(name), names)
    frame.write(name, x: rect.x + 1 + names - nameWidth, y: rect.y, maxWidth: names, style: style(.gridHeader))
    frame.write("│", x: rect.x + names + 2, y: rect.y, maxWidth: 1, style: style(.gridRule))
    let x = rect.x + names + 4
    let cell = tab.cell(row: tab.row, column: column)
    guard let cell, starts.count > 1 else {
      CellLook.draw(
        cell, isRight: false, into: &frame, x: x, y: rect.y, width: rect.maxX - x, styles: CellLook.Styles(style))
      return
    }
    for (line, start) in starts.prefix(rect.height).enumerated() {
      let isLast = line == starts.count - 1
      let end = isLast ? cell.count : starts[line + 1]
      let part = UnsafeRawBufferPointer(rebasing: cell[start..<end])
      frame.write("│", x: rect.x + names + 2, y: rect.y + line, maxWidth: 1, style: style(.gridRule))
      let isCut = isLast && DisplayWidth.of(utf8: part, limit: rect.maxX - x) > rect.maxX - x
      frame.write(
        utf8: part, x: x, y: rect.y + line, maxWidth: rect.maxX - x - (isCut ? 1 : 0), style: style(.gridCell),
        markStyle: style(.gridMark))
      if isCut { frame.write("…", x: rect.maxX - 1, y: rect.y + line, maxWidth: 1, style: style(.gridMark)) }
    }
  }
}
