import SQLText
import TestSupport
import Testing

struct QuotingTests {
  @Test(arguments: [
    ("film", "film"), ("film_2", "film_2"), ("a$b", "a$b"), ("Film", "\"Film\""), ("2nd", "\"2nd\""),
    ("order", "\"order\""), ("select", "\"select\""), ("name", "name"), ("a b", "\"a b\""), ("a\"b", "\"a\"\"b\""),
    ("größe", "\"größe\""), ("", "\"\""), ("between", "\"between\""),
  ]) func `Names get quotes only where they need them`(name: String, expected: String) {
    #expect(Quoting.identifier(name) == expected)
  }

  @Test(arguments: [("it's", "'it''s'"), ("a", "'a'"), ("", "''"), ("a\\b", " E'a\\\\b'")])
  func `Texts become constants that mean the same everywhere`(text: String, expected: String) {
    #expect(Quoting.literal(text) == expected)
  }

  @Test func `A quoted name is one token and holds the name`() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<500 {
      let name = String(
        decoding: random.bytes(pieces: ["a", "A", "\"", "'", "\\", " ", ".", ";", "\n", "é", "$", "1"], count: 6),
        as: UTF8.self)
      let tokens = Lexer.tokens(Array(Quoting.identifier(name).utf8))
      #expect(
        tokens.count == 1 && [.word, .quotedIdentifier].contains(tokens[0].kind) && tokens[0].isTerminated, "\(name)")
    }
  }

  @Test func `A text as a constant is one token whatever it holds`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let text = String(
        decoding: random.bytes(pieces: ["a", "'", "\\", "\\'", "\n", "é", "--", ";"], count: 6), as: UTF8.self)
      let tokens = Lexer.tokens(Array(Quoting.literal(text).utf8)).filter { !$0.isTrivia }
      #expect(tokens.count == 1 && tokens[0].kind == .string && tokens[0].isTerminated, "\(text)")
    }
  }
}
