/// Finds where statements start and end. Semicolons in strings, comments, parentheses and `BEGIN ATOMIC … END` bodies end nothing.
package enum StatementSplitter {
  /// The statements of a text as byte ranges: without space and comments around them and without the semicolon.
  package static func statements(in text: [UInt8]) -> [Range<Int>] { SQLTokens(text).statements }

  /// The statement that the cursor is in: up to and behind its semicolon, on the rest of its line, else the next one, else the last.
  package static func statement(at offset: Int, in text: [UInt8]) -> Range<Int>? {
    SQLTokens(text).statement(at: offset, in: text)
  }

  /// How many bytes of a text that goes on hold whole statements: up to behind the last semicolon that ends one.
  package static func completeLength(of text: [UInt8]) -> Int { SQLTokens(text).pieces.last { $0.isEnded }?.end ?? 0 }

  /// A text is cut into pieces behind the semicolons that end statements; the last piece is what follows them and may be empty.
  struct Piece: Sendable, Hashable {
    /// Nil when there is only space and comments.
    var statement: Range<Int>?
    /// Behind the semicolon, or the end of the text.
    var end: Int
    var isEnded: Bool
  }

  /// Reads pieces from the token at `first` on, which must be the first of one, until `take` returns false.
  static func read(_ text: [UInt8], _ tokens: [Token], from first: Int, _ take: (Piece) -> Bool) {
    var start: Int?
    var end = 0
    var body = Body()
    for token in tokens[first...] where !token.isTrivia {
      if body.isEnded(by: token, text) {
        guard take(Piece(statement: start.map { $0..<end }, end: token.end, isEnded: true)) else { return }
        start = nil
        body = Body()
      } else {
        if start == nil { start = token.start }
        end = token.end
      }
    }
    _ = take(Piece(statement: start.map { $0..<end }, end: text.count, isEnded: false))
  }

  /// Follows what may hold semicolons inside one statement.
  struct Body {
    private var depth = 0
    private var parens = 0
    private var isFirst = true
    private var creates = false
    private var previous = ""

    /// Takes in the next token of the statement; whether it is the semicolon behind it.
    mutating func isEnded(by token: Token, _ text: [UInt8]) -> Bool {
      switch token.kind {
      case .whitespace, .lineComment, .blockComment: return false
      case .semicolon where depth == 0 && parens <= 0: return true
      case .leftParen: parens += 1
      case .rightParen: parens -= 1
      case .word where isFirst: creates = word(token, text) == "create"
      case .word where creates: follow(word(token, text))
      default: break
      }
      isFirst = false
      return false
    }

    private mutating func follow(_ word: String) {
      if word == "atomic", previous == "begin" {
        depth += 1
      } else if depth > 0 {
        if word == "case" || word == "begin" { depth += 1 }
        if word == "end" { depth -= 1 }
      }
      previous = word
    }

    private func word(_ token: Token, _ text: [UInt8]) -> String {
      token.end - token.start > 8 ? "" : String(decoding: text[token.range], as: UTF8.self).lowercased()
    }
  }
}
