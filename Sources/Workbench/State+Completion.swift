import SQLText

extension State {
  /// The buffer changed: while one types, the popup follows; other edits close it.
  mutating func editorChanged(byTyping: Bool) {
    if byTyping, editor.completesHere { complete() } else { editor.popup = nil }
  }

  mutating func openCompletion() {
    complete()
    if editor.popup == nil { say("nothing completes here") }
  }

  private mutating func complete() {
    let buffer = editor.buffer
    let found = completion.complete(
      text: buffer.bytes, sql: buffer.sql, cursor: buffer.cursor, limit: 200)
    if found.items.isEmpty { editor.popup = nil } else { editor.openPopup(found) }
  }
}
