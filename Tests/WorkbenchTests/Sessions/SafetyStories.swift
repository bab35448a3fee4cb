import Database
import SQLText
import Testing
import TextUI
import Workbench

/// What is asked before a statement runs, and what is shown before it counts.
struct SafetyStories {
  private func asked(_ desk: Desk) -> (number: Int, statements: [String])? {
    for case .inspect(let number, let statements) in desk.effects.reversed() { return (number, statements) }
    return nil
  }

  private func answer(_ desk: inout Desk, _ facts: (inout StatementFacts) -> Void) throws {
    let question = try #require(asked(desk))
    let all = question.statements.map { _ in
      var one = StatementFacts()
      facts(&one)
      return one
    }
    desk.send(.inspected(number: question.number, all))
  }

  private static let live = Destination.branch(tenant: "acme", branch: "live")

  /// Connected to the protected branch, which the server has made read-only.
  private func protected(text: String, isReadOnly: Bool = true) -> Desk {
    var desk = Desk(width: 140, text: text, destination: Self.live)
    desk.start()
    var facts = SessionFacts(database: "acme_live", user: "ada", role: "ada", host: "/tmp", port: 5432)
    facts.isReadOnly = isReadOnly
    desk.report(.connected(facts))
    desk.send(.platform(.listed(Desk.listing)))
    return desk
  }

  @Test func `What cannot destroy anything runs at once`() {
    var desk = Desk.connected(text: "select 1")
    desk.press("F5")
    #expect(desk.runs == [["select 1"]])
  }

  @Test func `A statement that destroys is asked about, and runs when one says so`() throws {
    var desk = Desk.connected(text: "delete from users")
    desk.press("F5")
    #expect(desk.runs.isEmpty)
    try answer(&desk) { $0.destroys = .deleteWithoutWhere }
    #expect(desk.runs.isEmpty && desk.shows("DELETE without WHERE deletes every row"))
    desk.type("yes")
    desk.press("Enter")
    #expect(desk.runs.isEmpty && desk.shows("type run or rehearse"))
    for _ in 0..<3 { desk.press("Backspace") }
    desk.type("run")
    desk.press("Enter")
    #expect(desk.runs == [["delete from users"]])
  }

  @Test func `Escape leaves it, and what the parser finds harmless runs without a question`() throws {
    var desk = Desk.connected(text: "delete from users")
    desk.press("F5")
    try answer(&desk) { $0.destroys = .deleteWithoutWhere }
    desk.press("Esc")
    #expect(desk.runs.isEmpty)
    var other = Desk.connected(text: "delete from users where id = 1")
    other.press("F5")
    try answer(&other) { _ in }
    #expect(other.runs == [["delete from users where id = 1"]])
  }

  @Test func `A result is run again when the parser says that it only reads, with the values of its parameters`() throws
  {
    var desk = Desk.connected(text: "select :id")
    desk.press("F5")
    desk.type("7")
    desk.press("Enter")
    desk.answer(columns: [Column(name: "x")])
    desk.complete("SELECT 1")
    desk.finish()
    let sent = try #require(desk.runs.first)
    desk.choose("tab.rerun")
    #expect(desk.runs.count == 1)
    try answer(&desk) { $0.writes = false }
    #expect(desk.runs == [sent, sent])
  }

  @Test func `What may write is neither run again nor watched`() throws {
    var desk = Desk.connected(text: "select purge()")
    desk.press("F5")
    desk.answer(columns: [Column(name: "x")])
    desk.complete("SELECT 1")
    desk.finish()
    desk.choose("tab.rerun")
    try answer(&desk) { $0.writes = true }
    #expect(desk.runs.count == 1 && desk.shows("the statement may write: F5 runs it"))
    desk.choose("tab.watch")
    desk.press("Enter")
    #expect(desk.runs.count == 1 && desk.shows("the statement may write: F5 runs it"))
  }

