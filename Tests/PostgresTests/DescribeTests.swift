import Database
import Postgres
import TestSupport
import Testing

@Suite struct DescribeTests {
  private let settings: ConnectionSettings
  init() throws { settings = try PrivateServer.shared.get().makeDatabase() }

  private func describe(_ session: borrowing TestSession, _ id: Int, _ statement: String) throws -> [SessionEvent] {
    session.session.describe(id, statement: statement)
    return try session.finish(id)
  }

  private func columns(_ events: [SessionEvent]) -> [String] {
    let types = events.rows(of: 2).map { $0[0] ?? "" }
    for case .columns(_, 1, let columns) in events { return zip(columns, types).map { "\($0.name) \($1)" } }
    return []
  }

  @Test func `A statement says its output columns and does nothing`() throws {
    let session = try TestSession(settings)
    _ = try session.run(1, ["create table t (id bigint, price numeric(8,2), \"Odd name\" text[])"])
    let read = try describe(session, 2, "select *, now() at, 'x' || id from t")
    #expect(
      columns(read) == [
        "id bigint", "price numeric(8,2)", "Odd name text[]", "at timestamp with time zone", "?column? text",
      ])
    #expect(
      columns(try describe(session, 3, "insert into t values (1) returning id, price")) == [
        "id bigint", "price numeric(8,2)",
      ])
    let definition = try describe(session, 4, "drop table t")
    #expect(columns(definition).isEmpty && definition.errors.isEmpty)
    #expect(try session.run(5, ["select count(*) from t"]).rows() == [["0"]])
  }

  @Test func `What is wrong is said with its place, and an open transaction goes on`() throws {
    let session = try TestSession(settings)
    _ = try session.run(1, ["begin", "create table u (a int)"])
    let wrong = try describe(session, 2, "select a, nothing from u")
    #expect(wrong.errors.map(\.sqlState) == ["42703"])
    #expect(wrong.errors.first?.offset == 10)
    guard case .finished(_, let transaction, _)? = wrong.last else { throw EventLog.Overdue(events: "\(wrong)") }
    #expect(transaction == .inTransaction)
    #expect(columns(try describe(session, 3, "select a from u")) == ["a integer"])
    #expect(try session.run(4, ["commit"]).tags == ["COMMIT"])
  }

  @Test func `A description that waits for a lock is cancelled`() throws {
    let holder = try Connection(settings)
    try holder.execute("create table locked (a int)")
    try holder.execute("begin; lock table locked")
    let session = try TestSession(settings)
    session.session.describe(1, statement: "select * from locked")
    let watcher = try Connection(settings)
    let waiting = "select count(*) from pg_catalog.pg_locks where not granted and relation = 'locked'::regclass"
    _ = try eventually("the description waits") {
      try watcher.execute(waiting).text(row: 0, column: 0) == "1" ? true : nil
    }
    session.session.cancel()
    let events = try session.finish(1)
    #expect(events.errors.map(\.sqlState) == ["57014"])
    #expect(events.isCancelled)
  }
}
