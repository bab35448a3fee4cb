import Database
import Testing
import Workbench

/// Sessions, their transactions and what they say.
@Suite struct SessionStories {
  private func place(_ tenant: String, _ branch: String) -> Destination { .branch(tenant: tenant, branch: branch) }

  private func begins(_ effects: [Effect]) -> [Bool]? {
    effects.lazy.compactMap { if case .run(_, _, _, _, let begins) = $0 { begins } else { nil } }.last
  }

  /// A desk whose session has a transaction open, at ten seconds.
  private func inTransaction(idleLimit: Int64 = 0) -> Desk {
    var desk = Desk.connected(text: "insert into t values (1)")
    if idleLimit > 0 {
      var facts = desk.state.link.facts!
      facts.idleInTransactionTimeout = idleLimit
      desk.report(.changed(facts))
    }
    desk.send(.tick(10_000))
    desk.choose("transaction.mode")
    desk.press("F5")
    desk.complete("INSERT 0 1")
    desk.finish(.inTransaction)
    return desk
  }

  // MARK: What the platform says

  @Test func `A session that contradicts the platform says so on the screen`() {
    var desk = Desk(width: 140)
    desk.start()
    var expected = ExpectedSession(database: "acme", user: "acme")
    expected.systemIdentifier = "7"
    desk.send(.platform(.expected(session: desk.state.link.session, expected)))
    var facts = SessionFacts(database: "acme", user: "acme", role: "auditor", host: "/tmp", port: 5432)
    facts.systemIdentifier = "7"
    desk.report(.connected(facts))
    #expect(!desk.contextLine.contains("MISMATCH"))
    facts.systemIdentifier = "8"
    desk.report(.connected(facts))
    #expect(desk.contextLine.contains("MISMATCH: server 8, not 7"))
    #expect(desk.statusLine.contains("this session is not what the platform says"))
    facts.systemIdentifier = ""
    facts.database = "globex"
    desk.report(.changed(facts))
    #expect(desk.contextLine.contains("MISMATCH: database globex, not acme"))
  }

  @Test func `The first line tells a pool from the server, and what the platform says of the branch`() {
    var desk = Desk(width: 160)
    desk.start()
    var facts = SessionFacts(database: "acme", user: "acme", role: "acme", host: "/tmp", port: 5432)
    desk.report(.connected(facts))
    #expect(desk.contextLine.contains("direct"))
    facts.isPooled = true
    desk.report(.changed(facts))
    #expect(desk.contextLine.contains("pooled") && !desk.contextLine.contains("direct"))
    var main = PlatformListing.Branch(name: "main", isDefault: true)
    main.expiresAt = 1000 + 7 * 86_400
    let acme = PlatformListing.Tenant(name: "acme", state: "ready", branches: [main])
    desk.send(.platform(.listed(PlatformListing(platform: "neon", tenants: [acme], time: 1000))))
    #expect(desk.contextLine.contains("default · expires in 7 d"))
  }

  @Test func `Connecting to a silent server is given up by the cancel key`() {
    var desk = Desk(text: "select 1")
    desk.start()
    let session = desk.state.link.session
    desk.send(.tick(1000))
    #expect(!desk.statusLine.contains("connecting"))
    desk.send(.tick(4100))
    #expect(desk.statusLine.contains("connecting · 3.1 s · Ctrl-C gives up"))
    let effects = desk.press("Ctrl-C")
    #expect(effects.contains { if case .disconnect(session) = $0 { true } else { false } })
    #expect(desk.statusLine.contains("connecting was given up"))
    // What the abandoned session still says is not heard.
    desk.send(.session(session, .connectFailed(.init(message: "too late"))))
    #expect(!desk.statusLine.contains("too late"))
    #expect(desk.choose("connection.reconnect").destinations == [.branch(tenant: "acme", branch: "main")])
  }

  @Test func `Without a connection no catalog is said to be read`() {
    var desk = Desk(width: 140)
    desk.start()
    #expect(desk.shows("connecting …"))
    desk.report(.connectFailed(ServerError(severity: "FATAL", message: "no such host")))
    #expect(desk.shows("not connected") && !desk.shows("reading the catalog"))
  }

  // MARK: Manual commit

  @Test func `With manual commit the first statement begins a transaction, and those that must stand alone do not`() {
    var desk = Desk.connected(text: "insert into t values (1); vacuum; commit")
    #expect(desk.contextLine.contains("autocommit"))
    #expect(begins(desk.press("F6")) == [])
    for index in 0..<3 { desk.complete("X", statement: index) }
    desk.finish()
    desk.choose("transaction.mode")
    #expect(desk.contextLine.contains("manual commit"))
    #expect(begins(desk.press("F6")) == [true, false, false])
  }

