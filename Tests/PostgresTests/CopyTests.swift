import Database
import Postgres
import TestSupport
import Testing

/// COPY through a session.
struct CopyTests {
  private let settings: ConnectionSettings

  init() throws { settings = try PrivateServer.shared.get().makeDatabase() }

  /// Starts a copy into a new table `t` and waits until its data is wanted.
  private func begin(_ copy: String = "copy t from stdin") throws -> TestSession {
    let session = try TestSession(settings)
    _ = try session.run(1, ["drop table if exists t", "create table t (a int, b text)"])
    session.session.run(2, statements: [copy], rowLimit: nil)
    try wanted(session)
    return session
  }

  private func wanted(_ session: borrowing TestSession) throws {
    try session.log.wait { if case .copyWanted = $0 { true } else { false } }
  }

  @Test func `What the server copies out comes message by message`() throws {
    let session = try TestSession(settings)
    let events = try session.run(1, ["copy (select g, 'x\ty' from generate_series(1, 3) g) to stdout", "select 7"])
    #expect(events.rows() == [["1\tx\\ty\n"], ["2\tx\\ty\n"], ["3\tx\\ty\n"]])
    #expect(events.rows(of: 1) == [["7"]] && events.tags == ["COPY 3", "SELECT 1"])
  }

  @Test func `A long copy out can be cancelled`() throws {
    let session = try TestSession(settings)
    session.session.run(1, statements: ["copy (select generate_series(1, 100000000)) to stdout"], rowLimit: nil)
    try session.log.wait { if case .rows = $0 { true } else { false } }
    session.session.cancel()
    #expect(try session.finish(1).errors.map(\.sqlState) == ["57014"])
    #expect(try session.run(2, ["select 1"]).rows() == [["1"]])
  }

  @Test func `Data is asked for piece by piece, cut anywhere`() throws {
    let session = try begin()
    for piece in ["1\ton", "e\n2\t", "two\n"] {
      session.session.sendCopy(Array(piece.utf8))
      try wanted(session)
    }
    session.session.endCopy()
    #expect(try session.finish(2).tags == ["COPY 2"])
    #expect(try session.run(3, ["select * from t order by a"]).rows() == [["1", "one"], ["2", "two"]])
  }

  @Test func `Much data is taken whole`() throws {
    let session = try begin()
    let line = "1\t" + String(repeating: "x", count: 99_996) + "\n"
    for _ in 0..<200 {
      session.session.sendCopy(Array(line.utf8))
      try wanted(session)
    }
    session.session.endCopy()
    #expect(try session.finish(2).tags == ["COPY 200"])
  }

  @Test func `A copy that is given up leaves nothing`() throws {
    let session = try begin()
    session.session.sendCopy(Array("1\tone\n".utf8))
    try wanted(session)
    session.session.endCopy(failing: "the file went away")
    #expect(try session.finish(2).errors.first?.message.contains("the file went away") == true)
    #expect(try session.run(3, ["select count(*) from t"]).rows() == [["0"]])
  }

  @Test func `A cancel ends a copy that waits for data`() throws {
    let session = try begin()
    session.session.cancel()
    #expect(try session.finish(2).errors.map(\.sqlState) == ["57014"])
    #expect(try session.run(3, ["select 1"]).rows() == [["1"]])
  }

  @Test func `Data that the server refuses fails the copy and not the session`() throws {
    let session = try begin()
    session.session.sendCopy(Array("no number\tx\n".utf8))
    session.session.endCopy()
    #expect(try session.finish(2).errors.map(\.sqlState) == ["22P02"])
    #expect(try session.run(3, ["select 1"]).rows() == [["1"]])
  }

  @Test func `A session that closes in the middle of a copy is gone`() throws {
    let session = try begin()
    session.session.sendCopy(Array("1\tone\n".utf8))
    session.session.close()
    let other = try TestSession(settings)
    #expect(try other.run(1, ["select count(*) from t"]).rows() == [["0"]])
  }
}
