import Database
import Testing
import TextUI

@testable import Workbench

struct SnippetTests {
  @Test func `Placeholders become places in their order, the end last`() {
    let snippet = Snippet("x", "a $0 ${2:two} ä${1:one}$3 \\$5 ${2:again} ${no}")
    #expect(snippet.text == "a  two äone $5 again ${no}")
    let bytes = Array(snippet.text.utf8)
    #expect(snippet.stops.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["one", "two", "", ""])
    #expect(snippet.stops.last?.range == 2..<2)
    #expect(snippet.stops[1].echoes.map { String(decoding: bytes[$0], as: UTF8.self) } == ["again"])
  }

  @Test(arguments: Snippet.own) func `Each of Perch's own has places and no leftovers`(snippet: Snippet) {
    #expect(!snippet.stops.isEmpty)
    #expect(!snippet.text.contains("${"))
  }

  @Test func `Places move with what is typed in the one at the cursor, and end when the cursor leaves`() throws {
    var stops = try #require(
      SnippetStops([10..<13, 20..<20, 2..<4].map { Snippet.Stop(range: $0) }, buffer: 1, length: 100))
    let step1 = stops.follow(length: 105, cursor: 18)
    #expect(step1)
    #expect(stops.range == 10..<18)
    let step2 = stops.move(by: 1)
    #expect(step2)
    #expect(stops.range == 25..<25)
    let step3 = stops.follow(length: 104, cursor: 25)
    #expect(!step3)
    let step4 = stops.follow(length: 106, cursor: 26)
    #expect(step4)
    let step5 = stops.move(by: 1)
    #expect(step5)
    #expect(stops.range == 2..<4)
    let step6 = stops.move(by: 1)
    #expect(!step6)
    let step7 = stops.follow(length: 106, cursor: 50)
    #expect(!step7)
  }

  @Test func `What is filled in is repeated, before and behind, when the cursor goes on`() {
    var desk = Desk()
    desk.type("wrt")
    desk.press("Tab")
    desk.type("tree_table")
    desk.press("Esc")
    desk.press("Tab")
    desk.type("key")
    desk.press("Esc")
    desk.press("Tab")
    desk.type("x")
    #expect(
      desk.text == "with recursive tree as (\n  select key, 0 as depth\n  from tree_table\n  where x\n  union all\n"
        + "  select t.key, tree.depth + 1\n  from tree_table t\n  join tree on t.parent_id = tree.id\n)\nselect *\nfrom tree"
    )
    desk.press("Ctrl-Z")
    #expect(desk.text.contains("select t.key"))
  }

  @Test func `What is filled in is repeated too when the cursor leaves by itself`() {
    var desk = Desk()
    desk.type("scb")
    desk.press("Tab")
    desk.press("Tab")
    desk.type("kind")
    desk.press("Esc")
    desk.press("Down")
    #expect(desk.text == "select kind, count(*)\nfrom table\ngroup by kind\norder by count(*) desc")
  }

  @Test func `A snippet is taken, filled in and gone through with Tab`() {
    var desk = Desk()

    desk.type("uw")
    desk.press("Tab")
    #expect(desk.text.hasPrefix("update table\nset column = value"))
    desk.type("users")
    desk.press("Esc")
    desk.press("Tab")
    desk.type("name")
    desk.press("Esc")
    desk.press("Tab")
    desk.type("'a'")
    desk.press("Tab")
    desk.type("true")
    #expect(desk.text == "update users\nset name = 'a'\nwhere true")
  }

  @Test func `A place that comes again takes what is typed in the first, and all of it is undone at once`() throws {
    var desk = Desk()
    desk.state.snippets = [Snippet("rename it", "alter table ${1:old} x; select $1.a, '${1:old}' from ${2:t} $1")]
    desk.type("renit")
    desk.press("Tab")
    #expect(desk.text == "alter table old x; select old.a, 'old' from t old")
    desk.type("ab")
    #expect(desk.text == "alter table ab x; select ab.a, 'ab' from t ab")
    desk.press("Backspace")
    desk.type("bc")
    #expect(desk.text == "alter table abc x; select abc.a, 'abc' from t abc")
    desk.press("Esc")
    desk.press("Tab")
    desk.type("much")
    #expect(desk.text == "alter table abc x; select abc.a, 'abc' from much abc")
    desk.press("Esc")
    desk.press("Ctrl-Z")
    #expect(desk.text == "alter table abc x; select abc.a, 'abc' from t abc")
    desk.press("Ctrl-Z")
    #expect(desk.text == "alter table old x; select old.a, 'old' from t old")
    desk.type("new")
    #expect(desk.text == "alter table new x; select old.a, 'old' from t old")
  }

  @Test func `A place that comes before its first text is filled with it, and one without an end is a mistake`() {
    #expect(Snippet("x", "a $1 ${1:one} $1").text == "a one one one")
    #expect(Snippet.problem(in: "a ${1:one $2") == "the placeholder ${1:one $2 has no end: } is missing")
    #expect(Snippet.problem(in: "a ${1:one} ${no $2 \\${1") == nil)
    #expect(throws: ConfigError(file: "s.toml", line: 3, message: "b: no good")) {
      try UserSnippets.read(toml: "[snippets]\na = \"x\"\nb = \"y\"\n", file: "s.toml") { $0 == "y" ? "no good" : nil }
    }
  }
}
