import Database

/// Changing what a table holds from the grid: cells, new rows, rows that go. Nothing reaches the server before the changes are applied.
enum EditCommands {
  private static let noRows: @Sendable (State) -> String? = { state in
    guard let tab = state.results.tab, tab.gridRowCount > 0 else { return "there are no rows" }
    return computed(state)
  }

  private static let computed: @Sendable (State) -> String? = { state in
    guard let tab = state.results.tab, tab.columns.indices.contains(tab.column) else { return "there is no result" }
    return tab.columns[tab.column].tableOID == 0 ? "the column is computed; it is of no table" : busy(state)
  }

  private static let busy: @Sendable (State) -> String? = { QueryCommands.busy($0) }

  private static let nothing: @Sendable (State) -> String? = {
    $0.results.tab?.staged.isEmpty == false ? nil : "nothing is changed"
  }

  private static let nothingDone: @Sendable (State) -> String? = {
    ($0.results.tab?.staged.count ?? 0) == 0 ? "nothing is changed" : nil
  }

  private static let notReady: @Sendable (State) -> String? = { nothing($0) ?? busy($0) }

  private static func action(
    _ name: String, _ summary: String, _ unavailable: @escaping @Sendable (State) -> String?, _ action: CellAction
  ) -> Command {
    Command(name, summary, unavailable: unavailable) { $0.perform(action) }
  }

  static let all: [Command] = [
    action("cell.edit", "Change the value of the cell", noRows, .edit),
    action("cell.setNull", "Set the cell to NULL", noRows, .set(.null)),
    action("cell.setDefault", "Set the cell to the default of its column", noRows, .set(.standard)),
    action("row.delete", "Delete the row from the table of the column", noRows, .delete),
    action("row.insert", "Make a new row for the table of the column", computed, .insert(copies: false)),
    action("row.duplicate", "Make a new row with the values of this one", noRows, .insert(copies: true)),
    Command("changes.undo", "Take back the last change that is not applied yet", unavailable: nothingDone) { state in
      state.results.change { $0.staged.undo() }
      let count = state.results.tab?.staged.count ?? 0
      state.say(count == 0 ? "no changes are left" : "\(changes(count)) left")
      return []
    },
    Command("changes.discard", "Take back all changes that are not applied yet", unavailable: nothing) { state in
      let count = state.results.tab?.staged.count ?? 0
      state.results.change { $0.staged = StagedChanges() }
      state.say("\(changes(count)) discarded", .warning)
      return []
    },
    Command("changes.apply", "Show the changes as statements and apply them in one transaction", unavailable: notReady)
    {
      $0.showChanges()
      return []
    },
  ]

  static func changes(_ count: Int) -> String { "\(grouped(count)) \(count == 1 ? "change" : "changes")" }
}
