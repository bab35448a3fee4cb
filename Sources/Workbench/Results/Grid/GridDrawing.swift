import Database
import TextUI

/// Draws the rows in sight: header, row numbers, cells and rules.
struct GridDrawing {
  let tab: ResultTab
  let spans: [ColumnSpan]
  /// The inside of the pane without the foot.
  let rect: Rect
  let gutter: Int
  let theme: Theme
  let isFocused: Bool
  private let area: GridArea?
  private let selectedColumns: Set<Int>

  init(_ pane: ResultsPane, _ tab: ResultTab, rect: Rect, theme: Theme, isFocused: Bool) {
    self.tab = tab
    self.rect = rect
    self.theme = theme
    self.isFocused = isFocused
    gutter = pane.gutter
    spans = pane.spans(tab).map { span in
      var span = span
      span.x += rect.x
      return span
    }
    area = tab.selection == nil ? nil : tab.area
    selectedColumns = Set(area?.columns ?? [])
  }

  func draw(into frame: inout Frame) {
    drawHeader(into: &frame)
    for line in 0..<max(0, rect.height - 1) where tab.top + line < tab.gridRowCount {
      drawRow(tab.top + line, y: rect.y + 1 + line, into: &frame)
    }
  }

  private func drawHeader(into frame: inout Frame) {
    for span in spans {
      let column = tab.columns[span.column]
      let mark = tab.arrangement.mark(of: span.column).map { " " + $0 } ?? ""
      let room = max(0, span.width - mark.displayWidth)
      let used = min(room, DisplayWidth.of(column.name)) + mark.displayWidth
      let x = column.isNumeric ? span.x + span.width - used : span.x
      var style = theme[.gridHeader]
      if span.column == tab.column, isFocused { style.attributes.insert(.underline) }
      let name = frame.write(shortening: column.name, x: x, y: rect.y, maxWidth: room, style: style)
      frame.write(mark, x: x + name, y: rect.y, maxWidth: span.width - name, style: theme[.gridMark])
      drawRule(after: span, y: rect.y, theme[.gridRule], into: &frame)
    }
  }

  private func drawRow(_ row: Int, y: Int, into frame: inout Frame) {
    if row == tab.row, isFocused {
      frame.fill(Rect(x: rect.x, y: y, width: rect.width, height: 1), style: theme[.gridCursorRow])
    }
    let number = self.number(row)
    frame.write(
      number, x: rect.x + gutter - 1 - number.unicodeScalars.count, y: y, maxWidth: gutter,
      style: style(.gridRowNumber, row))
    let styles = CellLook.Styles { style($0, row) }
    let rule = style(.gridRule, row)
    for span in spans {
      drawCell(row, span, y: y, styles, into: &frame)
      drawRule(after: span, y: y, rule, into: &frame)
    }
  }

  /// What stands before a row: its number, or what is going to become of it.
  private func number(_ row: Int) -> String {
    if tab.newRow(at: row) != nil { return "+" }
    if isDeleted(row) { return "−" }
    return isChanged(row) ? "~" : grouped(tab.resultRow(row) + 1)
  }

  private func isDeleted(_ row: Int) -> Bool {
    row < tab.rowCount && tab.staged.deleted[tab.resultRow(row)] != nil
  }

  /// Whether a cell of the row is changed, which its colour tells too.
  private func isChanged(_ row: Int) -> Bool {
    row < tab.rowCount && tab.staged.isChanged(row: tab.resultRow(row))
  }

  private func drawCell(_ row: Int, _ span: ColumnSpan, y: Int, _ styles: CellLook.Styles, into frame: inout Frame) {
    let isCursor = row == tab.row && span.column == tab.column && isFocused
    let isSelected = area?.rows.contains(row) == true && selectedColumns.contains(span.column)
    let ground: Theme.Role? = isCursor ? .gridCursor : isSelected ? .selection : mark(row, span.column)
    if let ground {
      frame.fill(Rect(x: span.x, y: y, width: span.width, height: 1), style: theme[ground])
    }
    // Nobody knows what the other tables of a join will give for a new row.
    if let new = tab.newRow(at: row), !tab.holds(span.column, new) { return }
    CellLook.draw(
      tab.cell(row: row, column: span.column), isRight: tab.columns[span.column].isNumeric, into: &frame, x: span.x,
      y: y, width: span.width, styles: ground.map { CellLook.Styles(all: theme[$0]) } ?? styles)
  }

  /// Cells that are changed, here or between two compared results, and those of new rows.
  private func mark(_ row: Int, _ column: Int) -> Theme.Role? {
    if let new = tab.newRow(at: row) { return tab.holds(column, new) ? .matchFound : nil }
    let row = tab.resultRow(row)
    if tab.staged.isChanged(row: row, column: column) || tab.isDifferent(row: row, column: column) {
      return .matchFound
    }
    return nil
  }

  /// A double rule stands behind the frozen columns.
  private func drawRule(after span: ColumnSpan, y: Int, _ style: Style, into frame: inout Frame) {
    let x = span.x + span.width + 1
    guard x < rect.maxX else { return }
    let isLastFrozen = span.isFrozen && span.column == tab.layout.frozen.last
    frame.write(isLastFrozen ? "║" : "│", x: x, y: y, maxWidth: 1, style: style)
  }

  /// How a role looks in a row: the cursor's row has its own ground.
  private func style(_ role: Theme.Role, _ row: Int) -> Style {
    var style = theme[role]
    if isDeleted(row) { style = theme[.comment] }
    if row == tab.row, isFocused { style.background = theme[.gridCursorRow].background }
    return style
  }
}

extension ResultsPane {
  func drawGrid(_ tab: ResultTab, into frame: inout Frame, _ rect: Rect, _ theme: Theme, focused: Bool) {
    let foot = min(footHeight, max(0, rect.height - 2))
    let grid = Rect(x: rect.x, y: rect.y, width: rect.width, height: rect.height - foot)
    GridDrawing(self, tab, rect: grid, theme: theme, isFocused: focused).draw(into: &frame)
    if foot > 0 {
      FootLine.draw(
        tab, into: &frame, Rect(x: rect.x, y: grid.maxY, width: rect.width, height: foot), theme)
    }
    drawPlace(tab, into: &frame, rect, theme)
  }

  /// `row 1 of 1,000 · column 2 of 7: name` in the border below.
  private func drawPlace(_ tab: ResultTab, into frame: inout Frame, _ rect: Rect, _ theme: Theme) {
    guard rect.width > 40, rect.maxY < frame.size.height else { return }
    let column = tab.columns[tab.column]
    if tab.gridRowCount == 0 {
      guard let text = tab.arrangementText.map({ " no row · \($0) " }) else { return }
      let width = min(DisplayWidth.of(text), rect.width - 2)
      frame.write(text, x: rect.maxX - width - 1, y: rect.maxY, maxWidth: width, style: theme[.dim])
      return
    }
    let more = tab.pause != nil || tab.isCut ? "+" : ""
    let isNew = tab.newRow(at: tab.row) != nil
    var text = isNew ? " new row" : " row \(grouped(tab.row + 1)) of \(grouped(tab.rowCount))\(more)"
    text += " · column \(grouped(tab.column + 1)) of \(grouped(tab.columns.count)): \(column.name) "
    if let arranged = tab.arrangementText { text += "· \(arranged) " }
    if tab.layout.hiddenCount > 0 { text += "· \(grouped(tab.layout.hiddenCount)) hidden " }
    let width = min(DisplayWidth.of(text), rect.width - 2)
    frame.write(text, x: rect.maxX - width - 1, y: rect.maxY, maxWidth: width, style: theme[.dim])
  }
}
