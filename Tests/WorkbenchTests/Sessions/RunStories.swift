import Database
import Testing
import TextUI

@testable import Workbench

/// Writing statements, running them, and what the screen says of it.
struct RunStories {
  private static let number = Column(name: "id", typeOID: 20)
  private static let name = Column(name: "name")

  @Test func `What is typed is on the screen and in the buffer`() {
    var desk = Desk.connected()
    desk.type("select 1")
    #expect(desk.text == "select 1" && desk.shows("select 1"))
    desk.press("Backspace Backspace")
    desk.type("*\nfrom t")
    #expect(desk.text == "select*\nfrom t" && desk.shows("select*") && desk.shows("from t"))
  }

  @Test func `A paste comes in as it is, line ends made line feeds`() {
    var desk = Desk.connected()
    desk.send(.paste(Array("a\r\nb\rc\n\u{1B}[31m".utf8)))
    #expect(desk.text == "a\nb\nc\n\u{1B}[31m")
    #expect(desk.shows("␛[31m"))
    desk.press("Ctrl-Z")
    #expect(desk.text == "")
  }

  @Test func `The text is cut by how the session reads strings`() {
    var desk = Desk.connected(text: #"select 'a\';b'; select 2;"#)
    desk.press("F6")
    #expect(desk.runs.last == [#"select 'a\'"#, "b'; select 2;"])
    desk.report(.failed(id: desk.run, statement: 0, ServerError(message: "no"), seconds: 0))
    desk.finish()
    var facts = SessionFacts(database: "acme", user: "ada", role: "ada", host: "/tmp", port: 5432)
    facts.stringsHaveEscapes = true
    desk.report(.changed(facts))
    desk.press("F6")
    #expect(desk.runs.last == [#"select 'a\';b'"#, "select 2"])
  }

  @Test(arguments: [
    ("\\d orders", "\\d is a command of psql; only SQL runs here"),
    ("\\d", "only SQL runs here · F3: Show the catalog"), ("\\x", "only SQL runs here · Alt-2 x: Show the row alone"),
    ("select 1 \\gset", "\\gset is a command of psql; only SQL runs here"),
    ("select 1\\; select 2;", "\\; is psql's; here each statement is sent by itself: end it with ;"),
  ]) func `Commands of psql are refused by name`(text: String, refusal: String) {
    var desk = Desk.connected(text: text)
    desk.press("F5")
    #expect(desk.runs.isEmpty && desk.statusLine.contains(refusal))
    desk.press("F6")
    #expect(desk.runs.isEmpty)
  }

  @Test func `The statement under the cursor is run, with the row limit`() {
    var desk = Desk.connected(text: "select 1;\n\nselect 2;\nselect 3")
    desk.press("Down Down")
    let effects = desk.press("F5")
    guard case .run(let session, let id, let statements, let rowLimit, _) = effects.first else {
      Issue.record("nothing runs")
      return
    }
    #expect(session == desk.state.link.session && id > 0)
    #expect(statements == ["select 2"] && rowLimit == desk.state.rowLimit)
    #expect(desk.statusLine.hasPrefix("running"))
  }

  @Test func `A selection runs as its statements, F6 runs the whole buffer`() {
    var desk = Desk.connected(text: "select 1;\nselect 2;\nselect 3")
    desk.press("Shift-Down Shift-Down F5")
    desk.finish()
    desk.press("F6")
    #expect(desk.runs == [["select 1", "select 2"], ["select 1", "select 2", "select 3"]])
  }

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

  @Test func `While a statement runs no other is started, and it says why`() {
    var desk = Desk.connected(text: "select 1")
    desk.press("F5 F5")
    #expect(desk.runs.count == 1)
    #expect(desk.statusLine.hasPrefix("running · 0.0 s · query.run: a statement is running"))
    desk.complete("SELECT 0")
    desk.finish()
    desk.press("F5")
    #expect(desk.runs.count == 2)
  }

  @Test func `Without a connection nothing runs, and it says why`() {
    var desk = Desk(text: "select 1")
    desk.start()
    desk.press("F5")
    #expect(desk.runs.isEmpty && desk.statusLine.contains("not connected yet"))
    desk.report(.connectFailed(ServerError(severity: "FATAL", sqlState: "28P01", message: "no password")))
    #expect(desk.statusLine.contains("FATAL 28P01: no password"))
    desk.press("F5")
    #expect(desk.runs.isEmpty && desk.statusLine.contains("not connected · Alt-5 connects again: FATAL 28P01"))
  }

  @Test func `A blank buffer has no statement to run`() {
    var desk = Desk.connected(text: " -- nothing\n")
    desk.press("F5 F6")
    #expect(desk.runs.isEmpty && desk.statusLine.contains("no statement"))
  }

  @Test func `A long text is cut into its statements elsewhere, then they run`() {
    let text = String(repeating: "insert into t values (1, 'a name');\n", count: 5000)
    var desk = Desk.connected(text: text)
    desk.press("F6")
    #expect(desk.runs.isEmpty && desk.statusLine.contains("cutting the text"))
    guard case .cut(let number, let asked, let start, let strings)? = desk.effects.last else {
      Issue.record("nothing was asked")
      return
    }
    desk.press("F5")
    #expect(desk.statusLine.contains("is being cut"))
    desk.type(" ")
    desk.send(.cut(number: number, TextPieces(asked, from: start, strings: strings)))
    #expect(desk.runs.map(\.count) == [5000])
    #expect(desk.runs[0][4999] == "insert into t values (1, 'a name')")
  }

  @Test func `Cutting a long text can be given up, and nothing of it runs`() {
    var desk = Desk.connected(text: String(repeating: "select 1;\n", count: 20_000))
    desk.press("Ctrl-A F5")
    guard case .cut(let number, let asked, let start, let strings)? = desk.effects.last else {
      Issue.record("nothing was asked")
      return
    }
    desk.press("Ctrl-C")
    #expect(desk.statusLine.contains("nothing was sent"))
    desk.send(.cut(number: number, TextPieces(asked, from: start, strings: strings)))
    #expect(desk.runs.isEmpty)
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

  @Test func `At the row limit a result pauses until it is told to go on`() {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Self.number])
    desk.answer(rows: [["1"], ["2"]])
    desk.report(.paused(id: desk.run, statement: 0, rows: 2))
    #expect(desk.statusLine.hasPrefix("2 rows · paused at the row limit"))
    let effects = desk.press("Alt-2 m")
    guard case .continueReading(let session)? = effects.first else {
      Issue.record("reading does not go on")
      return
    }
    #expect(session == desk.state.link.session)
    desk.answer(rows: [["3"]])
    #expect(desk.statusLine.hasPrefix("running · 3 rows"))
    desk.complete("SELECT 3")
    desk.finish()
    #expect(desk.statusLine.hasPrefix("3 rows"))
    desk.press("m")
    #expect(desk.statusLine.contains("no result is paused"))
  }

