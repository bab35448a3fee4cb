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

  @Test func `Statements of any bytes lie in order, without space around them, semicolons or commands between them`() {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<1000 {
      let text = random.bytes(pieces: SQLTokensTests.pieces, count: 30)
      let all = Lexer.tokens(text)
      var previous: Range<Int>?
      for range in StatementSplitter.statements(in: text) {
        let tokens = all.filter { range.contains($0.start) }
        #expect(tokens.first?.start == range.lowerBound && tokens.last?.end == range.upperBound)
        #expect([tokens.first, tokens.last].allSatisfy { $0.map { !$0.isTrivia || $0.kind == .command } ?? false })
        if let previous {
          #expect(range.lowerBound >= previous.upperBound)
          let between = all.filter { previous.lowerBound <= $0.start && $0.end <= range.upperBound }
          #expect(between.contains { $0.kind == .semicolon || $0.kind == .command })
        }
        previous = range
      }
    }
  }

  /// What psql 15 sends for each text, but for its own commands, which stand alone here.
  @Test(arguments: [
    ("select 1 \\g\nselect 2 \\gx\n", ["select 1", "select 2"]),
    ("select 1\n\\gset x_\nselect 2", ["select 1", "select 2"]),
    ("\\d a;b\nselect 1;", ["\\d a;b", "select 1"]), ("select 1 \\d a\n+ 2;", ["select 1 \\d a\n+ 2"]),
    ("select 1 \\r\nselect 2;", ["select 2"]),
    ("select 1\\; select 2; select 3", ["select 1\\; select 2", "select 3"]),
    ("\\echo 'a;b' \\\\ select 1;", ["\\echo 'a;b' \\\\", "select 1"]),
    ("\\copy t to 'a\\b'; x\nselect 1", ["\\copy t to 'a\\b'; x", "select 1"]),
    ("copy t from stdin;\na;b'c\n\\.\nselect 1;", ["copy t from stdin", "select 1"]),
    ("COPY t (a) FROM STDIN csv; -- c\n1;'\n\\.\nselect 1", ["COPY t (a) FROM STDIN csv", "select 1"]),
    ("copy t from stdin; select 1;\na;\n\\.\nselect 2", ["copy t from stdin", "select 1", "select 2"]),
    (
      "copy t from stdin; copy t from stdin;\n;\n\\.\n;\n\\.\nselect 2",
      ["copy t from stdin", "copy t from stdin", "select 2"]
    ),
    ("copy t from stdin \\g\n;\n\\.\nselect 2", ["copy t from stdin", "select 2"]),
    ("select 1 \\g\\\\ select 2;", ["select 1", "select 2"]),
    ("select 1 \\gx\ncopy t from stdin;\n;\n\\.\nselect 2", ["select 1", "copy t from stdin", "select 2"]),
    ("select 1 \\watch 1\ncopy t from stdin;\n;\n\\.\nselect 2", ["select 1", "copy t from stdin", "select 2"]),
    ("select 1 \\r\ncopy t from stdin;\n;\n\\.\nselect 2", ["copy t from stdin", "select 2"]),
    ("copy t from stdin \\r\nselect ';';\n\\.\nselect 2", ["select ';'", "\\.", "select 2"]),
    ("copy t from stdin \\getenv a B\n;\nx;\n\\.\nselect 2", ["copy t from stdin", "select 2"]),
    (
      "select 1\\; copy t from stdin\\;\nselect 2;\n;\n\\.\nselect 3",
      ["select 1\\; copy t from stdin\\;\nselect 2", "select 3"]
    ),
    ("copy (select 1) from stdin;\nselect 2;\n\\.", ["copy (select 1) from stdin", "select 2", "\\."]),
    ("copy t from stdout;\n;\n\\.\nselect 2", ["copy t from stdout", "select 2"]),
    ("copy t from stdin;\nselect 1; select 2", ["copy t from stdin", "select 1", "select 2"]),
    ("copy (select 1 from stdin) to stdout; select 2\n\\.\n", ["copy (select 1 from stdin) to stdout", "select 2"]),
    ("select ) (; ); select 2", ["select ) (; )", "select 2"]),
    (
      "create or replace procedure p() begin atomic; end; select 1",
      ["create or replace procedure p() begin atomic; end", "select 1"]
    ),
    ("create table begin (a int); select 1", ["create table begin (a int)", "select 1"]),
    (
      "create function f() returns int return (1); select case when a then b end; x",
      ["create function f() returns int return (1)", "select case when a then b end", "x"]
    ),
    ("select 'a'\n'b;c'; x", ["select 'a'\n'b;c'", "x"]), ("select E'a'\n'b\\';c'; x", ["select E'a'\n'b\\';c'", "x"]),
    ("select 'a' 'b\\'; x';", ["select 'a' 'b\\'", "x';"]),
    (
      "create rule r as on insert to t do also (insert into a values (1); delete from b); x",
      ["create rule r as on insert to t do also (insert into a values (1); delete from b)", "x"]
    ),
  ]) func `Statements are those that psql sends`(text: String, expected: [String]) {
    #expect(split(text) == expected)
  }

  @Test(arguments: [
    ("select 1; sel", 9), ("select 1", 0), ("", 0), ("a; b;", 5), ("a; 'b;", 2), ("a; (b;", 2), ("a; -- b;", 2),
  ]) func `Whole statements of a text that goes on end behind their last semicolon`(text: String, length: Int) {
    #expect(StatementSplitter.completeLength(of: Array(text.utf8)) == length)
  }
}
