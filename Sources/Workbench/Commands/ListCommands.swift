/// Keys of lists and prompts: moving, choosing, editing the line.
enum ListCommands {
  static let all: [Command] = [
    .change("list.up", "Go to the row above") { $0.overlay?.move(by: -1) },
    .change("list.down", "Go to the row below") { $0.overlay?.move(by: 1) },
    .change("list.pageUp", "Go up a page") { $0.overlay?.movePages(by: -1) },
    .change("list.pageDown", "Go down a page") { $0.overlay?.movePages(by: 1) },
    Command("list.accept", "Choose the row or give the answer") { $0.acceptOverlay() },
    Command("list.cancel", "Close without choosing") { state in
      state.closeOverlay()
      return []
    },
    line("prompt.backspace", "Delete the character before the cursor of the line") { $0.backspace() },
    line("prompt.delete", "Delete the character under the cursor of the line") { $0.delete() },
    line("prompt.deleteWord", "Delete the word before the cursor of the line") { $0.deleteWord() },
    line("prompt.clear", "Empty the line") { $0.clear() },
    line("prompt.left", "Go left in the line") { $0.move(by: -1) },
    line("prompt.right", "Go right in the line") { $0.move(by: 1) },
    line("prompt.start", "Go to the start of the line") { $0.moveToStart() },
    line("prompt.end", "Go to the end of the line") { $0.moveToEnd() },
  ]

  private static func line(
    _ name: String, _ summary: String, _ change: @escaping @Sendable (inout LineInput) -> Void
  ) -> Command {
    Command(name, summary) { state in
      state.overlay?.edit(change)
      return state.overlayChanged()
    }
  }
}
