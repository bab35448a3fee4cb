import Database
import Testing
import TextUI

@testable import Workbench

/// Writing statements, and which of them are run.
struct RunStories {
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

  @Test(arguments: ["F5", "F6", "F9", "Alt-I", "Ctrl-A F5"]) func `Bytes that are no text are not sent`(keys: String) {
    let bytes = Array("select '".utf8) + [0xFF, 0xC3] + Array("'".utf8)
    var desk = Desk(buffers: [BufferSnapshot(name: "1.sql", text: bytes)])
    desk.start()
    desk.connect()
    desk.press(keys)
    #expect(desk.runs.isEmpty && desk.statusLine.contains("bytes that are no UTF-8"), "\(desk.statusLine)")
  }
}
