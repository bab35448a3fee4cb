/// A piece of a text that stands for itself: a statement, a comment between statements, a command of psql, the rows of a COPY.
struct FormatPart {
  enum Content {
    /// Taken over byte by byte.
    case verbatim(Range<Int>)
    /// The tokens with their semicolon; the range holds them and the comments in between. `isEnded` is false when the text ends in it: its last
    /// token may be a semicolon then that stands in an open parenthesis.
    case statement([FormatToken], Range<Int>, isEnded: Bool)

    var range: Range<Int> {
      switch self {
      case .verbatim(let range), .statement(_, let range, _): range
      }
    }
  }

  var content: Content
  /// Whether an empty line stands before it.
  var hasBlankLine: Bool
  /// It stays on the line that the part before it ends on.
  var isBehind: Bool

  var isStatement: Bool {
    if case .statement = content { true } else { false }
  }

  /// - Parameter readsTokens: false leaves the tokens of statements away, for who asks only where they stand.
  static func parts(of text: [UInt8], _ strings: StringRule, readsTokens: Bool = true) -> [FormatPart] {
    var reader = FormatPartReader(text, strings, readsTokens: readsTokens)
    reader.read()
    return reader.parts
  }
}

/// Cuts a text into parts.
private struct FormatPartReader {
  private let text: [UInt8]
  /// The text for reading its tokens; nil when they are not read.
  private let rope: Rope?
  private let tokens: TokenList
  private(set) var parts: [FormatPart] = []
  private var index = 0
  /// Line ends since the part before.
  private var newlines = 0
  /// The lines right before rows of a COPY: what stands behind the COPY there would be taken for a row on a line of its own.
  private let linesBeforeData: [Range<Int>]

  init(_ text: [UInt8], _ strings: StringRule, readsTokens: Bool) {
    self.text = text
    rope = readsTokens ? Rope(text) : nil
    tokens = TokenList(Lexer.tokens(text, strings: strings))
    linesBeforeData = tokens.filter { $0.kind == .copyData }.map { data in
      let line = text[..<data.start].dropLast().lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      return line..<data.start
    }
  }

  mutating func read() {
    while index < tokens.count {
      let token = tokens[index]
      switch token.kind {
      case .whitespace:
        newlines += text[token.range].count { $0 == 0x0A }
        index += 1
      case .lineComment, .blockComment:
        add(.verbatim(token.range), isBehind: newlines == 0 && followsStatement || staysInLine(token.start))
        index += 1
      case .command, .copyData:
        add(.verbatim(token.range))
        index += 1
      default: statement()
      }
    }
  }

  /// Whether the part before is a statement, or a comment that stays on the line of one: laying out moves comments behind a semicolon, and those
  /// that stood there already stay behind them.
  private var followsStatement: Bool {
    guard let last = parts.last else { return false }
    return last.isStatement || last.isBehind
  }

  private func staysInLine(_ place: Int) -> Bool {
    newlines == 0 && !parts.isEmpty && linesBeforeData.contains { $0.contains(place) }
  }

  private mutating func add(_ content: FormatPart.Content, isBehind: Bool = false) {
    parts.append(FormatPart(content: content, hasBlankLine: newlines > 1, isBehind: isBehind))
    newlines = 0
  }

  private mutating func statement() {
    let first = index
    var body = StatementBody()
    var last = index
    var hasCommand = false
    var isOpen = true
    while isOpen, index < tokens.count {
      let token = tokens[index]
      if case .end = body.step(token, text) { isOpen = false }
      if token.kind == .command { hasCommand = true }
      if !token.isTrivia || token.kind == .command { last = index }
      index += 1
    }
    // Comments behind an unfinished statement stand for themselves.
    index = last + 1
    let range = tokens[first].start..<tokens[last].end
    if staysInLine(range.lowerBound) { return add(.verbatim(range), isBehind: true) }
    // What a command of psql does with the statement can depend on its lines.
    if hasCommand { return add(.verbatim(range)) }
    let read = rope.map { FormatToken.read(tokens, first..<last + 1, text, $0) }
    add(.statement(read ?? [], range, isEnded: !isOpen))
  }
}
