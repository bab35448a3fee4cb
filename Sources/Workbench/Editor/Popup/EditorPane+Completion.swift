import SQLText
import TextUI

extension EditorPane {
  /// The arguments of the call at the cursor, while the cursor stays there.
  struct Signature: Sendable {
    var help: SignatureHelp
    var buffer: Int
    var cursor: Int
  }

  /// Whether a popup helps while typing; behind a space, and inside of a word, it would only be in the way.
  var completesHere: Bool {
    guard buffer.selection == nil, buffer.carets.isEmpty, buffer.cursor > 0 else { return false }
    if popup == nil, buffer.cursor < buffer.bytes.count, Self.isWord(buffer.bytes[buffer.cursor]) { return false }
    let byte = buffer.bytes[buffer.cursor - 1]
    return Self.isWord(byte) || byte == UInt8(ascii: ".") || popup != nil && byte == UInt8(ascii: "\"")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte >= 0x80 || byte &- 0x30 < 10
  }

  /// Whether a space or parenthesis was typed behind which a list may open by itself: not before what stands on the line already.
  var mayInvite: Bool {
    guard buffer.selection == nil, buffer.carets.isEmpty, buffer.cursor > 0, snippet == nil else { return false }
    guard [0x20, 0x28].contains(buffer.bytes[buffer.cursor - 1]) else { return false }
    let next = buffer.bytes[buffer.cursor...].first { $0 != 0x20 } ?? 0x0A
    return [0x0A, 0x29, 0x2C, 0x3B].contains(next)
  }

  /// `isAsked` and `typedAt` as in `CompletionPopup`.
  package mutating func openPopup(_ completion: Completion, isAsked: Bool = true, typedAt: Int64? = nil) {
    popup = CompletionPopup(completion, isAsked: isAsked, after: popup, typedAt: typedAt)
  }

  /// Letters of a name, and of a keyword, that have to be typed before Enter completes them: short ones are aliases as they stand.
  private static let enteredFrom = (name: 2, keyword: 4)

  /// Whether Enter means the selected completion: one that was gone to, or that was typed at from its beginning and is not there in full.
  var entersCompletion: Bool {
    guard let popup, popup.isAsked, let item = popup.item else { return false }
    let from = min(popup.completion.replaceFrom, buffer.cursor)
    let typed = String(decoding: buffer.bytes[from..<buffer.cursor], as: UTF8.self)
    if typed == item.insert { return false }
    let letters = item.kind == .keyword ? Self.enteredFrom.keyword : Self.enteredFrom.name
    let isBegun = [item.insert, item.label].contains { $0.lowercased().hasPrefix(typed.lowercased()) }
    return popup.isChosen || isBegun && typed.count >= letters
  }

  /// Whether the selected completion stands there already.
  var completesNothing: Bool {
    guard let popup, let item = popup.item else { return false }
    return buffer.bytes[min(popup.completion.replaceFrom, buffer.cursor)..<buffer.cursor].elementsEqual(
      item.insert.utf8)
  }

  mutating func acceptCompletion() {
    buffer.carets = []
    guard let popup, let item = popup.item else { return }
    let from = min(popup.completion.replaceFrom, buffer.cursor)
    edit { $0.replace(from..<$0.cursor, with: Array(item.insert.utf8)) }
    self.popup = nil
    guard !item.stops.isEmpty else { return }
    var stops = item.stops
    for index in stops.indices { stops[index].shift(from: 0, by: from) }
    snippet = SnippetStops(stops, buffer: buffer.id, length: buffer.bytes.count, state: buffer.history.state)
    selectSnippetStop()
  }
}
