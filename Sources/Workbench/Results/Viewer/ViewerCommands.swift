/// What one can do with a value that is shown whole.
enum ViewerCommands {
  private static let closed: @Sendable (State) -> String? = { $0.viewer == nil ? "no value is shown whole" : nil }

  private static func change(
    _ name: String, _ summary: String, _ change: @escaping @Sendable (inout CellViewer) -> Void
  ) -> Command {
    Command(name, summary, unavailable: closed) { state in
      if var viewer = state.viewer {
        change(&viewer)
        state.viewer = viewer
      }
      return []
    }
  }

  private static let noRows: @Sendable (State) -> String? = {
    ($0.results.tab?.gridRowCount ?? 0) == 0 ? "there are no rows" : nil
  }

  static let all: [Command] = [
    Command(
      "grid.record", "Show the row alone with its fields below each other, or all rows again", unavailable: noRows
    ) {
      $0.results.change { $0.showsRecord.toggle() }
      return []
    },
    change("viewer.first", "Go to the start of the value") { $0.moveToStart() },
    change("viewer.last", "Go to the end of the value") { $0.moveToEnd() },
    change("viewer.fold", "Fold the members of the line, or go to what it lies in") { viewer in
      if !viewer.setFolded(true) { viewer.goToParent() }
    },
    change("viewer.unfold", "Unfold the members of the line") { viewer in
      if !viewer.setFolded(false) { viewer.move(by: 1) }
    },
    change("viewer.foldAll", "Fold everything inside the value") { $0.setAllFolded(true) },
    change("viewer.unfoldAll", "Unfold everything") { $0.setAllFolded(false) },
    change("viewer.nextForm", "Show the value as a tree, as text or as bytes") { $0.changeForm() },
    change("viewer.search", "Search inside the value") { $0.beginSearch() },
    change("viewer.searchNext", "Go to the next place with the text") { $0.startSearch($0.searchText, forward: true) },
    change("viewer.searchPrevious", "Go to the previous place with the text") {
      $0.startSearch($0.searchText, forward: false)
    },
    Command("viewer.copy", "Copy what the line holds, or the whole text", unavailable: closed) { $0.copyFromViewer() },
    Command("viewer.copyPath", "Copy the path of the line as SQL/JSON writes it", unavailable: closed) {
      $0.copyPath(asExpression: false)
    },
    Command("viewer.copyExpression", "Copy the path of the line as an expression of SQL", unavailable: closed) {
      $0.copyPath(asExpression: true)
    },
  ]
}
