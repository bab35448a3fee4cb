/// Finds where statements start and end. Semicolons in strings, comments, parentheses and `BEGIN ATOMIC … END` bodies end nothing.
package enum StatementSplitter {
  /// The statements of a text as byte ranges: without space and comments around them and without the semicolon.
  package static func statements(in text: [UInt8]) -> [Range<Int>] { statements(in: text, tokens: Lexer.tokens(text)) }

  package static func statements(in text: [UInt8], tokens: [Token]) -> [Range<Int>] {
    pieces(text, tokens).compactMap(\.statement)
  }

  /// The statement that the cursor is in: up to and behind its semicolon, on the rest of its line, else the next one, else the last.
  package static func statement(at offset: Int, in text: [UInt8]) -> Range<Int>? {
    statement(at: offset, in: text, tokens: Lexer.tokens(text))
  }

  package static func statement(at offset: Int, in text: [UInt8], tokens: [Token]) -> Range<Int>? {
    var before: Range<Int>?
    for piece in pieces(text, tokens) {
      guard let statement = piece.statement else { continue }
      if offset < statement.lowerBound {
        if let before, !text[before.upperBound..<offset].contains(0x0A) { return before }
        return statement
      }
      if offset <= piece.end, offset <= statement.upperBound || piece.isEnded { return statement }
      before = statement
    }
    return before
  }

  /// How many bytes of a text that goes on hold whole statements: up to behind the last semicolon that ends one.
  package static func completeLength(of text: [UInt8]) -> Int {
    boundaries(in: text, tokens: Lexer.tokens(text)).last ?? 0
  }

  /// The offsets behind the semicolons that end statements.
  static func boundaries(in text: [UInt8], tokens: [Token]) -> [Int] {
    pieces(text, tokens).filter(\.isEnded).map(\.end)
  }

  private struct Piece {
    var statement: Range<Int>?
    /// Behind the semicolon, or the end of the text.
    var end: Int
    var isEnded: Bool
  }

  private static func pieces(_ text: [UInt8], _ tokens: [Token]) -> [Piece] {
    var pieces: [Piece] = []
    var start: Int?
    var end = 0
    var body = Body()
    for token in tokens where !token.isTrivia {
      if token.kind == .semicolon, body.depth == 0, body.parens <= 0 {
        pieces.append(Piece(statement: start.map { $0..<end }, end: token.end, isEnded: true))
        start = nil
        body = Body()
        continue
      }
      body.take(token, text, isFirst: start == nil)
      if start == nil { start = token.start }
      end = token.end
    }
    pieces.append(Piece(statement: start.map { $0..<end }, end: text.count, isEnded: false))
    return pieces
  }

  /// Follows what may hold semicolons inside one statement.
  private struct Body {
    var depth = 0
    var parens = 0
    private var creates = false
    private var previous = ""

    mutating func take(_ token: Token, _ text: [UInt8], isFirst: Bool) {
      switch token.kind {
      case .leftParen: parens += 1
      case .rightParen: parens -= 1
      case .word where isFirst: creates = word(token, text) == "create"
      case .word where creates:
        let word = word(token, text)
        if word == "atomic", previous == "begin" {
          depth += 1
        } else if depth > 0 {
          if word == "case" || word == "begin" { depth += 1 }
          if word == "end" { depth -= 1 }
        }
        previous = word
      default: break
      }
    }

    private func word(_ token: Token, _ text: [UInt8]) -> String {
      token.end - token.start > 8 ? "" : String(decoding: text[token.range], as: UTF8.self).lowercased()
    }
  }
}
