/// A token that means something, with the comments around it.
struct FormatToken {
  struct Comment {
    var range: Range<Int>
    var isLine: Bool
    var place: Place

    /// Alone on its lines, on the line of the token before it, or at the start of the line of the one behind it: there it stays.
    enum Place { case alone, behind, ahead }
  }

  var kind: Token.Kind
  var range: Range<Int>
  /// Unquoted words in lower case, empty for everything else.
  var word = ""
  /// The byte of a symbol that is one byte long, else 0.
  var symbol: UInt8 = 0
  /// Before the token, on lines of their own.
  var before: [Comment] = []
  /// Behind the token, on its line.
  var after: [Comment] = []
  /// Whether nothing stood between this token and the one before it.
  var isAdjacent = false
  /// What the highlighter makes of it: decides on its letters' case.
  var highlight = Highlighter.Kind.plain

  /// The tokens of one statement, from indices of `tokens`. Comments in front of the first one are not taken.
  static func read(_ tokens: TokenList, _ indices: Range<Int>, _ text: [UInt8], _ rope: Rope) -> [FormatToken] {
    var result: [FormatToken] = []
    result.reserveCapacity(indices.count / 2)
    var pending: [Comment] = []
    var newline = false
    for index in indices {
      let token = tokens[index]
      switch token.kind {
      case .whitespace: if text[token.range].contains(where: { $0 == 0x0A || $0 == 0x0D }) { newline = true }
      case .lineComment, .blockComment:
        let isLine = token.kind == .lineComment
        if !newline, pending.isEmpty, !result.isEmpty {
          result[result.count - 1].after.append(Comment(range: token.range, isLine: isLine, place: .behind))
        } else {
          let isAhead = !isLine && !endsLine(tokens, index, indices.upperBound, text)
          pending.append(Comment(range: token.range, isLine: isLine, place: isAhead ? .ahead : .alone))
        }
      default:
        var next = FormatToken(kind: token.kind, range: token.range)
        if token.kind == .word { next.word = lowered(text[token.range]) }
        if token.kind == .symbol, token.range.count == 1 { next.symbol = text[token.start] }
        next.before = pending
        next.isAdjacent = index > indices.lowerBound && !tokens[index - 1].isTrivia
        next.highlight = Highlighter.kind(of: index, in: tokens, text: rope)
        result.append(next)
        pending = []
        newline = false
      }
    }
    if !pending.isEmpty, !result.isEmpty { result[result.count - 1].after += pending }
    return result
  }

  /// Whether nothing stands behind the token on its line.
  private static func endsLine(_ tokens: TokenList, _ index: Int, _ end: Int, _ text: [UInt8]) -> Bool {
    guard index + 1 < end else { return true }
    let next = tokens[index + 1]
    return next.kind == .whitespace && text[next.range].contains { $0 == 0x0A || $0 == 0x0D }
  }

  private static func lowered(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.lazy.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
