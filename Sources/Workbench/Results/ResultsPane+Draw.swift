import Database
package import TextUI

extension ResultsPane {
  package func draw(into frame: inout Frame, rect: Rect, theme: Theme, focused: Bool) {
    frame.fill(rect, style: theme[.gridCell])
    guard let tab, !rect.isEmpty else {
      frame.write("no result yet", x: rect.x + 1, y: rect.y, maxWidth: rect.width - 2, style: theme[.dim])
      return
    }
    if case .failed(let error) = tab.outcome {
      drawMessage(Self.lines(of: error) + Self.lines(of: tab.notices), into: &frame, rect, theme)
    } else if let result = tab.result, !result.columns.isEmpty {
      drawGrid(tab, result, into: &frame, rect, theme, focused: focused)
      drawPlace(tab, into: &frame, rect, theme)
    } else {
      let text = tab.result != nil ? "\(grouped(tab.rowCount)) rows without columns" : tab.title
      drawMessage([(text, .text)] + Self.lines(of: tab.notices), into: &frame, rect, theme)
    }
  }

  // MARK: Text

  private static func lines(of error: ServerError) -> [(String, Theme.Role)] {
    var lines: [(String, Theme.Role)] = error.message.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated().map {
        (
          $0 == 0 ? "\(error.severity)\(error.sqlState.isEmpty ? "" : " \(error.sqlState)"): \($1)" : String($1),
          .statusError
        )
      }
    for (label, text) in [("DETAIL", error.detail), ("HINT", error.hint), ("CONTEXT", error.context)] {
      guard let text else { continue }
      lines += text.split(separator: "\n").enumerated().map { ($0 == 0 ? "\(label): \($1)" : "  \($1)", .text) }
    }
    return lines
  }

  private static func lines(of notices: [ServerError]) -> [(String, Theme.Role)] {
    notices.flatMap { notice in
      lines(of: notice).enumerated().map { ($1.0, $0 == 0 ? Theme.Role.gridMark : .dim) }
    }
  }

  /// Text wrapped to the pane.
  private func drawMessage(_ lines: [(String, Theme.Role)], into frame: inout Frame, _ rect: Rect, _ theme: Theme) {
    var y = rect.y
    for (line, role) in lines {
      var rest = Substring(line)
      repeat {
        guard y < rect.maxY else { return }
        var style = theme[role]
        style.background = theme[.gridCell].background
        let piece = Self.prefix(of: rest, columns: rect.width - 2)
        frame.write(piece, x: rect.x + 1, y: y, maxWidth: rect.width - 2, style: style)
        rest = rest[piece.endIndex...]
        y += 1
      } while !rest.isEmpty
    }
  }

  private static func prefix(of text: Substring, columns: Int) -> Substring {
    var width = 0
    for index in text.unicodeScalars.indices {
      width += DisplayWidth.of(text[index...].unicodeScalars.first!)
      if width > max(2, columns) { return text[..<index] }
    }
    return text
  }

  // MARK: Rows

  private struct Span {
    var column: Int
    var x: Int
    var width: Int
  }

  private func spans(_ tab: ResultTab, _ rect: Rect) -> [Span] {
    var spans: [Span] = []
    var x = rect.x + gutter + 1
    for column in tab.left..<tab.widths.count where x < rect.maxX {
      spans.append(Span(column: column, x: x, width: min(tab.widths[column], rect.maxX - x)))
      x += tab.widths[column] + 3
    }
    return spans
  }

