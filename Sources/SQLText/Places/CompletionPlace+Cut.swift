extension CompletionPlace {
  /// The tokens of the statement at the cursor as they are meant while a quoted name or string is typed: the one at the cursor ends there,
  /// and what follows it is read anew, for an open quote swallows all up to the next one.
  static func cut(_ sql: SQLTokens, at cursor: Int, in text: Rope) -> (tokens: [Token], isInString: Bool) {
    let range = sql.piece(at: cursor)
    let piece = sql.tokens[sql.index(at: range.lowerBound)...].prefix { $0.end <= range.upperBound }
    guard let place = piece.firstIndex(where: { $0.start < cursor && cursor <= $0.end }) else {
      return (Array(piece), false)
    }
    var token = piece[place]
    guard token.kind == .quotedIdentifier || token.kind == .string else { return (Array(piece), false) }
    if cursor == token.end, token.isTerminated { return (Array(piece), false) }
    let quote = token.kind == .string ? UInt8(ascii: "'") : UInt8(ascii: "\"")
    guard text[token.start..<cursor].contains(quote) else { return (Array(piece), false) }
    var rest = cursor
    while rest < text.count, ByteClass.continuesWord(text[rest]) { rest += 1 }
    rest = rest < text.count && text[rest] == quote ? rest + 1 : cursor
    let isInString = token.kind == .string
    token = Token(token.kind, token.start, cursor, isTerminated: false)
    return (statement(Array(piece[..<place]) + [token], from: rest, in: text, sql.strings), isInString)
  }

  /// The tokens and those that follow at `rest`, up to the semicolon that ends the statement.
  private static func statement(
    _ tokens: [Token], from rest: Int, in text: Rope, _ strings: StringRule
  ) -> [Token] {
    var result = tokens
    RopeLexer.read(text, from: rest, startsStatement: false, strings: strings, part: 2048) { lexer in
      result = tokens
      var body = StatementBody()
      for token in tokens { _ = body.step(token, text) }
      while let token = lexer.next() {
        let step = body.step(token, text)
        if step == .end || step == .drop { return }
        result.append(token)
      }
    }
    return result
  }
}
