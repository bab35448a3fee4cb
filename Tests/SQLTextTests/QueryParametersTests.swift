import SQLText
import TestSupport
import Testing

struct QueryParametersTests {
  @Test func `Escapes of strings that are not the standard's are masked, and nothing else`() {
    let text = Array(#"select 'a\'b\\', N'\'', E'\'', $$\'$$, "\""#.utf8)
    let masked = StringRule(hasEscapes: true).standardized(text)
    #expect(String(decoding: masked, as: UTF8.self) == #"select 'a__b__', N'__', E'\'', $$\'$$, "\""#)
    #expect(StringRule.standard.standardized(text) == text)
  }

  @Test(arguments: [
    ("select :id, :'name', :\"table\", :id", [":id", ":name", ":table"]), ("select $1, $2, $1", ["$1", "$2"]),
    ("select a::int, '…:x', \":y\", a[1:2], a[:n], $$ :z $1 $$", []), ("select f(a := 1, b => :b)", [":b"]),
    ("select x -- :a\n, /* :b */ :c", [":c"]), ("select e'\\':x', :y", [":y"]), ("select :a::int", [":a"]),
    ("select 1 where t=:t and n>:n", [":t", ":n"]), ("select :ä", [":ä"]), ("select : a, x:y, :'a b', :1", []),
    ("create function f(int) returns int begin atomic select $1; end", []), ("prepare p as select $1", []),
    ("do $x$ select :a $x$", []), ("", []), (":a", [":a"]), ("select (:a):b", [":a"]),
    ("select '12:30'::time, jsonb_path_query(x, '$.a ? (@ > $b)')", []),
  ]) func `Only parameters are parameters`(statement: String, names: [String]) {
    #expect(QueryParameters(Array(statement.utf8)).names == names)
  }

  private func filled(_ statement: String, _ values: [String: String]) -> FilledStatement? {
    let bytes = Array(statement.utf8)
    return FilledStatement(bytes, QueryParameters(bytes), values: values)
  }

  @Test func `For a parser that knows none each byte stays at its place`() {
    let statement = "select :a::text, ':a', :'b', :\"c\", $1, x[1:n] from t where y = :long"
    let masked = String(decoding: QueryParameters.masked(Array(statement.utf8)), as: UTF8.self)
    #expect(masked == "select $1::text, ':a',  'b',  \"c\", $1, x[1:n] from t where y = $1   ")
  }

  @Test func `Values are quoted, names too, and null is none`() {
    #expect(
      filled("select :a,:'b',$1 from :\"t\"", [":a": "it's", ":b": "NULL", "$1": "a\\b", ":t": "Odd name"])?.text
        == "select  'it''s' , null ,  E'a\\\\b'  from  \"Odd name\" ")
    #expect(filled("select :a, :b", [":a": "1"]) == nil)
    #expect(filled("select 1", [:])?.text == "select 1")
  }

  @Test func `A value never becomes anything but one constant`() {
    var random = SeededGenerator(seed: 3)
    let pieces = [
      "'", "\"", "\\", ";", "--", "/*", "*/", "$$", "$a$", "\n", " ", "x", "ä", "E'", "::", ":a", "\0", ")",
    ]
    for _ in 0..<3000 {
      let value = (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random)! }
        .joined()
      guard let text = filled("select :a+1", [":a": value])?.text else {
        Issue.record("nothing for \(value)")
        continue
      }
      let bytes = Array(text.utf8)
      let tokens = SQLTokens(bytes).tokens.filter { !$0.isTrivia }
      #expect(tokens.map(\.kind) == [.word, .string, .symbol, .number], "\(text)")
      #expect(!tokens.contains { !$0.isTerminated })
    }
  }

  @Test func `Places in what was sent lead back to what was written`() throws {
    let statement = "select :long_name, x from :\"t\" where y"
    let sentAs = try #require(filled(statement, [":long_name": "1", ":t": "a table with a long name"]))
    let sent = Array(sentAs.text.utf8)
    for word in ["select", "x", "from", "where", "y"] {
      let bytes = Array(word.utf8)
      func place(_ text: [UInt8]) -> Int? {
        text.indices.first { text[$0...].starts(with: bytes) && ($0 == 0 || text[$0 - 1] == 0x20) }
      }
      let shown = try #require(place(sent))
      #expect(sentAs.original(shown) == place(Array(statement.utf8)), "\(word)")
    }
    #expect(sentAs.original(9) == 7)
  }
}
