/// What of a grid is selected: a block of cells, whole rows, or whole columns. It spans from where it was begun to the cursor.
package struct GridSelection: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case cells, rows, columns }

  package var kind: Kind
  /// Where it was begun: a row as shown, from 0.
  package var row: Int
  /// Where it was begun: an index into the columns of the result.
  package var column: Int

  package init(_ kind: Kind, row: Int, column: Int) {
    self.kind = kind
    self.row = row
    self.column = column
  }
}

/// The cells a command works on, made from the selection, or from the cursor where nothing is selected.
package struct GridArea: Sendable, Hashable {
  /// Rows as shown; `ResultTab.resultRow(_:)` says which row of the result each is.
  package var rows: Range<Int>
  /// Indices of the columns of the result, from left to right as shown; hidden columns are not among them.
  package var columns: [Int]
}

extension ResultTab {
  /// What is selected of the result, else the cell under the cursor; nil without rows and at a new one.
  package var area: GridArea? {
    guard rowCount > 0, !columns.isEmpty else { return nil }
    guard let selection else { return row < rowCount ? GridArea(rows: row..<row + 1, columns: [column]) : nil }
    let (begun, ended) = (min(selection.row, rowCount - 1), min(row, rowCount - 1))
    let rows = min(begun, ended)..<max(begun, ended) + 1
    return switch selection.kind {
    case .cells: GridArea(rows: rows, columns: layout.between(selection.column, column))
    case .rows: GridArea(rows: rows, columns: layout.shown)
    case .columns: GridArea(rows: 0..<rowCount, columns: layout.between(selection.column, column))
    }
  }

  /// All rows as shown, in all columns as shown.
  package var wholeArea: GridArea { GridArea(rows: 0..<rowCount, columns: layout.shown) }

  func isSelected(row: Int, column: Int) -> Bool {
    guard let selection, let area else { return false }
    return switch selection.kind {
    case .rows: area.rows.contains(row)
    case .columns: area.columns.contains(column)
    case .cells: area.rows.contains(row) && area.columns.contains(column)
    }
  }
}
