import Database
import Testing
import Workbench

/// What is refused takes nothing along: sessions keep their settings, temporary tables and transactions.
struct RefusedPlaceStories {
  private static let refusal = ServerError(severity: "FATAL", message: "there is no branch \"gone\"")

  /// A desk that knows its catalog and has a temporary table.
  private func desk() -> Desk {
    var desk = Desk.connected(text: "create temp table t (n int)")
    var catalog = Catalog(database: "acme", searchPath: ["public"])
    catalog.schemas = [Catalog.Schema(name: "public")]
    catalog.relations = [Catalog.Relation(oid: 1, schema: "public", name: "invoices", kind: .table)]
    desk.send(.catalog(session: desk.state.link.session, .success(CompletionEngine(catalog))))
    desk.press("F5")
    desk.complete("CREATE TABLE")
    desk.finish()
    return desk
  }

  @Test func `A place that cannot be had leaves one on the session that one had, with all it knows`() {
    var desk = desk()
    let first = desk.state.link.session
    desk.press("F2")
    desk.type("globex\n")
    let second = desk.state.link.session
    #expect(second != first)
    let effects = desk.report(.connectFailed(Self.refusal))
    #expect(desk.state.link.session == first && desk.state.parked.isEmpty)
    #expect(desk.statusLine.hasPrefix("globex ▸ main: FATAL: there is no branch \"gone\" · still on acme ▸ main"))
    #expect(desk.contextLine.hasPrefix("acme ▸ main") && desk.shows("invoices"))
    #expect(
      effects.destinations.isEmpty && effects.contains { if case .disconnect(second) = $0 { true } else { false } })
    desk.press("F5")
    #expect(desk.runs.count == 2)
  }

  @Test func `A transaction that was kept is in front again, and giving up a switch goes back too`() {
    var desk = Desk.connected(text: "begin")
    let first = desk.state.link.session
    desk.press("F5")
    desk.complete("BEGIN")
    desk.finish(.inTransaction)
    desk.press("F2")
    desk.type("globex\nkeep\n")
    desk.press("Ctrl-C")
    #expect(desk.state.link.session == first && desk.contextLine.contains("in tx"))
    #expect(desk.statusLine.contains("given up · still on acme ▸ main"))
  }

  @Test func `When the session that one left is gone too, the one in front is down`() {
    var desk = desk()
    let first = desk.state.link.session
    desk.press("F2")
    desk.type("globex\n")
    desk.send(.session(first, .lost(ServerError(severity: "FATAL", sqlState: "57P01", message: "terminating"))))
    desk.report(.connectFailed(Self.refusal))
    #expect(desk.contextLine.hasPrefix("globex ▸ main") && desk.statusLine.contains("there is no branch"))
  }

  @Test func `A later loss of the new session does not go back`() {
    var desk = desk()
    desk.press("F2")
    desk.type("globex\n")
    desk.connect()
    desk.report(.lost(ServerError(severity: "FATAL", sqlState: "57P01", message: "terminating")))
    #expect(desk.contextLine.hasPrefix("globex ▸ main") && desk.statusLine.hasPrefix("connection lost"))
  }

  // MARK: Changes of the platform

  private func begin(_ desk: inout Desk, _ name: String) throws -> (operation: Int, parking: [Int]) {
    desk.press("F2")
    desk.type("acme main")
    desk.press("Ctrl-N")
    for case .changePlatform(let operation, _, let parking) in desk.type("\(name)\n") { return (operation, parking) }
    Issue.record("no branch is asked for")
    throw Failure("no branch is asked for")
  }

  @Test func `A change that is refused before it ended a session leaves it in front`() throws {
    var desk = desk()
    let first = desk.state.link.session
    let (operation, parking) = try begin(&desk, "dev")
    #expect(parking == [first] && desk.statusLine.contains("creating acme ▸ dev"))
    desk.press("F5")
    #expect(desk.runs.count == 1, "nothing runs meanwhile")
    var refusal = PlatformRefusal("branch \"dev\" exists already")
    refusal.isAboutName = true
    let effects = desk.send(.platform(.refused(operation: operation, refusal)))
    #expect(effects.destinations.isEmpty && desk.state.link.session == first && desk.state.link.facts != nil)
    #expect(desk.shows("branch \"dev\" exists already"))
    desk.read()
    desk.press("Esc F5")
    #expect(desk.runs.count == 2)
  }

  @Test func `A change that ended the session connects again, whatever came of it`() throws {
    var desk = desk()
    let (operation, parking) = try begin(&desk, "dev")
    desk.send(.platform(.ending(operation: operation, sessions: parking)))
    let effects = desk.send(.platform(.refused(operation: operation, PlatformRefusal("the disk is full"))))
    #expect(effects.destinations == [.branch(tenant: "acme", branch: "main")])
  }

  @Test func `Sessions that wait are spared as well, and one that the server ended meanwhile is not brought back`()
    throws
  {
    for isLost in [false, true] {
      var desk = desk()
      let first = desk.state.link.session
      desk.press("F2")
      desk.type("globex\n")
      desk.connect()
      let (operation, parking) = try begin(&desk, "dev")
      #expect(parking == [first] && desk.state.parked.isEmpty)
      if isLost {
        desk.send(.session(first, .lost(ServerError(severity: "FATAL", sqlState: "57P01", message: "terminating"))))
      }
      desk.send(.platform(.refused(operation: operation, PlatformRefusal("no"))))
      #expect(desk.state.parked.map(\.session) == (isLost ? [] : [first]))
    }
  }

  @Test func `Who goes elsewhere while the platform works finds the session again when it was spared`() throws {
    var desk = desk()
    let first = desk.state.link.session
    let (operation, _) = try begin(&desk, "dev")
    desk.press("F2")
    let effects = desk.type("globex\n")
    #expect(!effects.contains { if case .disconnect = $0 { true } else { false } })
    desk.connect()
    desk.send(.platform(.refused(operation: operation, PlatformRefusal("no"))))
    #expect(desk.state.parked.map(\.session) == [first])
    desk.press("F2")
    desk.type("acme main\n")
    #expect(desk.state.link.session == first && desk.state.link.facts != nil)
  }
}
