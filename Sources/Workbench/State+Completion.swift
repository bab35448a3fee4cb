extension State {
  /// The buffer changed: while one types, the popup follows; other edits close it.
  mutating func editorChanged(byTyping: Bool) {
    guard byTyping, let request = editor.completionRequest else {
      editor.popup = nil
      return
    }
    complete(request)
  }

  mutating func openCompletion() {
    complete(editor.completionPoint)
    if editor.popup == nil { say("nothing completes here") }
  }

  private mutating func complete(_ request: (text: [UInt8], cursor: Int)) {
    let found = completion.complete(text: request.text, cursor: request.cursor, limit: 200)
    if found.items.isEmpty { editor.popup = nil } else { editor.openPopup(found) }
  }
}