  private func drawGrid(
    _ tab: ResultTab, _ result: ResultSet, into frame: inout Frame, _ rect: Rect, _ theme: Theme, focused: Bool
  ) {
    let spans = spans(tab, rect)
    drawHeader(result, spans, into: &frame, rect, theme)
    for line in 0..<max(0, rect.height - 1) where tab.top + line < result.rowCount {
      let row = tab.top + line
      let y = rect.y + 1 + line
      let isCursorRow = row == tab.row && focused
      if isCursorRow {
        frame.fill(Rect(x: rect.x, y: y, width: rect.width, height: 1), style: theme[.gridCursorRow])
      }
      let number = grouped(row + 1)
      var numberStyle = theme[.gridRowNumber]
      if isCursorRow { numberStyle.background = theme[.gridCursorRow].background }
      frame.write(
        number, x: rect.x + gutter - 1 - number.utf8.count, y: y, maxWidth: gutter, style: numberStyle)
      for span in spans {
        let isCursor = isCursorRow && span.column == tab.column
        drawCell(result, row, span, into: &frame, y, theme, rowFocused: isCursorRow, isCursor: isCursor)
        drawRule(after: span, into: &frame, y, rect, theme, rowFocused: isCursorRow)
      }
    }
  }

  private func drawHeader(
    _ result: ResultSet, _ spans: [Span], into frame: inout Frame, _ rect: Rect, _ theme: Theme
  ) {
    for span in spans {
      let column = result.columns[span.column]
      let used = min(span.width, DisplayWidth.of(column.name))
      let x = column.isNumeric ? span.x + span.width - used : span.x
      frame.write(column.name, x: x, y: rect.y, maxWidth: span.width, style: theme[.gridHeader])
      drawRule(after: span, into: &frame, rect.y, rect, theme, rowFocused: false)
    }
  }

  private func drawRule(
    after span: Span, into frame: inout Frame, _ y: Int, _ rect: Rect, _ theme: Theme, rowFocused: Bool
  ) {
    let x = span.x + span.width + 1
    guard x < rect.maxX else { return }
    var style = theme[.gridRule]
    if rowFocused { style.background = theme[.gridCursorRow].background }
    frame.write("│", x: x, y: y, maxWidth: 1, style: style)
  }

  private func drawCell(
    _ result: ResultSet, _ row: Int, _ span: Span, into frame: inout Frame, _ y: Int, _ theme: Theme,
    rowFocused: Bool, isCursor: Bool
  ) {
    func role(_ role: Theme.Role) -> Style {
      if isCursor { return theme[.gridCursor] }
      var style = theme[role]
      if rowFocused { style.background = theme[.gridCursorRow].background }
      return style
    }
    if isCursor { frame.fill(Rect(x: span.x, y: y, width: span.width, height: 1), style: theme[.gridCursor]) }
    guard let cell = result.cell(row: row, column: span.column) else {
      frame.write("NULL", x: span.x, y: y, maxWidth: span.width, style: role(.gridNull))
      return
    }
    let width = DisplayWidth.of(utf8: cell, limit: span.width)
    let isCut = width > span.width
    let isRight = result.columns[span.column].isNumeric && !isCut
    let x = isRight ? span.x + span.width - width : span.x
    frame.write(
      utf8: cell, x: x, y: y, maxWidth: isCut ? span.width - 1 : span.width, style: role(.gridCell),
      markStyle: role(.gridMark))
    if isCut { frame.write("…", x: span.x + span.width - 1, y: y, maxWidth: 1, style: role(.gridMark)) }
  }

  /// `row 1 of 1,000 · column 2 of 7: name` in the border below.
  private func drawPlace(_ tab: ResultTab, into frame: inout Frame, _ rect: Rect, _ theme: Theme) {
    guard rect.width > 40, rect.maxY < frame.size.height, tab.rowCount > 0 else { return }
    let column = tab.columns[tab.column]
    let more = tab.isPaused ? "+" : ""
    let text =
      " row \(grouped(tab.row + 1)) of \(grouped(tab.rowCount))\(more) · column \(tab.column + 1) of \(tab.columns.count): \(column.name) "
    let width = min(DisplayWidth.of(text), rect.width - 2)
    frame.write(text, x: rect.maxX - width - 1, y: rect.maxY, maxWidth: width, style: theme[.dim])
  }
}
