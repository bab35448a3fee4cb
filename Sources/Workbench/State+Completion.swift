import SQLText

extension State {
  /// The buffer changed: while one types, the popup follows; other edits close it.
  mutating func editorChanged(byTyping: Bool) {
    guard byTyping else {
      editor.popup = nil
      return
    }
    let place = completionPlace
    if editor.completesHere {
      complete(place, typedAt: now)
    } else {
      editor.popup = nil
      if editor.mayInvite { invite(place) }
    }
    showSignature(place)
  }

  /// What the cursor's place asks for: both the list and the arguments of a call are taken from it.
  private var completionPlace: CompletionPlace {
    let buffer = editor.buffer
    return CompletionPlace(text: buffer.bytes, sql: buffer.sql, cursor: buffer.cursor)
  }

  /// Others may change the schema while one thinks: asked for when typing goes on after a while.
  mutating func probeSchemaIfDue() -> [Effect] {
    guard editor.popup != nil, link.facts != nil, now - schemaCheckedAt > Self.schemaInterval else { return [] }
    schemaCheckedAt = now
    return [.probeCatalog(session: link.session)]
  }

  private static let schemaInterval: Int64 = 30_000
  /// That a list offers.
  private static let mostCandidates = 200

  /// Completes from this catalog on, with the names and snippets known here.
  mutating func use(_ engine: CompletionEngine) {
    completion = engine
    completion.uses = uses
    completion.snippets = snippets
    renewPopup()
  }

  /// A list that is open shows what the new catalog knows; one that somebody went through stays where it is.
  private mutating func renewPopup() {
    guard let popup = editor.popup, !popup.isChosen else { return }
    let found = candidates(completionPlace)
    editor.popup = nil
    if !found.items.isEmpty { editor.openPopup(found, isAsked: popup.isAsked, typedAt: now) }
  }

  mutating func receive(uses counted: NameUses) {
    uses = counted
    completion.uses = counted
  }

  /// The call at the cursor shows its arguments while one types in it; elsewhere nothing is shown.
  private mutating func showSignature(_ place: CompletionPlace) {
    let (buffer, cursor) = (editor.buffer.id, editor.buffer.cursor)
    editor.signature = completion.signature(place).map {
      EditorPane.Signature(help: $0, buffer: buffer, cursor: cursor)
    }
  }

  /// Keeps what is told beside the cursor in step with what is selected there.
  mutating func explainEditing() {
    if let signature = editor.signature,
      focus != .editor || overlay != nil || signature.buffer != editor.buffer.id
        || signature.cursor != editor.buffer.cursor
    {
      editor.signature = nil
    }
    editor.followSnippet()
    // It would come back, out of date, with the editor.
    if focus != .editor || overlay != nil { editor.popup = nil }
    editor.popup?.explain(now: now, completion.documentation)
  }

  /// Whether a tick at this moment tells more beside the list of completions, or what keys that were begun go on with, or gives a question the
  /// keys.
  package func explains(at now: Int64) -> Bool {
    [editor.popup?.quietUntil, halfTyped.due, overlay?.unreadUntil].contains { due in due.map { $0 <= now } ?? false }
  }

  mutating func openCompletion() {
    let place = completionPlace
    complete(place)
    showSignature(place)
    if editor.popup == nil { remark("nothing completes here") }
  }

  /// Behind FROM, JOIN and other words that a name must follow the list opens by itself, and where a label of an enumeration is due.
  private mutating func invite(_ place: CompletionPlace) {
    let asksForValue = place.prefix.isEmpty && place.compared != nil
    guard place.invitesNames || asksForValue else { return }
    let found = candidates(place)
    let isOfUse = place.invitesNames || found.items.first?.kind == .enumeration
    if isOfUse, !found.items.isEmpty { editor.openPopup(found, isAsked: false, typedAt: now) }
  }

  private mutating func candidates(_ place: CompletionPlace) -> Completion {
    completion.weigh()
    return completion.complete(place, limit: Self.mostCandidates)
  }

  /// `typedAt` is the moment of the letter that the popup follows; nil when it was asked for.
  private mutating func complete(_ place: CompletionPlace, typedAt: Int64? = nil) {
    let found = candidates(place)
    if found.items.isEmpty { editor.popup = nil } else { editor.openPopup(found, typedAt: typedAt) }
  }
}