  @Test func `A rehearsal gives the touched rows back in a transaction that stays open`() throws {
    var desk = Desk.connected(text: "update users set name = 'x' where id < 3")
    desk.press("F9")
    try answer(&desk) { $0.canReturnRows = true }
    #expect(desk.runs == [["update users set name = 'x' where id < 3\nreturning *"]])
    let begins = desk.effects.compactMap { if case .run(_, _, _, _, let begins) = $0 { begins } else { nil } }
    #expect(begins.last == [true])
    desk.complete("UPDATE 2")
    desk.finish(.inTransaction)
    #expect(desk.statusLine.contains("rehearsal: UPDATE 2 · not committed · Alt-6 keeps it"))
    #expect(desk.contextLine.contains("in tx"))
    desk.press("Alt-7")
    #expect(desk.runs.last == ["rollback"])
  }

  @Test(arguments: [
    ("default", "Shift-Down Shift-Down F9"), ("vim", "V j F9"), ("emacs", "Ctrl-Space Ctrl-N Ctrl-N F9"),
  ])
  func `A selection of several statements is rehearsed whole, in one transaction`(keymap: String, keys: String) throws {
    var desk = Desk.connected(text: "update a set n = 1;\nupdate b set n = 2;\nupdate c set n = 3", keymap: keymap)
    desk.press(keys)
    try answer(&desk) { $0.canReturnRows = true }
    #expect(desk.runs == [["update a set n = 1\nreturning *", "update b set n = 2\nreturning *"]])
    let begins = desk.effects.compactMap { if case .run(_, _, _, _, let begins) = $0 { begins } else { nil } }
    #expect(begins == [[true, false]])
    desk.complete("UPDATE 4")
    desk.complete("UPDATE 2", statement: 1)
    desk.finish(.inTransaction)
    #expect(desk.statusLine.contains("rehearsal: UPDATE 4, UPDATE 2 · not committed"))
  }

  @Test(arguments: ["update users set n = 1; commit", "vacuum users", "begin; delete from users where n = 1"])
  func `What ends a transaction, or runs in none, is not rehearsed`(text: String) throws {
    var desk = Desk.connected(text: text)
    desk.press("Ctrl-A F9")
    try answer(&desk) { _ in }
    #expect(desk.runs.isEmpty && desk.statusLine.contains("no rehearsal"))
  }

  @Test(arguments: [100, 59, 47]) func `An open transaction is told of in the first line however narrow it is`(
    width: Int
  ) {
    var desk = Desk.connected(text: "begin", width: width)
    desk.press("F5")
    desk.complete("BEGIN")
    desk.finish(.inTransaction)
    #expect(desk.contextLine.contains("acme") && desk.contextLine.contains("in tx"), "\(desk.contextLine)")
  }

  @Test func `A rehearsal that fails is rolled back by itself`() throws {
    var desk = Desk.connected(text: "update users set nam = 'x'")
    desk.press("F9")
    try answer(&desk) { $0.canReturnRows = true }
    desk.fail("column \"nam\" does not exist", state: "42703")
    desk.finish(.inError)
    #expect(desk.runs.last == ["rollback"])
    desk.complete("ROLLBACK")
    desk.finish(.idle)
    #expect(desk.statusLine.contains("the rehearsal failed and was rolled back"))
  }

  @Test
  func
    `The error of a rehearsal stays whole in the results, at its place in the editor, and all is called rolled back`()
    throws
  {
    var desk = Desk.connected(text: "update a set n = 1;\nupdate users set nam = 'x'", width: 60)
    desk.press("Ctrl-A F9")
    try answer(&desk) { $0.canReturnRows = true }
    desk.complete("UPDATE 1")
    var error = ServerError(sqlState: "42703", message: "column \"nam\" of relation \"users\" does not exist")
    error.detail = "There are columns of other names."
    error.hint = "Perhaps you meant to reference the column \"users.name\", which is the one that is there."
    error.offset = 17
    desk.report(.failed(id: desk.run, statement: 1, error, seconds: 0.001))
    desk.finish(.inError)
    desk.complete("ROLLBACK")
    desk.finish(.idle)
    for text in [
      "ERROR 42703: column \"nam\" of relation \"users\" does not", "exist", "LINE 1: update users set nam = 'x'",
      "                         ^", "DETAIL: There are columns of other names.",
      "HINT: Perhaps you meant to reference the column", "Everything that ran with it was rolled back",
      "1: UPDATE 1 · rolled back", "2: error · rolled back", "◀ column \"nam\"",
    ] {
      #expect(desk.shows(text), "\(text)\n\(desk.lines.joined(separator: "\n"))")
    }
    #expect(desk.history.map(\.statement) == ["update a set n = 1", "update users set nam = 'x'", "rollback"])
  }

