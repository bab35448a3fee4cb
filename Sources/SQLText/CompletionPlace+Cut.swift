extension CompletionPlace {
  /// The tokens as they are meant while a quoted name or string is typed: the one at the cursor ends there, and what follows it is read
  /// anew, for an open quote swallows all up to the next one.
  static func cut(_ tokens: [Token], at cursor: Int, in text: [UInt8]) -> (tokens: [Token], isInString: Bool) {
    guard let place = tokens.firstIndex(where: { $0.start < cursor && cursor <= $0.end }) else {
      return (tokens, false)
    }
    var token = tokens[place]
    guard token.kind == .quotedIdentifier || token.kind == .string else { return (tokens, false) }
    if cursor == token.end, token.isTerminated { return (tokens, false) }
    let quote = token.kind == .string ? UInt8(ascii: "'") : UInt8(ascii: "\"")
    guard text[token.start..<cursor].contains(quote) else { return (tokens, false) }
    var rest = cursor
    while rest < text.count, ByteClass.continuesWord(text[rest]) { rest += 1 }
    rest = rest < text.count && text[rest] == quote ? rest + 1 : cursor
    let isInString = token.kind == .string
    token.end = cursor
    token.isTerminated = false
    var result = Array(tokens[..<place]) + [token]
    text.withUnsafeBufferPointer { bytes in
      Lexer.read(bytes, from: rest) { token in
        result.append(token)
        return true
      }
    }
    return (result, isInString)
  }
}
