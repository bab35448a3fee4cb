import Database
import Testing
import Workbench

/// Changes of the platform under way, and the sessions that are in front meanwhile.
struct PlatformChangeStories {
  @Test func `No change of the platform takes an open transaction along`() {
    var desk = Desk.connected(text: "begin", height: 40)
    desk.press("F5")
    desk.complete("BEGIN")
    desk.finish(.inTransaction)
    desk.press("F2")
    desk.type("acme/dev")
    desk.press("Ctrl-R")
    #expect(desk.type("dev\n").change == nil)
    #expect(desk.shows("a transaction is open on acme ▸ main, which this would roll back; end it first"))
    desk.press("Esc F2")
    desk.type("globex\n")
    desk.type("keep\n")
    desk.connect()
    desk.press("F2")
    desk.type("acme/main")
    desk.press("Ctrl-N")
    #expect(desk.type("fix\n").change == nil)
    #expect(desk.shows("a transaction is open on acme ▸ main"))
  }

  @Test func `Where branching disturbs nobody the session in front stays as it is`() {
    var desk = Desk.connected(text: "begin", height: 40)
    var listing = Desk.listing
    (listing.platform, listing.sparesSessions) = ("neon", true)
    desk.send(.platform(.listed(listing)))
    desk.press("F5")
    desk.complete("BEGIN")
    desk.finish(.inTransaction)
    desk.press("F2 Ctrl-N")
    let effects = desk.type("fix\n")
    guard case .changePlatform(let operation, _, let parking)? = effects.first else {
      Issue.record("no branch is asked for")
      return
    }
    #expect(parking.isEmpty && desk.contextLine.contains("in tx"))
    #expect(desk.send(.platform(.done(operation: operation))).destinations.isEmpty)
    #expect(desk.statusLine.contains("created acme ▸ fix from main"))
  }

  @Test func `A tenant that is suspended, archived or deleted takes the session with it`() {
    var desk = Desk.family()
    desk.press("F2 F10")
    desk.type("tenant.archive")
    desk.press("Enter")
    #expect(desk.shows("Archive tenant acme"))
    let effects = desk.type("acme\n")
    guard case .changePlatform(let operation, .archiveTenant(name: "acme"), let parking) = effects.first else {
      Issue.record("nothing is archived")
      return
    }
    #expect(parking == [desk.state.link.session])
    desk.send(.platform(.ending(operation: operation, sessions: parking)))
    desk.send(.platform(.progress("archiving acme ▸ main: 12 MB written")))
    #expect(desk.statusLine.contains("archiving acme ▸ main: 12 MB written"))
    #expect(desk.send(.platform(.done(operation: operation))).destinations.isEmpty)
    #expect(desk.contextLine.contains("archived tenant acme") || desk.statusLine.contains("archived tenant acme"))
    if case .down = desk.state.link.phase {} else { Issue.record("\(desk.state.link.phase)") }
  }

  @Test func `What the platform does is given up by the cancel key`() {
    var desk = Desk.family()
    desk.press("F2 Ctrl-N")
    guard case .changePlatform(let operation, _, let parking) = desk.type("new\n").first else {
      Issue.record("no branch is asked for")
      return
    }
    desk.send(.platform(.ending(operation: operation, sessions: parking)))
    let effects = desk.press("Ctrl-C")
    #expect(effects.contains { if case .cancelOperation(operation) = $0 { true } else { false } })
    #expect(desk.statusLine.contains("giving up"))
    let back = desk.send(
      .platform(.refused(operation: operation, PlatformRefusal("given up; everything is as it was"))))
    #expect(back.destinations == [.branch(tenant: "acme", branch: "main")])
    #expect(desk.statusLine.contains("given up; everything is as it was"))
  }

  @Test func `Changes of different tenants go on side by side, one of each`() {
    var desk = Desk.family()
    func begin(_ filter: String) -> Int? {
      desk.press("F2")
      desk.type(filter)
      desk.press("Ctrl-N")
      for case .changePlatform(let number, _, _) in desk.type("new\n") { return number }
      return nil
    }
    guard let first = begin("zeta"), let second = begin("acme main") else {
      Issue.record("no branch is asked for")
      return
    }
    #expect(begin("zeta") == nil && desk.shows("zeta is busy (creating zeta ▸ new from main)"))
    desk.press("Esc Esc")
    desk.send(.platform(.operating(operation: first, "copying zeta: 1 of 2 MB")))
    #expect(desk.statusLine.contains("2 changes: creating acme ▸ new from main"))
    #expect(desk.statusLine.contains("copying zeta: 1 of 2 MB"))
    desk.send(.platform(.done(operation: second)))
    desk.send(.platform(.done(operation: first)))
    #expect(desk.statusLine.contains("created zeta ▸ new"))
  }
}
