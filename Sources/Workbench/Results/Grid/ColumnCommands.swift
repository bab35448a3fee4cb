/// Widths, order, hiding and freezing of columns, and selecting cells.
enum ColumnCommands {
  private static let noColumns: @Sendable (State) -> String? = {
    $0.results.columnNames.isEmpty ? "the result has no columns" : nil
  }
  private static let noRows: @Sendable (State) -> String? = {
    ($0.results.tab?.rowCount ?? 0) == 0 ? "there are no rows" : nil
  }
  private static let noneHidden: @Sendable (State) -> String? = {
    ($0.results.tab?.layout.hiddenCount ?? 0) == 0 ? "no column is hidden" : nil
  }

  private static func column(
    _ name: String, _ summary: String, _ change: @escaping @Sendable (inout ResultTab) -> Void
  ) -> Command {
    Command(name, summary, unavailable: noColumns) { state in
      state.results.change(change)
      return []
    }
  }

  private static func select(_ name: String, _ summary: String, _ kind: GridSelection.Kind) -> Command {
    Command(name, summary, unavailable: noRows) { state in
      state.results.change { tab in
        tab.selection =
          tab.selection?.kind == kind ? nil : GridSelection(kind, row: tab.row, column: tab.column)
      }
      return []
    }
  }

  private static func extend(_ name: String, _ summary: String, rows: Int, columns: Int) -> Command {
    Command(name, summary, unavailable: noRows) { state in
      state.results.change { tab in
        if tab.selection == nil { tab.selection = GridSelection(.cells, row: tab.row, column: tab.column) }
        tab.move(rows: rows, columns: columns)
      }
      return []
    }
  }

  static let all: [Command] = [
    column("grid.widenColumn", "Make the column wider") { $0.widen(by: 4) },
    column("grid.narrowColumn", "Make the column narrower") { $0.widen(by: -4) },
    column("grid.fitColumn", "Give the column the width its cells in sight ask for") { $0.refit() },
    column("grid.moveColumnLeft", "Move the column to the left") { $0.layout.move($0.column, by: -1) },
    column("grid.moveColumnRight", "Move the column to the right") { $0.layout.move($0.column, by: 1) },
    column("grid.hideColumn", "Hide the column") { tab in
      let neighbour = tab.layout.column(1, from: tab.column)
      let other = neighbour == tab.column ? tab.layout.column(-1, from: tab.column) : neighbour
      if tab.layout.hide(tab.column) { tab.column = other }
    },
    Command("grid.showColumns", "Show the hidden columns again", unavailable: noneHidden) { state in
      state.results.change { $0.layout.showAll() }
      return []
    },
    column("grid.freezeColumns", "Keep the columns up to this one in sight, or no longer") {
      $0.layout.freeze(through: $0.column)
    },
    select("grid.selectCells", "Begin or end selecting a block of cells", .cells),
    select("grid.selectRows", "Begin or end selecting whole rows", .rows),
    select("grid.selectColumns", "Begin or end selecting whole columns", .columns),
    Command("grid.selectAll", "Select all rows and columns", unavailable: noRows) { state in
      state.results.change { tab in
        tab.selection = GridSelection(.columns, row: 0, column: tab.layout.shown[0])
        tab.column = tab.layout.shown.last!
      }
      return []
    },
    extend("grid.selectUp", "Select the row above too", rows: -1, columns: 0),
    extend("grid.selectDown", "Select the row below too", rows: 1, columns: 0),
    extend("grid.selectLeft", "Select the column on the left too", rows: 0, columns: -1),
    extend("grid.selectRight", "Select the column on the right too", rows: 0, columns: 1),
    Command("grid.leave", "Leave the chart, select nothing, or go back to the editor") { state in
      if state.results.tab?.panel != nil {
        state.results.change { $0.panel = nil }
      } else if state.results.tab?.selection != nil {
        state.results.change { $0.selection = nil }
      } else {
        state.focus = .editor
      }
      return []
    },
  ]
}
