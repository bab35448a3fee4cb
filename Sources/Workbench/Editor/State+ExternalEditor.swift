import SQLText

/// The buffer in another editor and back.
extension State {
  mutating func editOutside() -> [Effect] {
    editor.buffer.readAll()
    let buffer = editor.buffer
    let line = buffer.line(at: buffer.cursor)
    return [
      .editOutside(
        buffer: buffer.id, name: buffer.name, Array(buffer.bytes), line: line + 1,
        column: buffer.cursor - buffer.lineStarts[line] + 1)
    ]
  }

  /// Takes the text that came back as one change of what differs, so that undo goes back to before and the cursor stays where it was.
  mutating func receive(editedOutside text: Result<[UInt8], Failure>, buffer id: Int) {
    switch text {
    case .failure(let failure): say(failure.message, .error)
    case .success(let bytes):
      guard editor.buffer.id == id else { return say("the buffer is not in front any more", .warning) }
      let changed = editor.takeOutsideText(bytes)
      remark(changed ? "taken over from the editor" : "the editor changed nothing")
    }
  }
}

extension EditorPane {
  /// False when nothing differs.
  fileprivate mutating func takeOutsideText(_ text: [UInt8]) -> Bool {
    let old = Array(buffer.bytes)
    // Most editors end the last line of a file whether it was ended or not.
    let new = old.last != 0x0A && text.last == 0x0A ? text.dropLast() : text[...]
    let start = zip(old, new).prefix { $0 == $1 }.count
    guard start < max(old.count, new.count) else { return false }
    let room = min(old.count, new.count) - start
    let end = zip(old.reversed(), new.reversed()).prefix(room).prefix { $0 == $1 }.count
    let cursor = buffer.cursor
    let line = buffer.line(at: cursor)
    let column = buffer.column(of: cursor)
    buffer.history.close()
    edit { $0.replace(start..<old.count - end, with: Array(new[start..<new.count - end])) }
    buffer.history.close()
    move(selecting: false) { $0.offset(line: min(line, $0.lineCount - 1), column: column) }
    return true
  }
}
