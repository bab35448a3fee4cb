import Database
import Postgres
import TestSupport
import Testing

/// A session that is kept read-only, whatever is tried in it.
@Suite struct HeldSessionTests {
  private let settings: ConnectionSettings

  init() throws {
    settings = try PrivateServer.shared.get().makeDatabase()
    try Connection(settings).execute(
      """
      create table t (n int);
      create function sly() returns int stable language plpgsql as $$
        begin perform set_config('default_transaction_read' || '_only', 'off', false); return 1; end $$;
      create function deep() returns int volatile language plpgsql as
        $$ begin insert into t values (9); return 1; end $$;
      create function quiet() returns int stable language plpgsql as $$ begin return deep(); end $$;
      create procedure twist() language plpgsql as
        $$ begin execute 'set default_transaction_' || 'read_only = off'; end $$
      """)
  }

  private func held() throws -> TestSession {
    let session = try TestSession(settings)
    _ = try session.run(0, ["set default_transaction_read_only = on"])
    session.session.hold(readOnly: true)
    return session
  }

  private var count: String? {
    get throws { try Connection(settings).execute("select count(*) from t").text(row: 0, column: 0) }
  }

  @Test(arguments: [
    ["select sly()"], ["set default_transaction_read_only = off"], ["reset all"], ["call twist()"],
    [#"set U&"default_transaction_read\005fonly" = off"#], ["set session characteristics as transaction read write"],
    ["do $$ begin execute 'set default_transaction_' || 'read_only to off'; end $$"],
    ["begin", "select sly()", "commit"], ["begin", "set session characteristics as transaction read write", "commit"],
  ]) func `What lets the next transaction write is taken back before it begins, and told`(opening: [String]) throws {
    let session = try held()
    let events = try session.run(1, opening + ["select quiet()"])
    #expect(events.errors.map(\.sqlState) == ["25006"], "\(events)")
    #expect(events.notices.contains { $0.message.contains("made read-only again") })
    #expect(try count == "0")
  }

  @Test(arguments: [
    ["begin read write"], ["begin", "set transaction read write"],
    ["begin", #"set local U&"transaction_read\005fonly" = off"#],
    ["begin", "rollback and chain", "set transaction read write"],
    ["start transaction isolation level serializable, read write"],
  ]) func `A transaction that was opened for writing only reads`(opening: [String]) throws {
    let session = try held()
    let events = try session.run(1, opening + ["insert into t values (1)"])
    #expect(events.errors.map(\.sqlState) == ["25006"], "\(events)")
    _ = try session.run(2, ["commit"])
    #expect(try count == "0")
  }

  @Test func `Nothing is said where nothing was tried, and what is let go writes again`() throws {
    let session = try held()
    let events = try session.run(
      1, ["begin", "set transaction isolation level serializable", "select 1", "set work_mem = '8MB'", "commit"])
    #expect(events.notices.isEmpty && events.errors.isEmpty)
    session.session.hold(readOnly: false)
    _ = try session.run(2, ["set default_transaction_read_only = off", "insert into t values (1)"])
    #expect(try count == "1")
  }

  @Test(arguments: [
    ["select made from objects"], ["select make()"], ["select 1", "table objects"],
    ["begin", "select make()", "commit"],
    ["begin; select make()", "end"],
  ]) func `A large object that a transaction which only reads could write is not there afterwards`(
    statements: [String]
  ) throws {
    try Connection(settings).execute(
      """
      create view objects as select lo_create(0) as made;
      create function make() returns oid stable language sql as 'select lo_create(0)'
      """)
    let session = try TestSession(settings)
    _ = try session.run(0, ["set default_transaction_read_only = on"])
    session.session.hold(readOnly: true) { statement in
      ["begin", "end", "commit"].contains { statement.hasPrefix($0) }
    }
    let events = try session.run(1, statements)
    #expect(events.errors.map(\.sqlState) == ["25006"], "\(events)")
    #expect(
      try Connection(settings).execute("select count(*) from pg_largeobject_metadata").text(row: 0, column: 0) == "0")
    let behind = try session.run(
      2, ["select 1", "select txid_current() > 0", "begin", "select txid_current()", "commit"])
    #expect(behind.errors.isEmpty, "\(behind)")
    session.session.hold(readOnly: false)
    let free = try session.run(3, ["set default_transaction_read_only = off", "select make()"])
    #expect(free.errors.isEmpty, "\(free)")
  }
}
