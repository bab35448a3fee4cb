import SQLText
import TestSupport
import Testing

struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    Lexer.tokens(Array(text.utf8)).filter { !$0.isTrivia }.map(\.kind)
  }

  @Test(arguments: [
    ("'a\\'b'", 6), ("N'a\\'b'", 7), ("'a\\\\'b'", 5), ("'a'\n'\\''", 8), ("U&'a\\'b'", 6), ("x'a\\'b'", 5),
    ("B'\\'1'", 4),
    ("$$\\$$'", 5), ("\"\\\"a\"", 3),
  ]) func `Where strings are not the standard's, plain ones have escapes`(text: String, end: Int) {
    #expect(Lexer.tokens(Array(text.utf8), strings: StringRule(hasEscapes: true))[0].end == end)
  }

  @Test func `A line is read to its end as it was begun`() {
    let text = Array("'a\\' 'b\\',\n'c\\''".utf8)
    let tokens = Lexer.tokens(text, strings: StringRule(hasEscapes: true, turn: 10)).filter { !$0.isTrivia }
    #expect(tokens.map(\.range) == [0..<4, 5..<9, 9..<10, 11..<16])
  }

  @Test(arguments: [
    ("select", [Token.Kind.word]), ("\"a\"\"b\"", [.quotedIdentifier]), ("U&\"d\\0061t\"", [.quotedIdentifier]),
    ("'it''s'", [.string]), ("E'it\\'s'", [.string]), ("b'01'", [.string]), ("X'1F'", [.string]), ("N'a'", [.string]),
    ("u&'\\0041'", [.string]), ("$$ ; 'x' $$", [.dollarString]), ("$a$ $$ $b$ $a$", [.dollarString]),
    ("$1", [.parameter]), ("1.5e-3", [.number]), (".5", [.number]), ("1..10", [.number, .symbol, .number]),
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

  @Test(arguments: UInt64(0)..<200) func `Tokens cover any bytes without gaps`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let text = random.bytes(pieces: SQLTokensTests.pieces, count: Int.random(in: 0...40, using: &random))
      var end = 0
      for token in Lexer.tokens(text) {
        if token.start != end || token.end <= token.start { Issue.record("\(token) in \(text)") }
        end = token.end
      }
      #expect(end == text.count, "\(text)")
    }
  }

  @Test(arguments: UInt64(200)..<300) func `A token is the same when reading starts with it`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Only the data of COPY depends on what stands before it.
    let pieces = SQLTokensTests.pieces.filter { $0 != "copy " }
    let text = random.bytes(pieces: pieces, count: 60)
    let tokens = Lexer.tokens(text)
    for (index, token) in tokens.enumerated() {
      let rest = Lexer.tokens(Array(text[token.start...])).map { token in
        Token(
          token.kind, token.start + tokens[index].start, token.end + tokens[index].start,
          isTerminated: token.isTerminated)
      }
      if rest != Array(tokens[index...]) { Issue.record("\(token) of \(String(decoding: text, as: UTF8.self))") }
    }
  }

  @Test(arguments: [
    ("select", Token.Kind.word, 6), ("a.b", .word, 1), ("1.5.2", .number, 3), ("1e+5", .number, 4), ("1e+", .number, 1),
    ("1..2", .number, 1), (".5", .number, 2), ("'a''b'c", .string, 6), ("E'\\''x", .string, 5), ("'\\'x", .string, 3),
    ("e'a", .string, 3), ("U&'a'", .string, 5), ("u&\"a\"", .quotedIdentifier, 5), ("$1a", .parameter, 2),
    ("$a$x$a$", .dollarString, 7), ("$a$x$b$", .dollarString, 7), ("$a b$", .other, 1), ("a$1", .word, 3),
    ("--x\ny", .lineComment, 3), ("--x\ry", .lineComment, 3), ("/*/*a*/*/b", .blockComment, 9), ("::a", .cast, 2),
    (":a", .symbol, 1), ("<=/*", .symbol, 2), ("+--", .symbol, 1), ("->>'a'", .symbol, 3),
    ("0x1F_a,", .number, 6), ("0b102", .number, 4), ("0o_17", .number, 5), ("0x", .number, 1), ("0x_g", .number, 1),
    ("1_000_0", .number, 7), ("1__0", .number, 1), ("1_", .number, 1), ("1.5_0e1_0x", .number, 9), ("1._5", .number, 2),
    ("*-1", .symbol, 1), ("@-1", .symbol, 2), ("<=-+", .symbol, 2), ("?+-", .symbol, 3), ("+-+", .symbol, 1),
    ("=>a", .symbol, 2),
    ("-- x", .lineComment, 4), (":=a", .symbol, 2), ("..1", .symbol, 2), ("$1a$", .parameter, 2),
    ("$\u{e9}$x$\u{e9}$", .dollarString, 9),
    ("$a$$b$a$", .dollarString, 8), ("'a'\n'b'c", .string, 7), ("'a' \t-- c\n -- d\n'b'", .string, 19),
    ("'a' 'b'", .string, 3),
    ("'a'\n-- c", .string, 3), ("E'a'\n'\\''x", .string, 9), ("\"a\"\n\"b\"", .quotedIdentifier, 3),
    ("'a'\n", .string, 3),
    ("U&'a'\r'b'", .string, 9), ("'a'\n/* c */'b'", .string, 3), ("\\d a;'\nx", .command, 6), ("\\;a", .command, 2),
    ("\\", .command, 1),
    ("\\echo a\\\\b", .command, 9), ("\\d\\dt", .command, 2), ("\\echo '\\\\' `a\\b`x", .command, 17),
    ("\\! a\\\\b\n", .command, 7),
    (" \t\n\u{B}\u{C}\rx", .whitespace, 6), ("\u{1}", .other, 1), ("{", .other, 1), ("é1x", .word, 4),
  ]) func `The first token is of its kind and ends where it ends`(text: String, kind: Token.Kind, end: Int) {
    let token = Lexer.tokens(Array(text.utf8))[0]
    #expect(token.kind == kind && token.end == end)
  }
}