  @Test func `Committing leaves the rows of the rehearsal in sight`() throws {
    var desk = Desk.connected(text: "update users set name = 'x'")
    desk.press("F9")
    try answer(&desk) { $0.canReturnRows = true }
    desk.answer(columns: [Column(name: "name")])
    desk.answer(rows: [["row that was touched"]])
    desk.complete("UPDATE 1")
    desk.finish(.inTransaction)
    desk.choose("transaction.commit")
    desk.complete("COMMIT")
    desk.finish(.idle)
    #expect(desk.shows("row that was touched") && desk.statusLine.contains("COMMIT"))
    desk.choose("transaction.begin")
    desk.fail("oops", state: "58000")
    desk.finish()
    #expect(desk.shows("ERROR 58000: oops"))
  }

  @Test func `White space of the server's and libpq's texts is laid out, other controls are marks`() {
    var desk = Desk.connected(text: "select 1")
    desk.press("F5")
    let told = ServerError(severity: "NOTICE", message: "first\r\n\tsecond\u{1B}[2J")
    desk.report(.notice(told))
    desk.fail("one\ttwo\n\n  three\n")
    desk.finish()
    #expect(desk.shows("ERROR 42601: one        two") && desk.shows("   three") && desk.shows("NOTICE: first"))
    #expect(desk.shows("         second␛[2J") && desk.statusLine.hasPrefix("ERROR 42601: one two"))
    #expect(!desk.shows("→") && !desk.shows("↵"))
    desk.report(.lost(ServerError(severity: "FATAL", message: "gone\n\tfor ever")))
    #expect(desk.statusLine.contains("FATAL: gone") && !desk.shows("→"))
    desk.send(.failed(Failure("host said:\r\n\t<html>")))
    #expect(desk.statusLine.hasPrefix("host said: <html>"))
  }

  @Test func `A text that is longer than the pane says so, scrolls, and is copied whole`() {
    var desk = Desk.connected(text: "select f()", width: 60, height: 20)
    desk.press("F5")
    desk.fail((1...40).map { "line \($0)" }.joined(separator: "\n"))
    desk.finish()
    desk.press("F12")
    #expect(desk.shows("line 1") && !desk.shows("line 40") && desk.shows("more lines"))
    desk.press("End")
    desk.press("G")
    #expect(desk.shows("line 40") && !desk.shows("more lines"))
    desk.press("Up")
    #expect(desk.shows("line 38") && desk.shows("2 more lines"))
    desk.press("g")
    #expect(desk.shows("ERROR 42601: line 1"))
    #expect(desk.press("Ctrl-C").copied?.hasSuffix("line 39\nline 40") == true)
  }

  @Test func `A protected branch takes no write until its name was typed, for this session`() throws {
    var desk = protected(text: "insert into users values (1)")
    #expect(desk.contextLine.contains("PROTECTED") && desk.contextLine.contains("read-only"))
    desk.press("F5")
    try answer(&desk) { $0.writes = true }
    #expect(desk.runs.isEmpty && desk.shows("Type live to let this session write"))
    desk.type("main")
    desk.press("Enter")
    #expect(desk.runs.isEmpty && desk.shows("type live exactly"))
    for _ in 0..<4 { desk.press("Backspace") }
    desk.type("live")
    desk.press("Enter")
    #expect(desk.runs == [["set default_transaction_read_only = off"]])
    #expect(desk.contextLine.contains("PROTECTED unlocked"))
    desk.press("F5")
    #expect(desk.runs.last == ["insert into users values (1)"])
    desk.finish()
    desk.choose("connection.reconnect")
    #expect(desk.contextLine.contains("PROTECTED") && !desk.contextLine.contains("unlocked"))
  }

