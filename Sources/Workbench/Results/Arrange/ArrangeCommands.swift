import Database

/// Sorting, filtering and searching the rows of a result.
enum ArrangeCommands {
  private static let noRows: @Sendable (State) -> String? = {
    ($0.results.tab?.result?.rowCount ?? 0) == 0 ? "there are no rows" : nil
  }
  private static let plain: @Sendable (State) -> String? = {
    $0.results.tab?.arrangement.isPlain ?? true ? "all rows are shown in their own order" : nil
  }
  private static let notSorted: @Sendable (State) -> String? = { state in
    guard let tab = state.results.tab, tab.arrangement.sort.contains(where: { $0.column == tab.column }) else {
      return "the column is not sorted by"
    }
    return nil
  }

  static let all: [Command] = [
    Command("grid.sort", "Sort by the column: ascending, descending, not at all", unavailable: noRows) { state in
      guard let column = state.results.tab?.column else { return [] }
      return state.arrange { $0.cycle(column, alone: true) }
    },
    Command("grid.sortAlso", "Sort by the column too, behind those sorted by already", unavailable: noRows) { state in
      guard let column = state.results.tab?.column else { return [] }
      return state.arrange { $0.cycle(column, alone: false) }
    },
    Command(
      "grid.sortNaturally", "Count digits in the text of the sorted column as numbers, or no longer",
      unavailable: notSorted
    ) { state in
      guard let column = state.results.tab?.column else { return [] }
      return state.arrange { arrangement in
        for index in arrangement.sort.indices where arrangement.sort[index].column == column {
          arrangement.sort[index].isNatural.toggle()
        }
      }
    },
    Command("grid.filter", "Show only rows with a text or with conditions on columns", unavailable: noRows) { state in
      let columns = state.results.columnNames.prefix(6).joined(separator: ", ")
      state.overlay = .prompt(
        Prompt(
          .gridFilter, title: "Filter rows",
          lines: [
            "text · /pattern/ · column = value · <> < <= > >= · ~ pattern · = 1..9",
            "is null · in (a, b) · between a and b · and, or, not, ( ) · 'text'", "Columns: \(columns)",
          ],
          answer: state.results.tab?.arrangement.filterText ?? ""))
      return []
    },
    Command("grid.filterByCell", "Show only rows with the value under the cursor", unavailable: noRows) {
      $0.filterByCell()
    },
    Command("grid.showAllRows", "Show all rows in the order they came", unavailable: plain) { state in
      state.arrange { $0 = RowArrangement() }
    },
    Command("grid.search", "Search the rows for text or /a pattern/", unavailable: noRows) { state in
      state.overlay = .prompt(Prompt(.gridSearch, title: "Search rows", offering: state.results.searchText))
      return []
    },
    Command("grid.searchNext", "Go to the next cell with the text searched for") { $0.search(isForward: true) },
    Command("grid.searchPrevious", "Go to the previous cell with the text searched for") {
      $0.search(isForward: false)
    },
  ]
}
