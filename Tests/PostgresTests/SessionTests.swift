import Database
import Postgres
import TestSupport
import Testing

@Suite struct SessionTests {
  private let settings: ConnectionSettings
  init() throws { settings = try PrivateServer.shared.get().settings() }

  @Test func `A session tells what it is connected to`() throws {
    let session = try TestSession(settings)
    guard case .connected(let facts) = session.log.all[0] else {
      Issue.record("the first event is \(session.log.all[0])")
      return
    }
    #expect(facts.database == "postgres")
    #expect(facts.user == settings["user"])
    #expect(facts.isLocalSocket)
    #expect(facts.backendPID > 0)
    #expect(facts.serverVersionNumber / 10000 == Int(facts.serverVersion.split(separator: ".")[0]))
  }

  @Test func `A session behind a pool says so, however it was addressed`() throws {
    #expect(try TestSession(settings).facts?.isPooled == false)
    let pool = PoolingProxy(to: settings["host"] ?? "")
    #expect(try TestSession(settings.with("host", pool.directory.path)).facts?.isPooled == true)
  }

  @Test func `NULL, the empty string and bytes beyond ASCII come as they are`() throws {
    let session = try TestSession(settings)
    let events = try session.run(1, ["select null, '', 'grün 🐦', 7::int8"])
    #expect(events.rows() == [[nil, "", "grün 🐦", "7"]])
    #expect(events.tags == ["SELECT 1"])
  }

  @Test func `Columns say their type and table`() throws {
    let session = try TestSession(settings)
    let events = try session.run(
      1, ["select oid, relname, 1.5::numeric(4,1) as \"a b\" from pg_catalog.pg_class limit 0"])
    let told = events.compactMap { if case .columns(_, _, let columns) = $0 { columns } else { nil } }
    let columns = try #require(told.first)
    #expect(columns.map(\.name) == ["oid", "relname", "a b"])
    #expect(columns.map(\.typeOID) == [26, 19, 1700])
    #expect(columns.map(\.tableOID) == [1259, 1259, 0])
    #expect(columns[2].typeModifier == (4 << 16 | 1) + 4)
  }

  @Test func `A result without columns counts its rows`() throws {
    let session = try TestSession(settings)
    let events = try session.run(1, ["select from pg_catalog.generate_series(1, 3)"])
    #expect(events.rows().count == 3)
  }

  @Test func `Every row of a long result comes once and in order`() throws {
    let session = try TestSession(settings)
    let events = try session.run(1, ["select n, repeat('x', n % 50) from pg_catalog.generate_series(1, 200000) n"])
    var next = 1
    for row in events.rows() {
      if row[0] != "\(next)" || row[1]?.utf8.count != next % 50 {
        Issue.record("row \(next) is \(row)")
        return
      }
      next += 1
    }
    #expect(next == 200_001)
  }

  @Test func `A transaction is begun before the statements that ask for one`() throws {
    let session = try TestSession(settings)
    session.session.run(1, statements: ["select 1", "select 2"], rowLimit: nil, begins: [true, true])
    let events = try session.finish(1)
    #expect(events.rows() == [["1"]] && events.rows(of: 1) == [["2"]])
    guard case .finished(_, .inTransaction, _) = events.last else {
      Issue.record("ended as \(String(describing: events.last))")
      return
    }
    session.session.run(
      2, statements: ["commit", "vacuum pg_catalog.pg_class"], rowLimit: nil, begins: [false, false])
    #expect(try session.finish(2).errors.isEmpty)
  }

  @Test func `What a statement changed of the session is told behind it`() throws {
    let session = try TestSession(settings)
    _ = try session.run(1, ["set statement_timeout = '5min'; set search_path = pg_catalog"])
    let events = try session.log.wait { if case .changed = $0 { true } else { false } }
    guard case .changed(let facts) = events.last else { return }
    #expect(facts.statementTimeout == 300_000 && facts.searchPath == ["pg_catalog"])
    _ = try session.run(2, ["select 1"])
    #expect(session.log.all.count { if case .changed = $0 { true } else { false } } == 1)
  }

  @Test func `A role that a function sets inside a query is told behind it`() throws {
    let session = try TestSession(settings)
    _ = try session.run(
      1, ["create function become() returns void language plpgsql as 'begin set role pg_monitor; end'"])
    _ = try session.run(2, ["select become()"])
    func wait(forRole role: String) throws {
      _ = try session.log.wait { if case .changed(let facts) = $0 { facts.role == role } else { false } }
    }
    try wait(forRole: "pg_monitor")
    _ = try session.run(3, ["select set_config('role', 'pg_read_all_data', false)"])
    try wait(forRole: "pg_read_all_data")
    guard case .connected(let facts)? = session.log.all.first else { return }
    #expect(facts.systemIdentifier.count > 15)
  }

  @Test func `Statements run in order up to the first error`() throws {
    let session = try TestSession(settings)
    let events = try session.run(1, ["select 1", "select 2", "select * from nowhere", "select 4"])
    #expect(events.rows(of: 0) == [["1"]])
    #expect(events.rows(of: 1) == [["2"]])
    #expect(events.errors.map(\.sqlState) == ["42P01"])
    #expect(events.tags.count == 2)
    #expect(try session.run(2, ["select 5"]).rows() == [["5"]])
  }

