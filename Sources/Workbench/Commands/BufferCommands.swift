/// Buffers as files, and prompts that move through text and rows.
enum BufferCommands {
  private static let noColumns: @Sendable (State) -> String? = { state in
    state.results.columnNames.isEmpty ? "the result has no columns" : nil
  }

  static let all: [Command] = [
    Command("buffer.save", "Save the buffer to its file, asking for a name the first time") { $0.saveBuffer() },
    Command("buffer.editOutside", "Edit the buffer in $PSQL_EDITOR, $VISUAL or $EDITOR") { $0.editOutside() },
    .change("buffer.saveAs", "Save the buffer under another name") { $0.askForFileName() },
    .change("buffer.open", "Open a file in a new buffer") { state in
      state.overlay = .prompt(Prompt(.openFile, title: "Open file"))
    },
    .change("edit.goToLine", "Go to a line by its number") { state in
      state.overlay = .prompt(Prompt(.goToLine, title: "Go to line"))
    },
    Command(
      "grid.jumpToColumn", "Go to a column by its name", unavailable: noColumns
    ) { state in
      state.openColumns()
      return []
    },
  ]
}
