import Database
import Testing
import TextUI

@testable import Workbench

/// What becomes of a run when its connection is lost or left.
struct LostRunStories {
  private static let number = Column(name: "id", typeOID: 20)

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
}
