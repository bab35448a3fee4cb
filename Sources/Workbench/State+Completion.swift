import SQLText

extension State {
  /// The buffer changed: while one types, the popup follows; other edits close it.
  mutating func editorChanged(byTyping: Bool) {
    if byTyping, editor.completesHere { complete() } else { editor.popup = nil }
  }

  /// Others may change the schema while one thinks: asked for when typing goes on after a while.
  mutating func probeSchemaIfDue() -> [Effect] {
    guard editor.popup != nil, link.facts != nil, now - schemaCheckedAt > Self.schemaInterval else { return [] }
    schemaCheckedAt = now
    return [.probeCatalog(session: link.session)]
  }

  private static let schemaInterval: Int64 = 30_000

  mutating func receive(uses counted: NameUses) {
    uses = counted
    completion.uses = counted
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