  @Test func `A protected branch that the server lets write is made read-only, and that is checked`() {
    var desk = protected(text: "", isReadOnly: false)
    #expect(desk.runs == [["set default_transaction_read_only = on"]])
    var facts = desk.state.link.facts!
    desk.report(.changed(facts))
    #expect(desk.statusLine.contains("did not make the session read-only"))
    facts.isReadOnly = true
    desk.report(.changed(facts))
    #expect(desk.contextLine.contains("read-only"))
  }

  @Test func `A locked session is kept read-only while it is locked, and no longer`() throws {
    func held(_ desk: Desk) -> [Bool] {
      desk.effects.compactMap { if case .hold(_, let isReadOnly) = $0 { isReadOnly } else { nil } }
    }
    var desk = protected(text: "insert into users values (1)")
    #expect(held(desk) == [true])
    desk.press("F5")
    try answer(&desk) { $0.writes = true }
    desk.type("live")
    desk.press("Enter")
    #expect(held(desk) == [true, false])
    desk.choose("session.lock")
    #expect(held(desk) == [true, false, true])
  }

  @Test func `An open transaction only reads, and is ended before anything is unlocked`() throws {
    var desk = protected(text: "begin")
    desk.press("F5")
    try answer(&desk) { $0.writes = false }
    desk.complete("BEGIN")
    desk.finish(.inTransaction)
    desk.choose("session.unlock")
    #expect(desk.statusLine.contains("the open transaction only reads: end it (Alt-7), then unlock"))
    #expect(!desk.shows("Type live"))
    desk.press("Alt-7")
    desk.complete("ROLLBACK")
    desk.finish()
    desk.choose("session.unlock")
    #expect(desk.shows("Type live"))
  }

  @Test func `What would make a locked session write again is asked about too`() throws {
    var desk = protected(text: "set default_transaction_read_only = off")
    desk.press("F5")
    try answer(&desk) {
      $0.kind = "set"
      $0.writes = false
    }
    #expect(desk.runs.isEmpty && desk.shows("Type live"))
  }

  @Test func `Reading a protected branch needs nothing`() throws {
    var desk = protected(text: "select * from users")
    desk.press("F5")
    try answer(&desk) { $0.writes = false }
    #expect(desk.runs == [["select * from users"]])
  }

  @Test(arguments: [("look", true), ("app.look", true), ("change", false), ("both", false), ("nobody.knows", false)])
  func `On a locked target a query runs whose functions the catalog knows to change nothing`(
    function: String, runs: Bool
  ) throws {
    var desk = protected(text: "select f()")
    var catalog = Catalog(database: "acme_live", searchPath: ["app"])
    catalog.schemas = [Catalog.Schema(name: "app")]
    for (name, volatility) in [
      ("look", Catalog.Function.Volatility.stable), ("change", .volatile), ("both", .immutable), ("both", .volatile),
    ] {
      catalog.functions.append(Catalog.Function(schema: "app", name: name))
      catalog.functions[catalog.functions.count - 1].volatility = volatility
    }
    desk.send(.catalog(session: desk.state.link.session, .success(CompletionEngine(catalog))))
    desk.press("F5")
    try answer(&desk) {
      $0.writesOnlyByFunctions = true
      $0.unknownFunctions = [function]
    }
    #expect(desk.runs == (runs ? [["select f()"]] : []))
    #expect(desk.shows("Type live") == !runs)
  }

  @Test(arguments: [
    ("db.example.com", "db.example.com", true), ("*.example.com", "db.example.com", true),
    ("*-prod", "acme-prod", true),
    ("*-prod", "acme-prod-copy", false), ("a*b*c", "aXbYc", true), ("a*b*c", "aXcYb", false), ("*", "", true),
    ("x", "xy", false),
  ])
  func `Patterns name what is production`(pattern: String, name: String, matches: Bool) {
    #expect(NamePattern(pattern).matches(name) == matches)
  }
}
