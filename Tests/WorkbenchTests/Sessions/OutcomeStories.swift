import Database
import Testing
import TextUI

@testable import Workbench

/// What the screen and the history say of statements that were run.
struct OutcomeStories {
  private static let number = Column(name: "id", typeOID: 20)
  private static let name = Column(name: "name")

  @Test func `Rows are on the screen as they arrive, and the count and time when they end`() {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Self.number, Self.name])
    #expect(desk.shows("id") && desk.shows("name"))
    desk.answer(rows: [["1", "first"], ["22", nil]])
    #expect(desk.shows("first") && desk.shows("NULL"))
    #expect(desk.statusLine.hasPrefix("running · 2 rows"))
    desk.answer(rows: [["333", "third"]])
    #expect(desk.statusLine.hasPrefix("running · 3 rows"))
    desk.complete("SELECT 3")
    desk.finish()
    #expect(desk.statusLine.hasPrefix("3 rows · 12 ms · acme ▸ main"))
    #expect(desk.shows("1: 3 rows"))
    // Numbers line up on the right.
    let rows = desk.lines.filter { $0.contains("first") || $0.contains("third") }
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.contains("  1 │ first") || $0.contains("333 │ third") })
  }

  @Test func `The time of a running statement goes on with the clock`() {
    var desk = Desk.connected(text: "select pg_sleep(9)")
    desk.send(.tick(1000))
    desk.press("F5")
    desk.send(.tick(3500))
    #expect(desk.statusLine.hasPrefix("running · 2.5 s"))
    #expect(desk.state.isWorking)
  }

  @Test func `What was run goes to the history with its outcome`() throws {
    var desk = Desk.connected(text: "insert into t values (1)")
    desk.press("F5")
    desk.complete("INSERT 0 3", seconds: 1.25)
    desk.finish()
    #expect(desk.statusLine.hasPrefix("INSERT 0 3 · 1.3 s · acme ▸ main"))
    desk.press("F5")
    desk.fail("relation \"t\" does not exist", state: "42P01", at: 12)
    desk.finish()
    #expect(desk.history.map(\.outcome) == [.ok, .error])
    let (first, second) = (desk.history[0], desk.history[1])
    #expect(first.statement == "insert into t values (1)" && first.rows == 3 && first.seconds == 1.25)
    #expect(first.tenant == "acme" && first.branch == "main" && first.role == "ada" && first.database == "acme")
    #expect(second.sqlState == "42P01" && second.rows == nil)
  }

  @Test func `An error is shown where it is, in the text and in the results`() throws {
    var desk = Desk.connected(text: "select 1;\nselect nme from t")
    desk.press("Down F5")
    desk.fail("column \"nme\" does not exist", state: "42703", at: 7)
    desk.finish()
    #expect(desk.shows("ERROR 42703: column \"nme\" does not exist"))
    let line = try #require(desk.lines.first { $0.contains("select nme from t") })
    #expect(line.contains("◀ column \"nme\" does not exist"))
    #expect(desk.buffer.cursor == 17)
    let cursor = try #require(desk.frame.cursor)
    let style = desk.frame[cursor.x, cursor.y].style
    #expect(style.attributes.contains(.underline) && style.foreground == desk.state.theme[.error].foreground)
    #expect(desk.statusLine.hasPrefix("ERROR 42703"))
    // The mark goes once the text changes.
    desk.type("a")
    #expect(!desk.shows("◀"))
  }

  @Test func `An error of a statement that was changed meanwhile is marked nowhere`() {
    var desk = Desk.connected(text: "select nme from t")
    desk.press("F5 Home")
    desk.type("-- ")
    desk.fail("column \"nme\" does not exist", state: "42703", at: 7)
    desk.finish()
    #expect(!desk.shows("◀") && desk.buffer.cursor == 3)
    #expect(desk.statusLine.hasPrefix("ERROR 42703"))
  }

  @Test func `An error does not take the cursor away from who moved on`() {
    var desk = Desk.connected(text: "select nme;\n")
    desk.press("F5 Ctrl-End")
    desk.type("select 2")
    desk.fail("column \"nme\" does not exist", state: "42703", at: 7)
    desk.finish()
    #expect(desk.shows("◀ column") && desk.buffer.cursor == desk.buffer.text.count)
  }

  @Test func `An error finds its buffer although others were closed or opened meanwhile`() {
    var desk = Desk.connected(text: "")
    desk.press("Ctrl-T")
    desk.type("select nme")
    desk.press("F5 Ctrl-PageUp Ctrl-W")
    desk.fail("column \"nme\" does not exist", state: "42703", at: 7)
    desk.finish()
    #expect(desk.text == "select nme" && desk.shows("◀ column"))
  }

  @Test func `A statement that runs is cancelled, and what had come stays`() {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Self.number])
    desk.answer(rows: [["1"], ["2"]])
    #expect(desk.press("Ctrl-C").cancels)
    #expect(desk.statusLine.hasPrefix("cancelling · 2 rows"))
    desk.fail("canceling statement due to user request", state: "57014")
    desk.finish(cancelled: true)
    #expect(desk.statusLine.hasPrefix("cancelled · 2 rows"))
    #expect(
      desk.shows("1: 2 rows, not all") && desk.shows("row 1 of 2+")
        && desk.state.results.tab!.text(row: 1, column: 0) == "2")
    #expect(desk.history.map(\.outcome) == [.cancelled])
    // Nothing runs any more: the key copies again.
    #expect(!desk.press("Ctrl-C").cancels)
  }

  @Test func `Each statement of a run has its own result`() {
    var desk = Desk.connected(text: "select 1; insert into t values (1); select 2")
    desk.press("F6")
    desk.answer(columns: [Self.number], statement: 0)
    desk.answer(rows: [["11"]], statement: 0)
    desk.complete("SELECT 1", statement: 0)
    desk.complete("INSERT 0 4", statement: 1)
    desk.answer(columns: [Self.number], statement: 2)
    desk.answer(rows: [["22"]], statement: 2)
    desk.complete("SELECT 1", statement: 2)
    desk.finish()
    #expect(desk.shows("1: 1 row") && desk.shows("2: INSERT 0 4") && desk.shows("3: 1 row"))
    #expect(desk.shows(" 22") && !desk.shows(" 11"))
    desk.press("Alt-2 [ [")
    #expect(desk.shows(" 11") && !desk.shows(" 22"))
    desk.press("]")
    #expect(desk.shows("INSERT 0 4"))
    #expect(desk.history.map(\.rows) == [1, 4, 1])
  }

  @Test func `What stands behind a failed statement was not run and has no result`() {
    var desk = Desk.connected(text: "select 1; selct 2; select 3")
    desk.press("F6")
    desk.answer(columns: [Self.number])
    desk.complete("SELECT 0")
    desk.fail("syntax error", at: 0, statement: 1)
    desk.finish()
    #expect(desk.shows("1: 0 rows") && desk.shows("2: error") && !desk.shows("3: "))
    #expect(desk.history.map(\.statement) == ["select 1", "selct 2"])
  }

  @Test func `Notices stand with the result of their statement`() {
    var desk = Desk.connected(text: "do $$ begin raise notice 'x'; end $$")
    desk.press("F5")
    desk.report(.notice(ServerError(severity: "NOTICE", sqlState: "00000", message: "half way")))
    desk.complete("DO")
    desk.finish()
    #expect(desk.shows("NOTICE 00000: half way") && desk.shows("DO"))
  }

  @Test func `Of thousands of notices the first are shown and the others counted`() {
    var desk = Desk.connected(text: "do $$ begin raise notice 'x'; end $$")
    desk.press("F5")
    for number in 1...1200 { desk.report(.notice(ServerError(severity: "NOTICE", message: "note \(number)"))) }
    desk.complete("DO")
    desk.finish()
    #expect(desk.shows("NOTICE: note 1"))
    desk.press("Alt-2 G")
    #expect(desk.shows("NOTICE: note 1000") && desk.shows("200 more") && desk.shows("messages.open"))
  }

  @Test func `Changes of the catalog make it read again, others do not`() {
    for (tag, reads) in [("CREATE TABLE", true), ("ALTER TABLE", true), ("DROP VIEW", true), ("UPDATE 1", false)] {
      var desk = Desk.connected(text: "x")
      desk.press("F5")
      desk.complete(tag)
      let effects = desk.finish()
      #expect(effects.contains { if case .loadCatalog = $0 { true } else { false } } == reads, "\(tag)")
    }
  }

  @Test func `Nothing looks done that keys still meet as running`() {
    var desk = Desk.connected(text: "insert into t values (1)")
    desk.press("F5")
    desk.complete("INSERT 0 1")
    #expect(!desk.shows("INSERT 0 1") && desk.statusLine.hasPrefix("running"))
    desk.finish(.inTransaction)
    #expect(desk.shows("1: INSERT 0 1") && desk.statusLine.hasPrefix("INSERT 0 1 · "))
    desk.press("F5")
    desk.fail("no such thing")
    #expect(!desk.shows("no such thing"))
    desk.press("F5")
    #expect(desk.runs.count == 2 && desk.statusLine.contains("a statement is running"))
    desk.finish(.inError)
    #expect(desk.shows("1: error") && desk.statusLine.hasPrefix("ERROR 42601: no such thing"))
    #expect(desk.history.map(\.outcome) == [.ok, .error])
  }

  @Test func `In a long script only statements that told something keep their tab`() {
    var desk = Desk.connected(text: (0..<60).map { "insert into t values (\($0));" }.joined(separator: "\n"))
    desk.press("F6")
    for statement in 0..<60 {
      if statement == 20 { desk.answer(columns: [Column(name: "x")], statement: statement) }
      desk.complete("INSERT 0 1", statement: statement)
    }
    desk.finish()
    #expect(desk.state.results.tabs.map(\.statement) == [20, 59])
    #expect(desk.shows("1: 0 rows │ 2: INSERT 0 1"))
    #expect(desk.statusLine.hasPrefix("60 statements · "))
  }
}