  @Test func `A new connection asks about the open transaction, unless one waits for an answer`() {
    var desk = inTransaction()
    desk.choose("connection.reconnect")
    #expect(desk.shows("A transaction is open on acme ▸ main") && desk.shows("Type commit or rollback; Esc stays."))
    let connections = desk.effects.destinations.count
    desk.type("keep\n")
    #expect(desk.effects.destinations.count == connections && desk.shows("type commit or rollback"))
    desk.press("Ctrl-U")
    desk.type("commit\n")
    #expect(desk.runs.last == ["commit"])
    desk.complete("COMMIT")
    #expect(desk.finish(.idle).destinations == [place("acme", "main")])
    var waiting = inTransaction()
    waiting.press("F5")
    #expect(waiting.choose("connection.reconnect").destinations == [place("acme", "main")])
  }

  @Test func `A database that is lost keeps its name on the screen`() {
    var desk = Desk(width: 140, destination: .given)
    desk.start()
    #expect(desk.contextLine.hasPrefix("no database"))
    desk.connect()
    desk.report(.lost(ServerError(severity: "FATAL", message: "server closed the connection")))
    #expect(desk.contextLine.hasPrefix("acme") && desk.contextLine.contains("not connected"))
    desk.choose("connection.reconnect")
    #expect(desk.contextLine.hasPrefix("acme"))
  }

  @Test(arguments: ["commit", "rollback"]) func `A transaction is ended by a command`(word: String) {
    var desk = inTransaction()
    #expect(desk.contextLine.contains("in tx"))
    desk.choose("transaction.\(word)")
    #expect(desk.runs.last == [word])
    desk.complete(word.uppercased())
    desk.finish(.idle)
    #expect(desk.contextLine.contains("no tx"))
    desk.choose("transaction.\(word)")
    #expect(desk.statusLine.contains("no transaction is open"))
  }

  @Test func `Before the server ends an idle transaction it is said, and how long is left`() {
    var desk = inTransaction(idleLimit: 30_000)
    desk.send(.tick(20_000))
    #expect(!desk.statusLine.contains("rolls this transaction back"))
    #expect(desk.contextLine.contains("ends in 20.0 s"))
    desk.send(.tick(31_000))
    #expect(desk.statusLine.hasPrefix("the server rolls this transaction back in 9.0 s"))
    // Something ran: the time starts anew.
    desk.press("F5")
    desk.complete("INSERT 0 1")
    desk.finish(.inTransaction)
    #expect(desk.contextLine.contains("ends in 30.0 s"))
  }

  // MARK: Several sessions

  @Test func `A session that is left waits and comes back without a new connection`() {
    var desk = Desk.connected()
    let first = desk.state.link.session
    desk.press("F2")
    desk.type("globex\n")
    #expect(desk.effects.destinations.last == place("globex", "main"))
    #expect(!desk.effects.contains { if case .disconnect = $0 { true } else { false } })
    desk.connect()
    desk.press("Alt-4")
    #expect(desk.shows("globex ▸ main") && desk.shows("acme ▸ main") && desk.shows("waits 0 ms"))
    let connections = desk.effects.destinations.count
    desk.type("acme\n")
    #expect(desk.state.link.session == first && desk.effects.destinations.count == connections)
    #expect(desk.statusLine.hasPrefix("back on acme ▸ main"))
  }

  @Test func `An open transaction can be kept while one goes elsewhere, and leaving asks about it`() {
    var desk = inTransaction()
    desk.press("F2")
    desk.type("globex\n")
    #expect(desk.shows("commit, rollback or keep"))
    desk.type("keep\n")
    #expect(desk.effects.destinations.last == place("globex", "main"))
    desk.connect()
    #expect(desk.contextLine.contains("no tx"))
    #expect(!desk.press("Ctrl-Q").quits && desk.shows("Transactions are open on acme ▸ main"))
    desk.press("Esc Alt-4")
    desk.type("acme\n")
    #expect(desk.contextLine.contains("in tx"))
  }

  @Test func `Leaving with a transaction that waits needs the word`() {
    var desk = inTransaction()
    desk.press("F2")
    desk.type("globex\nkeep\n")
    desk.connect()
    desk.press("Ctrl-Q")
    #expect(!desk.type("yes\n").quits)
    desk.press("Ctrl-U")
    #expect(desk.type("rollback\n").quits)
  }

  @Test func `A transaction that waits is committed from the question, and one leaves when that is done`() {
    var desk = inTransaction()
    desk.press("F2")
    desk.type("globex\nkeep\n")
    desk.connect()
    desk.press("Ctrl-Q")
    #expect(desk.shows("or commit for that on acme ▸ main"))
    #expect(!desk.type("commit\n").quits)
    #expect(desk.runs.last == ["commit"] && desk.contextLine.contains("acme ▸ main"))
    desk.complete("COMMIT")
    #expect(desk.finish(.idle).quits)
  }