  @Test func `A pause that lasted too long is no error, and the rows are kept`() {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Self.number])
    desk.answer(rows: [["1"], ["2"]])
    desk.report(.paused(id: desk.run, statement: 0, rows: 2))
    desk.report(.pauseEnded(id: desk.run, statement: 0))
    desk.fail("canceling statement due to user request", state: "57014")
    desk.finish()
    #expect(desk.statusLine.hasPrefix("cancelled · 2 rows · it was paused for too long"))
    #expect(desk.shows("1: 2 rows, not all") && desk.history.map(\.outcome) == [.cancelled])
  }

  @Test(arguments: ["G", "PageDown", "j j", "Space"]) func `Going past the row limit reads on`(keys: String) {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Self.number])
    desk.answer(rows: [["1"], ["2"]])
    desk.report(.paused(id: desk.run, statement: 0, rows: 2))
    desk.press("Alt-2 k")
    #expect(desk.state.results.isPaused)
    guard case .continueReading? = desk.press(keys).first else {
      Issue.record("reading does not go on")
      return
    }
    #expect(!desk.state.results.isPaused)
  }

  @Test func `A full disk pauses reading, says so, and what was read stays`() {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Self.number])
    desk.answer(rows: [["1"], ["2"]])
    desk.report(.paused(id: desk.run, statement: 0, rows: 2, .noRoom("the disk of /c is full: 3 MB are left")))
    #expect(desk.statusLine.hasPrefix("2 rows · paused: the disk of /c is full: 3 MB are left"))
    desk.send(.failed(Failure("not exported: /c/rows.csv: No space left on device")))
    #expect(desk.statusLine.hasPrefix("not exported: /c/rows.csv: No space left on device · 2 rows · paused"))
    #expect(desk.press("Alt-2 G").isEmpty && desk.state.results.tab?.row == 1)
    guard case .continueReading? = desk.press("m").first else {
      Issue.record("reading does not go on")
      return
    }
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

  @Test func `A lost connection says that the outcome is unknown and runs nothing again`() {
    var desk = Desk.connected(text: "insert into t values (1)")
    desk.press("F5")
    desk.fail("terminating connection", state: "57P01")
    desk.report(.lost(ServerError(severity: "FATAL", sqlState: "57P01", message: "terminating connection")))
    desk.finish(.unknown)
    #expect(desk.state.status.text.contains("may or may not have been applied"))
    #expect(desk.history.map(\.outcome) == [.unknown])
    #expect(desk.contextLine.contains("not connected"))
    let before = desk.runs.count
    desk.choose("connection.reconnect")
    desk.connect()
    #expect(desk.runs.count == before && desk.contextLine.contains("no tx"))
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

  @Test func `A loss is told when the run is over, so that connecting again abandons none`() {
    var desk = Desk.connected(text: "insert into t values (1)")
    desk.press("F5")
    desk.report(.lost(ServerError(severity: "FATAL", sqlState: "57P01", message: "terminating connection")))
    #expect(!desk.shows("connection lost"))
    desk.finish(.unknown)
    #expect(desk.shows("connection lost"))
    desk.choose("connection.reconnect")
    desk.connect()
    #expect(desk.statusLine.hasPrefix("connected to acme"))
  }

  @Test func `A statement that has answered is not in doubt when its connection is left`() {
    var desk = Desk.connected(text: "insert into t values (1)")
    desk.press("F5")
    desk.complete("INSERT 0 1")
    desk.choose("connection.reconnect")
    #expect(desk.history.map(\.outcome) == [.ok] && desk.shows("INSERT 0 1"))
    #expect(!desk.shows("may or may not"))
  }

  @Test func `Words of a session that was left are dropped`() {
    var desk = Desk.connected(text: "select 1")
    desk.press("F5")
    let (session, run) = (desk.state.link.session, desk.run)
    desk.choose("connection.reconnect")
    let shown = desk.lines
    desk.send(.session(session, .columns(id: run, statement: 0, [Self.number])))
    desk.send(.session(session, .completed(id: run, statement: 0, tag: "SELECT 1", seconds: 1)))
    desk.send(.session(session, .finished(id: run, .inTransaction, cancelled: false)))
    desk.send(.session(session, .lost(ServerError(message: "gone"))))
    desk.send(.catalog(session: session, .failure(ServerError(message: "gone"))))
    #expect(desk.lines == shown && desk.history.isEmpty)
  }

  @Test func `Rows of an old run never get into a new one`() {
    var desk = Desk.connected(text: "select 1")
    desk.press("F5")
    let old = desk.run
    desk.complete("SELECT 0")
    desk.finish()
    desk.press("F5")
    desk.answer(columns: [Self.number])
    var builder = RowBatch.Builder(columnCount: 1)
    builder.append("stale")
    desk.report(.rows(id: old, statement: 0, builder.finish()))
    desk.report(.finished(id: old, .inTransaction, cancelled: false))
    #expect(!desk.shows("stale") && desk.statusLine.hasPrefix("running"))
  }

  @Test(arguments: ["F5", "F6", "F9", "Alt-I", "Ctrl-A F5"]) func `Bytes that are no text are not sent`(keys: String) {
    let bytes = Array("select '".utf8) + [0xFF, 0xC3] + Array("'".utf8)
    var desk = Desk(buffers: [BufferSnapshot(name: "1.sql", text: bytes)])
    desk.start()
    desk.connect()
    desk.press(keys)
    #expect(desk.runs.isEmpty && desk.statusLine.contains("bytes that are no UTF-8"), "\(desk.statusLine)")
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
