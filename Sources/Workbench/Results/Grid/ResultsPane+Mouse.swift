import Database
import TextUI

extension ResultsPane {
  /// What was pressed, once the cursor is there.
  enum Pressed: Sendable, Hashable { case header, cell }

  /// Goes to the cell or the column at a place inside the pane.
  mutating func press(_ place: Point) -> Pressed? {
    guard let tab, let column = column(at: place.x), tab.result?.columns.isEmpty == false else { return nil }
    guard place.y > 0 else {
      change { $0.column = column }
      return .header
    }
    let row = tab.top + place.y - 1
    guard place.y <= pageRows, row < tab.gridRowCount else { return nil }
    change { tab in
      tab.row = row
      tab.column = column
      tab.selection = nil
    }
    return .cell
  }

  /// Scrolls, taking the cursor along so that it stays in sight.
  mutating func scroll(rows: Int, columns: Int) {
    let page = pageRows
    change { tab in
      if tab.showsMessages { return tab.move(rows: rows, columns: 0) }
      let top = min(max(0, tab.top + rows), max(0, tab.gridRowCount - page))
      tab.top = top
      tab.move(rows: min(max(tab.row, top), top + page - 1) - tab.row, columns: columns)
    }
  }

  private func column(at x: Int) -> Int? {
    guard let tab else { return nil }
    return spans(tab).last { x >= $0.x - 1 && x < $0.x + $0.width + 2 }?.column
  }
}
