import SQLText
import TestSupport
import Testing

struct HighlighterTests {
  /// Each token that is not space with its kind.
  private func kinds(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let tokens = SQLTokens(bytes).tokens
    return tokens.indices.filter { tokens[$0].kind != .whitespace }.map { index in
      "\(String(decoding: bytes[tokens[index].range], as: UTF8.self)) \(Highlighter.kind(of: index, in: tokens, text: Rope(bytes)))"
    }
  }

  @Test(arguments: [
    ("select", ["select keyword"]), ("SELECT", ["SELECT keyword"]), ("selects", ["selects identifier"]),
    ("count(*)", ["count function", "( symbol", "* symbol", ") symbol"]),
    ("a.select", ["a identifier", ". symbol", "select identifier"]),
    (
      "pg_catalog.lower(a)",
      ["pg_catalog identifier", ". symbol", "lower function", "( symbol", "a identifier", ") symbol"]
    ),
    ("x::money", ["x identifier", ":: symbol", "money type"]), ("x::film", ["x identifier", ":: symbol", "film type"]),
    ("a int", ["a identifier", "int type"]), ("name", ["name identifier"]), ("SeLect", ["SeLect keyword"]),
    ("TimeStampTZ", ["TimeStampTZ type"]), ("[select", ["[ symbol", "select keyword"]),
    ("update t", ["update keyword", "t identifier"]),
    ("'a'", ["'a' string"]), ("$$a$$", ["$$a$$ string"]), ("'a", ["'a error"]), ("/* a", ["/* a error"]),
    ("\"a", ["\"a error"]), ("\"A b\"", ["\"A b\" identifier"]), ("-- a", ["-- a comment"]),
    ("/* a */", ["/* a */ comment"]),
    ("1.5", ["1.5 number"]), ("$1", ["$1 parameter"]), ("a = 1", ["a identifier", "= symbol", "1 number"]),
    ("{", ["{ error"]), ("in (1)", ["in keyword", "( symbol", "1 number", ") symbol"]),
    ("values (1)", ["values keyword", "( symbol", "1 number", ") symbol"]),
    ("coalesce(a, b)", ["coalesce function", "( symbol", "a identifier", ", symbol", "b identifier", ") symbol"]),
  ]) func `Each token has the kind that readers expect`(text: String, expected: [String]) {
    #expect(kinds(text) == expected)
  }

  @Test func `Any bytes have kinds`() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      let text = random.bytes(pieces: SQLTokensTests.pieces, count: 30)
      let tokens = SQLTokens(text).tokens
      for index in tokens.indices {
        let kind = Highlighter.kind(of: index, in: tokens, text: Rope(text))
        #expect((kind == .error) == (!tokens[index].isTerminated || tokens[index].kind == .other))
      }
    }
  }
}
