/// The name, or the text in quotes, that is being typed at a cursor.
struct TypedName {
  /// What stands before the cursor of it, unquoted, as typed.
  var prefix = ""
  var isQuoted = false
  /// Where it starts, as a UTF-8 byte offset.
  var start: Int
  /// Whether the quote that was opened before the cursor is closed right behind it.
  var isClosed = false
  /// Names before the dots before it.
  var qualifiers: [String] = []
  /// Index of the first token at or behind the cursor, among those that are left.
  var index: Int

  /// Takes its tokens, and those of the names before it, out of a statement's.
  init(takenFrom tokens: inout [Token], _ text: Rope, _ cursor: Int, isInString: Bool) {
    start = cursor
    if let place = tokens.firstIndex(where: { $0.start < cursor && cursor <= $0.end }) {
      let token = tokens[place]
      isQuoted = token.kind == .quotedIdentifier
      if isInString {
        start = token.start
        prefix = String(decoding: text[start..<cursor].drop { $0 != 0x27 }.dropFirst(), as: UTF8.self)
        isClosed = cursor < text.count && text[cursor] == 0x27
        tokens.remove(at: place)
      } else if isQuoted || token.kind == .word {
        start = token.start
        prefix = String(decoding: text[start..<cursor].dropFirst(isQuoted ? 1 : 0), as: UTF8.self)
        tokens.remove(at: place)
      }
    }
    index = tokens.firstIndex { $0.start >= cursor } ?? tokens.count
    while index >= 2, tokens[index - 1].kind == .dot, let name = StatementOutline.name(tokens[index - 2], text) {
      qualifiers.insert(name, at: 0)
      tokens.removeSubrange(index - 2..<index)
      index -= 2
    }
  }
}
