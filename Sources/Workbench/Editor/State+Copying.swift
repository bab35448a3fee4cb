/// Text on its way to the clipboard of the terminal, and to where the editor pastes from.
extension State {
  /// Copies what is no text of the editor's own: a cell, rows, a statement of the history.
  mutating func copy(_ text: String) -> [Effect] {
    editor.take(copied: Array(text.utf8))
    return [.copyToClipboard(text)]
  }

  /// Tells where a text is that the terminal has no room for.
  mutating func receive(clipboardLacksRoomFor bytes: Int, _ path: Result<String, Failure>) {
    let size = byteSize(Int64(bytes))
    switch path {
    case .success(let path):
      say(
        "\(size) is too long for the terminal's clipboard; it can be pasted inside Perch, and is in \(path)", .warning)
    case .failure(let failure):
      say(
        "\(size) is too long for the terminal's clipboard; it can be pasted inside Perch · \(failure.message)", .error)
    }
  }
}

extension EditorPane {
  /// Makes the text what each keymap pastes.
  mutating func take(copied bytes: [UInt8]) {
    clipboard = bytes
    clipboardHasLines = false
    vim.registers.keep(VimText(bytes: bytes, kind: .characters), in: "+")
    kills.take(bytes)
  }
}
