import SQLText
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
}
