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

extension State {
  mutating func saveBuffer() -> [Effect] {
    guard let path = editor.buffer.path else {
      askForFileName()
      return []
    }
    return save(as: path)
  }

  mutating func save(as path: String) -> [Effect] {
    [.writeFile(path: path, buffer: editor.buffer.id, editor.bytesToSave())]
  }

  mutating func askForFileName() {
    overlay = .prompt(Prompt(.saveAs, title: "Save as", answer: editor.buffer.path ?? ""))
  }

  mutating func receive(file path: String, _ answer: Result<[UInt8], Failure>) {
    switch answer {
    case .success(let bytes):
      editor.open(name: path.split(separator: "/").last.map(String.init) ?? path, path: path, bytes: bytes)
      say("opened \(path) · \(byteSize(Int64(bytes.count)))", .success)
      focus = .editor
    case .failure(let failure): say(failure.message, .error)
    }
  }

  mutating func receive(written path: String, buffer: Int, _ failure: Failure?) -> [Effect] {
    let leaves = leavesAfterWriting == buffer
    leavesAfterWriting = nil
    if let failure {
      say(failure.message, .error)
      return []
    }
    editor.markSaved(buffer: buffer, path: path)
    say("saved \(path)", .success)
    return leaves ? leave(.quit) : []
  }
}
