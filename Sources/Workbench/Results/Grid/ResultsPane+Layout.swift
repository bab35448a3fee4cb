import Database
package import TextUI

/// A column in sight.
struct ColumnSpan: Sendable, Hashable {
  /// Index into the columns of the result.
  var column: Int
  var x: Int
  var width: Int
  /// Whether it stays when the others scroll.
  var isFrozen: Bool
}

extension ResultsPane {
  /// Rows of the grid in sight.
  var pageRows: Int { max(1, size.height - 1 - footHeight) }

  /// Columns of the screen that row numbers take.
  var gutter: Int { max(3, grouped(tab?.result?.rowCount ?? 0).utf8.count + 1) }

  /// Takes the inside of the pane and scrolls so that the cursor is in sight.
  package mutating func layout(_ rect: Rect) {
    size = Size(width: rect.width, height: rect.height)
    footHeight = neededFoot(rect)
    let rows = pageRows
    let room = max(1, rect.width - gutter - 1)
    if tab?.showsMessages == true { return scrollMessages() }
    change { tab in
      tab.row = min(tab.row, max(0, tab.gridRowCount - 1))
      tab.top = max(0, min(max(tab.top, tab.row - rows + 1), tab.row))
      tab.fitColumns(to: tab.top..<tab.top + rows, room: room)
      if tab.showsRecord { RecordView.layout(&tab, Size(width: rect.width, height: rect.height)) }
    }
  }

  /// The columns in sight, from left to right; `x` counts from the left of the pane.
  func spans(_ tab: ResultTab) -> [ColumnSpan] {
    var spans: [ColumnSpan] = []
    var x = gutter + 1
    func add(_ columns: ArraySlice<Int>, isFrozen: Bool) {
      for column in columns where x < size.width {
        let width = tab.layout.widths[column]
        spans.append(ColumnSpan(column: column, x: x, width: min(width, size.width - x), isFrozen: isFrozen))
        x += width + ColumnLayout.gap
      }
    }
    add(tab.layout.frozen, isFrozen: true)
    add(tab.layout.shown.dropFirst(max(tab.left, tab.layout.frozenCount)), isFrozen: false)
    return spans
  }

  /// One line for the cell under the cursor, up to three for a long one where there is room.
  private func neededFoot(_ rect: Rect) -> Int {
    guard let tab, tab.panel == nil, tab.gridRowCount > 0, rect.height >= 6, tab.columns.indices.contains(tab.column)
    else {
      return 0
    }
    guard rect.height >= 12, let cell = tab.cell(row: min(tab.row, tab.gridRowCount - 1), column: tab.column) else {
      return 1
    }
    let room = max(1, rect.width - 2)
    let taken = DisplayWidth.of(utf8: cell, limit: 3 * room) + FootLine.label(tab).displayWidth
    return min(3, max(1, (taken + room - 1) / room))
  }
}

extension ResultTab {
  /// What of a grid is in sight: as long as it stays the same the columns fit.
  struct Sight: Sendable, Equatable {
    var rows: Range<Int>
    var room: Int
    var column: Int
    var left: Int
    var layout: ColumnLayout
  }

  /// Does what `scroll` does, unless nothing has changed since: each event asks for it. Rows that were edited or put in another order may be
  /// others at the same place.
  mutating func fitColumns(to rows: Range<Int>, room: Int) {
    let rows = rows.clamped(to: 0..<gridRowCount)
    var sight = Sight(rows: rows, room: room, column: column, left: left, layout: layout)
    let isPlain = order == nil && arrangement == RowArrangement() && staged.isEmpty
    guard !isPlain || fitted != sight else { return }
    scroll(rows: rows, room: room)
    (sight.left, sight.layout) = (left, layout)
    fitted = isPlain ? sight : nil
  }

  /// Fits the columns in sight to the rows in sight, and scrolls until the cursor's column is among them.
  private mutating func scroll(rows: Range<Int>, room: Int) {
    let widest = layout.shown.isEmpty ? 1 : max(ColumnLayout.widest, room / layout.shown.count - ColumnLayout.gap)
    let frozen = layout.frozenCount
    var taken = 0
    for column in layout.frozen where taken < room {
      fit(column, rows: rows, widest: widest, room: room)
      taken += layout.widths[column] + ColumnLayout.gap
    }
    left = min(max(left, frozen), max(frozen, layout.shown.count - 1))
    guard let place = layout.place(of: column), place >= frozen else {
      return fitScrolling(from: left, rows, widest: widest, room: room, taken: taken)
    }
    left = min(left, place)
    fitScrolling(from: left, rows, widest: widest, room: room, taken: taken)
    // From the cursor's column to the left as far as there is room.
    fit(column, rows: rows, widest: widest, room: room)
    var first = place
    var used = taken + layout.widths[column]
    while first > left {
      let next = layout.shown[first - 1]
      fit(next, rows: rows, widest: widest, room: room)
      used += layout.widths[next] + ColumnLayout.gap
      if used > room { break }
      first -= 1
    }
    if first > left {
      left = first
      fitScrolling(from: left, rows, widest: widest, room: room, taken: taken)
    }
  }

  private mutating func fitScrolling(from first: Int, _ rows: Range<Int>, widest: Int, room: Int, taken: Int) {
    var taken = taken
    for column in layout.shown.dropFirst(first) {
      guard taken < room else { return }
      fit(column, rows: rows, widest: widest, room: room)
      taken += layout.widths[column] + ColumnLayout.gap
    }
  }
}