  @Test func `A statement that is never answered keeps nobody in its transaction`() {
    var desk = inTransaction()
    desk.press("F5")
    #expect(!desk.press("Ctrl-Q").quits && desk.shows("A statement is running in a transaction"))
    #expect(!desk.type("rollback\n").quits && desk.shows("a statement is running"))
    desk.press("Ctrl-U")
    #expect(desk.type("abandon\n").quits)
    desk = inTransaction()
    desk.press("F5 Alt-5")
    desk.type("abandon\n")
    #expect(desk.effects.destinations.count == 2 && desk.contextLine.contains("connecting"))
  }

  @Test func `The question about a running statement becomes the one that holds once it ends, and keeps what is typed`()
  {
    var desk = inTransaction()
    desk.press("F5 Ctrl-Q")
    desk.type("rollback")
    desk.complete("INSERT 0 1")
    #expect(desk.shows("A statement is running in a transaction"))
    desk.finish(.inTransaction)
    #expect(desk.shows("A transaction is open on") && !desk.shows("A statement is running"))
    #expect(!desk.type("\n").quits && desk.runs.last == ["rollback"])
    desk.complete("ROLLBACK")
    #expect(desk.finish(.idle).quits)
  }

  @Test func `A transaction that a run began is open while the run goes on, and not left unasked`() {
    var desk = Desk.connected(text: "begin; select pg_sleep(60)")
    desk.press("F6")
    desk.complete("BEGIN")
    desk.report(.transaction(id: desk.run, .inTransaction))
    #expect(desk.contextLine.contains("in tx"))
    #expect(!desk.press("Ctrl-Q").quits && desk.shows("A statement is running in a transaction"))
    desk.report(.transaction(id: desk.run, .idle))
    #expect(desk.contextLine.contains("no tx"))
    desk.press("Esc")
    #expect(!desk.press("Ctrl-Q").quits && desk.shows("A statement is running on"))
  }

  @Test func `A transaction that ends under the question leaves nothing to be asked`() {
    for (typed, leaves) in [("", true), ("abandon", true), ("commit", false)] {
      var desk = inTransaction()
      desk.press("F5 Ctrl-Q")
      desk.type(typed)
      desk.complete("ROLLBACK")
      #expect(!desk.finish(.idle).quits && desk.shows("No transaction is open any more on"))
      #expect(desk.type("\n").quits == leaves)
    }
  }

  @Test func `A new connection says what went with the old session, once`() {
    var desk = Desk.connected()
    for (text, tag) in [("create temp table x (a int)", "CREATE TABLE"), ("set work_mem = 1", "SET")] {
      desk.press("Ctrl-A")
      desk.type(text)
      desk.press("Esc F5")
      desk.complete(tag)
      desk.finish()
    }
    desk.press("Alt-5")
    desk.connect()
    #expect(desk.statusLine.contains("gone with the old session: settings, temporary tables"))
    desk.press("Alt-5")
    desk.connect()
    #expect(!desk.statusLine.contains("gone"))
  }

  @Test func `A session that waits long without a transaction is closed, one with a transaction is not`() {
    for keeps in [false, true] {
      var desk = keeps ? inTransaction() : Desk.connected()
      let first = desk.state.link.session
      desk.press("F2")
      desk.type("globex\n")
      if keeps { desk.type("keep\n") }
      desk.connect()
      let effects = desk.send(.tick(700_000))
      let closed = effects.contains { if case .disconnect(first) = $0 { true } else { false } }
      #expect(closed == !keeps)
    }
  }

  @Test func `What a waiting session says is shown with its place, and its loss too`() {
    var desk = inTransaction()
    let first = desk.state.link.session
    desk.press("F2")
    desk.type("globex\nkeep\n")
    desk.connect()
    desk.send(.session(first, .notification(channel: "jobs", payload: "done", pid: 7)))
    #expect(desk.statusLine.hasPrefix("acme ▸ main: NOTIFY jobs from 7: done"))
    desk.send(.session(first, .lost(ServerError(severity: "FATAL", sqlState: "57P01", message: "terminating"))))
    #expect(desk.statusLine.hasPrefix("acme ▸ main: connection lost; its transaction was rolled back"))
    #expect(desk.press("Ctrl-Q").quits)
  }

  @Test func `A copy of a branch lets go of the session that waits there`() {
    var desk = Desk.connected()
    let first = desk.state.link.session
    desk.press("F2")
    desk.type("globex\n")
    desk.connect()
    desk.press("F2")
    desk.type("acme main")
    desk.press("Ctrl-N")
    let effects = desk.type("copy\n")
    let parking = effects.compactMap { if case .changePlatform(_, _, let parking) = $0 { parking } else { nil } }
    #expect(parking == [[first]])
  }

