/// A piece of SQL text. The tokens of a text cover all of it, without gaps.
package struct Token: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable {
    case whitespace, lineComment, blockComment
    /// A keyword or an identifier without quotes.
    case word
    /// `"…"` and `U&"…"`.
    case quotedIdentifier
    /// `'…'`, `E'…'`, `B'…'`, `X'…'`, `N'…'` and `U&'…'`.
    case string
    case dollarString, number
    /// `$1`
    case parameter
    case symbol
    case leftParen, rightParen, leftBracket, rightBracket, comma, semicolon, dot
    /// `::`
    case cast
    /// A byte that has no place in SQL.
    case other
  }

  package var kind: Kind
  /// False for a string, quoted identifier or comment that the text ends in.
  package var isTerminated: Bool
  /// UTF-8 byte offsets.
  package var start: Int
  package var end: Int

  package init(_ kind: Kind, _ start: Int, _ end: Int, isTerminated: Bool = true) {
    self.kind = kind
    self.start = start
    self.end = end
    self.isTerminated = isTerminated
  }

  package var range: Range<Int> { start..<end }

  /// Whether the token means nothing to the grammar.
  package var isTrivia: Bool { kind == .whitespace || kind == .lineComment || kind == .blockComment }
}
