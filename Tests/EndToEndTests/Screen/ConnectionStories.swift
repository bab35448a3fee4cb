import Database
import Glibc
import Platform
import Postgres
import TestSupport
import Testing

struct ConnectionStories {
  @Test(arguments: [
    ("host=/nonexistent dbname=x", "connection to server on socket \"/nonexistent/.s.PGSQL.5432\" failed"),
    ("host=127.0.0.1 port=1 dbname=x", "connection to server at \"127.0.0.1\", port 1 failed: Connection refused"),
    ("host=no-such-host.invalid dbname=x", "could not translate host name \"no-such-host.invalid\" to address"),
    ("postgresql://ada:hunter2@127.0.0.1:1/x", "connection to server at \"127.0.0.1\", port 1 failed"),
  ]) func `A server that is not there leaves the editor usable`(conninfo: String, message: String) throws {
    let home = TemporaryDirectory()
    let terminal = try PseudoTerminal([conninfo], home: home.path, columns: 200)
    try terminal.wait(for: "not connected: ")
    try terminal.wait(for: message)
    try terminal.type("select 1")
    try terminal.wait(for: "select 1")
    try terminal.press("F5")
    try terminal.wait(for: "query.run: not connected")
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("hunter2"))
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
  }

  @Test(arguments: [
    ("dbname", "not_yet_there", "database \"not_yet_there\" does not exist"),
    ("user", "nobody_here", "role \"nobody_here\" does not exist"),
  ]) func `A refused connection says why, and works once the reason is gone`(
    keyword: String, value: String, message: String
  ) throws {
    let workbench = try Workbench()
    var settings = workbench.database
    settings[keyword] = value
    let terminal = try PseudoTerminal([settings.description], home: workbench.home.path, columns: 200)
    try terminal.wait(for: "not connected: ")
    try terminal.wait(for: message)
    try workbench.execute(
      keyword == "dbname" ? "create database \(value)" : "create role \(value) login superuser")
    try terminal.run(command: "connection.reconnect")
    try terminal.wait(for: "no tx")
    try terminal.query("select 1 as one")
    try terminal.wait(for: "1 row · ")
  }

  @Test(arguments: [("rollback", "0"), ("commit", "1")])
  func `An open transaction is never ended unasked`(answer: String, rows: String) throws {
    let workbench = try Workbench()
    try workbench.execute("create table t (n int)")
    let terminal = try workbench.open()
    try terminal.query("begin")
    try terminal.wait(for: "in tx")
    try terminal.query("insert into t values (1)")
    try terminal.wait(for: "INSERT 0 1")
    try terminal.press("Ctrl-Q")
    try terminal.wait(for: "A transaction is open")
    try terminal.press("Esc")
    try terminal.wait(forNo: "A transaction is open")
    try terminal.press("Ctrl-Q")
    try terminal.wait(for: "A transaction is open")
    try terminal.type(answer)
    try terminal.press("Enter")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(try workbench.value("select count(*) from t") == rows)
  }

  @Test func `A statement that runs is stopped before one leaves, and a signal asks nothing`() throws {
    let workbench = try Workbench()
    try workbench.execute("create table t (n int)")
    let statement = "insert into t select 1 from pg_sleep(60)"
    let terminal = try workbench.open()
    try terminal.query(statement)
    _ = try workbench.waitForBackend(running: "insert into t%")
    try terminal.press("Ctrl-Q")
    try terminal.wait(for: "A statement is running on")
    try terminal.type("stop")
    try terminal.press("Enter")
    #expect(try terminal.waitForExit() == .code(0))
    let count = "select count(*) from pg_stat_activity where query like 'insert into t%' and state = 'active'"
    #expect(try workbench.value("\(count) and datname = current_database()") == "0")
    let other = try workbench.open()
    try other.query(statement)
    _ = try workbench.waitForBackend(running: "insert into t%")
    kill(other.pid, SIGTERM)
    #expect(try other.waitForExit() == .code(143))
    #expect(try workbench.value("select count(*) from t") == "0")
  }

  @Test func `A server that stands still leaves the program alive`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.query("select /* stalled */ count(*) from generate_series(1, 10000000000)")
    try terminal.wait(for: "running")
    let backend = try workbench.waitForBackend(running: "select /* stalled */%")
    kill(backend, SIGSTOP)
    defer { kill(backend, SIGCONT) }
    try terminal.press("Ctrl-C")
    try terminal.wait(for: "cancelling")
    try terminal.press("Ctrl-A")
    try terminal.type("select 'still typing'")
    try terminal.wait(for: "select 'still typing'")
    kill(backend, SIGCONT)
    try terminal.wait(for: "cancelled · 0 rows")
    try terminal.press("F5")
    try terminal.wait(for: "1 row · ")
  }

  @Test func `A server killed in mid-statement is said, and nothing is run again`() throws {
    let home = TemporaryDirectory()
    let server = LocalServer(dataHome: home.path)
    try server.start()
    defer { try? server.destroy() }
    let settings = try server.settings(database: "postgres", user: LocalServer.adminRole)
    try Connection(settings).execute("create table log (n int)")
    let terminal = try PseudoTerminal([settings.description], home: home.path, columns: 160)
    try terminal.wait(for: "no tx")
    try terminal.paste("insert into log values (1); insert into log select 2 from pg_sleep(60)")
    try terminal.press("F6")
    try terminal.wait(for: "1: INSERT 0 1")
    guard case .running(let postmaster) = server.status() else {
      Issue.record("the server is \(server.status().text)")
      return
    }
    kill(postmaster, SIGKILL)
    try terminal.wait(for: "connection lost")
    try terminal.wait(for: "may or may not have been applied")
    try server.start()
    try terminal.run(command: "connection.reconnect")
    try terminal.wait(for: "no tx")
    try terminal.query("select count(*) from log")
    try terminal.wait(for: "1 row · ")
    #expect(try Connection(settings).execute("select count(*) from log").text(row: 0, column: 0) == "1")
  }

  @Test func `Secrets stay out of the history`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.query("create role story_of_secrets login password 'hunter2hunter2'")
    try terminal.wait(for: "CREATE ROLE")
    try terminal.query("select 1")
    try terminal.press("F4")
    try terminal.wait(for: "create role story_of_secrets login password '***'")
    try terminal.wait(forNo: "hunter2hunter2")
    try terminal.press("Esc")
    try terminal.wait(forNo: "┌ History")
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
    let files = workbench.home.names(in: "history").compactMap { workbench.home.text(of: "history/" + $0) }
    #expect(files.contains { $0.contains("story_of_secrets") })
    #expect(!files.contains { $0.contains("hunter2") })
  }

  @Test func `The history shows a statement that was not written yet when it was opened`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.query("select 'early'")
    try terminal.wait(for: "1 row · ")
    let name = try eventually("the statement is written") { workbench.home.names(in: "history").first }
    // Another program that writes there takes its time.
    let file = open(workbench.home.path + "/history/" + name, O_RDONLY | O_CLOEXEC)
    try #require(flock(file, LOCK_EX) == 0)
    try terminal.query("select 'late' as one, 'late' as two")
    try terminal.wait(for: "two")
    try terminal.wait(forOutcome: "1 row")
    try terminal.press("F4")
    try terminal.wait(for: "▸ select 'early'")
    close(file)
    try terminal.wait(for: "▸ select 'late'")
  }
}
