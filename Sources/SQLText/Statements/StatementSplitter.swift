/// Finds where statements start and end, as psql does: semicolons in strings, comments, parentheses and the bodies of SQL functions end nothing,
/// `\g` and its kin end a statement, other commands of psql stand between statements or inside one.
package enum StatementSplitter {
  /// The statements of a text as byte ranges: without space and comments around them and without the semicolon. A command of psql that
  /// stands in no statement is one.
  package static func statements(in text: [UInt8], strings: StringRule = .standard) -> [Range<Int>] {
    SQLTokens(text, strings: strings).statements
  }

  /// The statement that the cursor is in: up to and behind its semicolon, on the rest of its line, else the next one, else the last.
  package static func statement(at offset: Int, in text: [UInt8]) -> Range<Int>? {
    let text = Rope(text)
    return SQLTokens(text).statement(at: offset, in: text)
  }

  /// How many bytes of a text that goes on hold whole statements: up to behind the last semicolon that ends one.
  package static func completeLength(of text: [UInt8], strings: StringRule = .standard) -> Int {
    SQLTokens(text, strings: strings).endOfWholeStatements
  }

  /// How many bytes come before the end of the first line that ends a statement where lines do: outside of strings, comments and parentheses. Nil
  /// when there is none yet.
  package static func lineLength(of text: [UInt8], strings: StringRule = .standard) -> Int? {
    var start = 0
    while let end = text[start...].firstIndex(of: 0x0A) {
      start = end + 1
      let tokens = SQLTokens(Array(text[..<start]), strings: strings).tokens
      let depth = tokens.reduce(0) { depth, token in
        max(0, depth + (token.kind == .leftParen ? 1 : token.kind == .rightParen ? -1 : 0))
      }
      if depth == 0, tokens.allSatisfy({ $0.isTerminated || $0.kind == .lineComment }) { return start }
    }
    return nil
  }

  /// A text is cut into pieces behind the semicolons that end statements; the last piece is what follows them and may be empty.
  struct Piece: Sendable, Hashable, Placed {
    /// Nil when there is only space and comments.
    var statement: Range<Int>?
    /// Before the semicolon, or the end of the text.
    var body: Int
    /// Behind the semicolon, or the end of the text.
    var end: Int
    var isEnded: Bool

    func shifted(by distance: Int) -> Piece {
      Piece(
        statement: statement.map { $0.lowerBound + distance..<$0.upperBound + distance }, body: body + distance,
        end: end + distance, isEnded: isEnded)
    }
  }

  /// Reads pieces from the token at `first` on, which must be the first of one, until `take` returns false, or until `cutsAt` says that a piece
  /// ends for now behind a semicolon that ends no statement.
  static func read(
    _ text: Rope, _ tokens: some RandomAccessCollection<Token>, from first: Int, _ take: (Piece) -> Bool,
    cutsAt: (Int) -> Bool = { _ in false }
  ) {
    var start: Int?
    var end = 0
    var body = StatementBody()
    for token in tokens.dropFirst(first) {
      var step = body.step(token, text)
      if step == .goOn, token.kind == .semicolon, cutsAt(token.end) { step = .cut }
      switch step {
      case .skip: continue
      case .goOn:
        if start == nil { start = token.start }
        end = token.end
        continue
      case .end, .cut: break
      case .drop: start = nil
      case .alone:
        start = token.start
        end = token.end
      }
      let bodyEnd = step == .alone ? token.end : token.start
      let goesOn = take(Piece(statement: start.map { $0..<end }, body: bodyEnd, end: token.end, isEnded: true))
      guard goesOn, step != .cut else { return }
      start = nil
      body = StatementBody()
    }
    _ = take(Piece(statement: start.map { $0..<end }, body: text.count, end: text.count, isEnded: false))
  }
}