  @Test(arguments: [
    ("select 1; select 2", "1", 1), ("set work_mem = '4MB'; select pg_catalog.generate_series(1, 3)", "1", 3),
  ])
  func `Of several statements in one text the first rows are shown whole`(text: String, first: String, count: Int)
    throws
  {
    let session = try TestSession(settings)
    let rows = try session.run(1, [text]).rows()
    #expect(rows.count == count)
    #expect(rows.first == [first])
  }

  @Test func `An error's place counts bytes, whatever stands before it`() throws {
    let session = try TestSession(settings)
    let statement = "select 'grün 🐦', nowhere.x"
    let error = try #require(try session.run(1, [statement]).errors.first)
    let offset = try #require(error.offset)
    #expect(String(decoding: statement.utf8.dropFirst(offset), as: UTF8.self) == "nowhere.x")
    #expect(error.severity == "ERROR")
  }

  @Test func `Where no encoding is declared, bytes come as they are`() throws {
    let name = "bytes_\(settings["dbname"] ?? "")"
    try Connection(settings).execute(
      "create database \(name) encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0")
    let connection = try Connection(settings.with("dbname", name))
    try connection.execute("create table t (a text); insert into t values (E'caf\\xe9 \\xff')")
    let rows = try connection.execute("select a, 'ü' from t")
    #expect(rows.cell(row: 0, column: 0).map(Array.init) == Array("caf".utf8) + [0xE9, 0x20, 0xFF])
    #expect(rows.text(row: 0, column: 1) == "ü")
    #expect(throws: ServerError.self) {
      try Connection(settings.with("dbname", name).with("client_encoding", "UTF8")).execute("select a from t")
    }
  }

  @Test func `Where no encoding is declared, places of errors are those of bytes too`() throws {
    let name = "places_\(settings["dbname"] ?? "")"
    try Connection(settings).execute(
      "create database \(name) encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0")
    for encoding in [nil, "UTF8"] {
      var place = settings.with("dbname", name)
      place["client_encoding"] = encoding
      let session = try TestSession(place)
      let statement = "select 'grün 🐦', nowhere.x"
      let error = try #require(try session.run(1, [statement]).errors.first)
      let offset = try #require(error.offset)
      #expect(String(decoding: statement.utf8.dropFirst(offset), as: UTF8.self) == "nowhere.x")
      let inner = "do $$ begin execute 'select ''ü'', nowhere.x'; end $$"
      let within = try #require(try session.run(2, [inner]).errors.first)
      let (query, start) = (try #require(within.internalQuery), try #require(within.internalOffset))
      #expect(String(decoding: query.utf8.dropFirst(start), as: UTF8.self) == "nowhere.x")
    }
  }

  @Test func `Notices keep control bytes, and come before the end of their statement`() throws {
    let session = try TestSession(settings)
    let events = try session.run(1, ["do $$ begin raise warning E'a\\x1b[2Jb' using hint = 'h'; end $$"])
    #expect(events.notices.map(\.message) == ["a\u{1b}[2Jb"])
    #expect(events.notices.map(\.severity) == ["WARNING"])
    #expect(events.notices.first?.hint == "h")
  }

  @Test func `Notifications arrive while nothing runs`() throws {
    let session = try TestSession(settings)
    _ = try session.run(1, ["listen perch_test"])
    try Connection(settings).execute("notify perch_test, 'hello'")
    try session.log.wait { if case .notification("perch_test", "hello", _) = $0 { true } else { false } }
  }

  @Test func `The state of the transaction is told`() throws {
    let session = try TestSession(settings)
    func state(_ events: [SessionEvent]) -> TransactionStatus? {
      if case .finished(_, let status, _)? = events.last { status } else { nil }
    }
    #expect(state(try session.run(1, ["begin"])) == .inTransaction)
    #expect(state(try session.run(2, ["select 1/0"])) == .inError)
    #expect(state(try session.run(3, ["rollback"])) == .idle)
  }

  @Test func `A transaction is told before the statements that run in it, and its end before those behind it`() throws {
    let session = try TestSession(settings)
    func told(_ events: [SessionEvent]) -> [String] {
      events.compactMap {
        switch $0 {
        case .transaction(_, let status): "\(status)"
        case .completed(_, _, let tag, _): tag
        default: nil
        }
      }
    }
    let script = ["select 1", "begin", "select 2", "select 3", "commit", "select 4"]
    #expect(
      told(try session.run(1, script)) == [
        "SELECT 1", "BEGIN", "inTransaction", "SELECT 1", "SELECT 1", "COMMIT", "idle", "SELECT 1",
      ])
    session.session.run(2, statements: ["select 1"], rowLimit: nil, begins: [true])
    #expect(told(try session.finish(2)) == ["inTransaction", "SELECT 1"])
  }

  @Test func `A statement with a zero byte is refused, not cut`() throws {
    let session = try TestSession(settings)
    #expect(try session.run(1, ["select 1\0 + 1"]).errors.map(\.sqlState) == ["22021"])
  }
}
