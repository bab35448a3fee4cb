import SQLText
import TestSupport
import Testing

struct StatementSplitterTests {
  private func split(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return StatementSplitter.statements(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test(arguments: [
    ("select 1; select 2", ["select 1", "select 2"]), (" select 1 ;; ", ["select 1"]), ("", []), (";", []),
    ("-- a;\nselect 1 -- b\n;", ["select 1"]), ("select ';', \";\", $$;$$", ["select ';', \";\", $$;$$"]),
    ("select (1; 2); select 3", ["select (1; 2)", "select 3"]),
    (
      "create function f() returns int begin atomic select 1; select case when true then 2 end; end; select 3",
      ["create function f() returns int begin atomic select 1; select case when true then 2 end; end", "select 3"]
    ),
    ("begin; select 1; end; select 2", ["begin", "select 1", "end", "select 2"]),
    ("do $$ begin perform 1; end $$; select 1", ["do $$ begin perform 1; end $$", "select 1"]),
  ]) func `Semicolons end statements only between them`(text: String, expected: [String]) {
    #expect(split(text) == expected)
  }

  /// `|` marks the cursor.
  @Test(arguments: [
    ("sel|ect 1; select 2", "select 1"), ("select 1;| select 2", "select 1"), ("select 1; |select 2", "select 2"),
    ("select 1;\n|\nselect 2", "select 2"), ("select 1; select 2|", "select 2"), ("select 1;\n\n|", "select 1"),
    ("|  select 1", "select 1"), ("select 1  |", "select 1"),
  ]) func `The statement at the cursor is the one that is meant`(marked: String, expected: String) {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    let text = Array((parts[0] + parts[1]).utf8)
    let range = StatementSplitter.statement(at: parts[0].utf8.count, in: text)
    #expect(range.map { String(decoding: text[$0], as: UTF8.self) } == expected)
  }

  @Test func `There is no statement in blank text`() {
    #expect(StatementSplitter.statement(at: 1, in: Array(" -- nothing".utf8)) == nil)
  }

  @Test func `Statements of any bytes lie in order, without space around them, semicolons between them`() {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<1000 {
      let text = random.bytes(pieces: SQLTokensTests.pieces, count: 30)
      var end = 0
      for range in StatementSplitter.statements(in: text) {
        #expect(!range.isEmpty && range.lowerBound >= end && range.upperBound <= text.count)
        if end > 0 { #expect(text[end..<range.lowerBound].contains(UInt8(ascii: ";"))) }
        let tokens = Lexer.tokens(Array(text[range]))
        #expect(tokens.first?.isTrivia == false && tokens.last?.isTrivia == false)
        end = range.upperBound
      }
    }
  }

  @Test(arguments: [
    ("select 1; sel", 9), ("select 1", 0), ("", 0), ("a; b;", 5), ("a; 'b;", 2), ("a; (b;", 2), ("a; -- b;", 2),
  ]) func `Whole statements of a text that goes on end behind their last semicolon`(text: String, length: Int) {
    #expect(StatementSplitter.completeLength(of: Array(text.utf8)) == length)
  }
}