  // MARK: Limits and messages

  @Test func `The longest time of a statement is set, shown, and set again on the next session`() {
    var desk = Desk.connected()
    desk.choose("session.timeout")
    desk.type("soon\n")
    #expect(desk.shows("a time is a number and"))
    desk.press("Ctrl-U")
    desk.type("5min\n")
    #expect(desk.runs.last == ["set statement_timeout = 300000"])
    var facts = desk.state.link.facts!
    facts.statementTimeout = 300_000
    desk.report(.changed(facts))
    #expect(desk.contextLine.contains("timeout 5 min"))
    desk.choose("connection.reconnect")
    desk.connect()
    #expect(desk.runs.last == ["set statement_timeout = 300000"])
  }

  @Test func `Another role is in the first line as soon as the server says it`() {
    var desk = Desk.connected()
    var facts = desk.state.link.facts!
    facts.role = "bob"
    desk.report(.changed(facts))
    #expect(desk.contextLine.contains("role bob"))
  }

  @Test func `A notice that comes with rows stands behind their count, several are counted`() {
    var desk = Desk.connected(text: "select f()")
    for count in [1, 2] {
      desk.press("F5")
      desk.answer(columns: [Column(name: "f")])
      for _ in 0..<count { desk.report(.notice(ServerError(severity: "WARNING", message: "look out"))) }
      desk.complete("SELECT 1")
      desk.finish()
      #expect(desk.statusLine.contains(count == 1 ? " · WARNING: look out" : " · 2 notices: "))
    }
  }

  @Test func `Notices and notifications are kept in a list`() {
    var desk = Desk.connected()
    desk.report(.notice(ServerError(severity: "WARNING", message: "there is no transaction")))
    desk.report(.notification(channel: "jobs", payload: "a\u{1B}[2J", pid: 9))
    desk.choose("messages.open")
    #expect(desk.shows("WARNING: there is no transaction") && desk.shows("NOTIFY jobs from 9: a"))
    #expect(!desk.lines.joined().unicodeScalars.contains("\u{1B}"))
  }

  @Test(arguments: [
    ("57P01", "terminating connection", "an administrator ended the session"),
    ("25P03", "terminating connection", "was idle for longer than the server allows, and was rolled back"),
    ("", "server closed the connection unexpectedly", "the connection was dropped"),
  ]) func `Ways of losing a connection are told apart`(state: String, message: String, advice: String) {
    var desk = Desk.connected(width: 240)
    desk.report(.lost(ServerError(severity: "FATAL", sqlState: state, message: message)))
    #expect(
      desk.statusLine.hasPrefix("connection lost · Alt-5 connects again: FATAL") && desk.statusLine.contains(advice))
  }

  @Test func `A lost connection says what became of the transaction before a narrow screen ends`() {
    var desk = inTransaction()
    desk.report(.lost(ServerError(severity: "FATAL", sqlState: "57P01", message: "terminating connection")))
    #expect(desk.statusLine.hasPrefix("connection lost; its transaction was rolled back"), "\(desk.statusLine)")
  }

  @Test func `When all connections are lost at once, what became of the work in front stays on the screen`() {
    var desk = inTransaction()
    let first = desk.state.link.session
    desk.press("F2")
    desk.type("globex\nkeep\n")
    desk.connect()
    let error = ServerError(severity: "FATAL", sqlState: "57P01", message: "terminating connection")
    desk.press("F5")
    desk.report(.lost(error))
    desk.finish(.unknown)
    desk.send(.session(first, .lost(error)))
    #expect(desk.state.status.text.hasPrefix("connection lost; the statement may or may not have been applied"))
    #expect(desk.state.status.text.hasSuffix("acme ▸ main: connection lost; its transaction was rolled back"))
    desk.choose("messages.open")
    let copied = desk.press("Enter").copied
    #expect(copied == "connection lost; its transaction was rolled back: FATAL 57P01: terminating connection")
  }

  @Test func `What runs in a transaction goes with it, what ends one is in doubt`() {
    for (statement, text) in [("select n from t", "was rolled back"), ("commit", "may or may not")] {
      var desk = inTransaction()
      desk.press("Ctrl-A")
      desk.type(statement)
      desk.press("F5")
      #expect(desk.runs.last == [statement])
      desk.report(.lost(ServerError(severity: "FATAL", sqlState: "", message: "server closed the connection")))
      desk.finish(.unknown)
      #expect(desk.statusLine.contains(text), "\(statement): \(desk.statusLine)")
    }
  }
}
