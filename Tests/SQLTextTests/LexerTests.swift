import SQLText
import Testing

struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    Lexer.tokens(Array(text.utf8)).filter { !$0.isTrivia }.map(\.kind)
  }

  @Test(arguments: [
    ("select", [Token.Kind.word]), ("\"a\"\"b\"", [.quotedIdentifier]), ("U&\"d\\0061t\"", [.quotedIdentifier]),
    ("'it''s'", [.string]), ("E'it\\'s'", [.string]), ("b'01'", [.string]), ("X'1F'", [.string]), ("N'a'", [.string]),
    ("u&'\\0041'", [.string]), ("$$ ; 'x' $$", [.dollarString]), ("$a$ $$ $b$ $a$", [.dollarString]),
    ("$1", [.parameter]), ("1.5e-3", [.number]), (".5", [.number]), ("1..10", [.number, .dot, .number]),
    ("a.b", [.word, .dot, .word]), ("a::int", [.word, .cast, .word]), ("a<=b", [.word, .symbol, .word]),
    ("a[1]", [.word, .leftBracket, .number, .rightBracket]), ("/* a /* b */ c */ x", [.word]), ("-- a\nx", [.word]),
    ("a+-- c\nb", [.word, .symbol, .word]), ("a*/* c */b", [.word, .symbol, .word]),
    ("f(x, y);", [.word, .leftParen, .word, .comma, .word, .rightParen, .semicolon]), ("größe", [.word]),
    ("a$b", [.word]), ("", []),
  ]) func `Text is cut as the server cuts it`(text: String, expected: [Token.Kind]) {
    #expect(kinds(text) == expected)
  }

  @Test(arguments: ["'abc", "\"abc", "/* a /* b */", "$x$ abc $y$", "E'a\\'", "U&'a"])
  func `What the text ends in is marked as open`(text: String) {
    #expect(Lexer.tokens(Array(text.utf8)).last?.isTerminated == false)
  }

  @Test func `Tokens cover any bytes without gaps`() {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "'", "\"", "$$", "$a$", "--", "/*", "*/", "\n", " ", ";", "(", ")", "E'", "U&\"", "1.", "e", "\\", "::", ":",
    ]
    for _ in 0..<500 {
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        if Bool.random(using: &random) {
          text += Array(pieces.randomElement(using: &random)!.utf8)
        } else {
          text.append(UInt8.random(in: 0...255, using: &random))
        }
      }
      let tokens = Lexer.tokens(text)
      var end = 0
      for token in tokens {
        #expect(token.start == end && token.end > token.start, "\(text)")
        end = token.end
      }
      #expect(end == text.count, "\(text)")
      for range in StatementSplitter.statements(in: text) { #expect(!range.isEmpty && range.upperBound <= text.count) }
    }
  }

  @Test func `Tokens kept up to date are those of a fresh reading`() {
    var random = SystemRandomNumberGenerator()
    let pieces = ["'", "\"", "$$", "--", "/*", "*/", "\n", " ", "a", "1", ";", "."]
    var text = Array("select a, 'b' from c -- d\nwhere $$ x $$ = 1; select 2".utf8)
    var kept = SQLTokens(text)
    for _ in 0..<1000 {
      let start = Int.random(in: 0...text.count, using: &random)
      let end = Int.random(in: start...min(text.count, start + 4), using: &random)
      let piece = Array(pieces.randomElement(using: &random)!.utf8)
      text.replaceSubrange(start..<end, with: piece)
      kept.replace(start..<end, inserted: piece.count, in: text)
      #expect(kept.tokens == Lexer.tokens(text), "\(String(decoding: text, as: UTF8.self))")
    }
  }
}
