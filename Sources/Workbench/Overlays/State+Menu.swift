import TextUI

/// The menu of the focused pane, and the tester of keys.
enum MenuCommands {
  static let all: [Command] = [
    .change("app.menu", "Show what can be done in the focused pane") { $0.openMenu() },
    .change("app.keys", "Show what the terminal sends for a key, and what it does") { state in
      state.overlay = .keys(KeyTester())
    },
  ]
}

extension State {
  /// The commands of the pane with their keys, those with a key first; a disabled one says why.
  fileprivate mutating func openMenu() {
    let (title, families) = menu
    var picker = Picker(
      kind: .commands, title: title, hints: hints([("list.accept", "run"), ("list.cancel", "close")], in: "list"))
    let before = self
    let commands = Commands.all.filter { command in families.contains { command.name.hasPrefix($0) } }
    let rows = commands.map { command in
      Picker.Row(
        command.summary, detail: keymap.key(for: command.name) ?? "", unavailable: command.unavailable(before),
        choice: .command(command.name))
    }
    picker.fill(rows.filter { !$0.detail.isEmpty } + rows.filter(\.detail.isEmpty))
    overlay = .picker(picker)
  }

  private var menu: (title: String, families: [String]) {
    switch focus {
    case .editor:
      (
        "Editor",
        [
          "query.", "queries.", "buffer.", "edit.", "find.", "replace.", "completion.open", "select.all",
          "history.open",
        ]
      )
    case .results: ("Results", ["grid.", "query.cancel", "query.continue", "query.run"])
    case .catalog: ("Catalog", ["tree.", "catalog."])
    }
  }
}
