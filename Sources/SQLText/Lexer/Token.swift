/// A piece of SQL text. The tokens of a text cover all of it, without gaps.
package struct Token: Sendable, Hashable {
  package enum Kind: UInt8, Sendable, Hashable {
    case whitespace, lineComment, blockComment
    /// A keyword or an identifier without quotes.
    case word
    /// `"…"` and `U&"…"`.
    case quotedIdentifier
    /// `'…'`, `E'…'`, `B'…'`, `X'…'`, `N'…'` and `U&'…'`, with the parts on later lines that continue it.
    case string
    case dollarString, number
    /// `$1`
    case parameter
    /// An operator, `:`, `:=` or `..`.
    case symbol
    case leftParen, rightParen, leftBracket, rightBracket, comma, semicolon, dot
    /// `::`
    case cast
    /// A command of psql, from its backslash to the end of the line; `\;` and `\:` alone.
    case command
    /// The lines behind `COPY … FROM STDIN;` up to and with `\.`.
    case copyData
    /// A byte that has no place in SQL.
    case other
  }

  /// UTF-8 byte offset.
  package var start: Int
  /// The length in bytes, a bit for what is open, the kind: a token takes 16 bytes, for texts have a quarter as many tokens as bytes.
  private var shape: UInt

  package init(_ kind: Kind, _ start: Int, _ end: Int, isTerminated: Bool = true) {
    self.start = start
    shape = UInt(bitPattern: end &- start) << 9 | (isTerminated ? 0 : 256) | UInt(kind.rawValue)
  }

  package var kind: Kind { unsafeBitCast(UInt8(truncatingIfNeeded: shape), to: Kind.self) }

  /// False for a string, quoted identifier or comment that the text ends in.
  package var isTerminated: Bool { shape & 256 == 0 }

  /// UTF-8 byte offset.
  package var end: Int { start &+ Int(bitPattern: shape >> 9) }

  package var range: Range<Int> { start..<end }

  /// Whether the token means nothing to the grammar.
  package var isTrivia: Bool {
    switch kind {
    case .whitespace, .lineComment, .blockComment, .command, .copyData: true
    default: false
    }
  }
}
