/// The program, its panes and its overlays.
enum AppCommands {
  static let all: [Command] = [
    Command("app.quit", "Leave Perch; buffers are kept") { state in
      state.leave(.quit)
    },
    Command("app.suspend", "Put Perch in the background of the shell") { _ in [.suspend] },
    .change("app.help", "Show the keys that work now and what every command does") { $0.openHelp() },
    .change("app.palette", "Find a command by name and run it") { $0.openPalette() },
    .change("theme.choose", "Choose the colours") { $0.openThemes() },
    .change("pane.next", "Go to the next pane") { $0.cycleFocus(by: 1) },
    .change("pane.previous", "Go to the previous pane") { $0.cycleFocus(by: -1) },
    .change("pane.editor", "Go to the editor") { $0.focus = .editor },
    .change("pane.results", "Go to the results") { $0.focus = .results },
    .change("pane.catalog", "Show the catalog, go to it, or hide it") { state in
      if state.arrangement.showsCatalog, state.focus == .catalog {
        state.arrangement.showsCatalog = false
        state.focus = .editor
      } else {
        state.arrangement.showsCatalog = true
        state.focus = .catalog
      }
    },
  ]
}

extension State {
  mutating func cycleFocus(by step: Int) {
    let order: [Focus] = arrangement.showsCatalog ? [.editor, .results, .catalog] : [.editor, .results]
    let place = order.firstIndex(of: focus) ?? 0
    focus = order[(place + step + order.count) % order.count]
    editor.popup = nil
  }
}
