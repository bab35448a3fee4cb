import Database
import Testing
import TextUI

@testable import Workbench

/// The list of tenants and branches, and all that can be done from it.
struct SwitcherStories {
  /// The listing of the desk with a grandchild, ages, sizes, an expiry, and what the platform cannot do.
  private static let listing: PlatformListing = {
    var branches = [
      PlatformListing.Branch(name: "main", createdAt: 1000, sizeBytes: 41_000_000, isDefault: true),
      PlatformListing.Branch(name: "later", parent: "fix", createdAt: 4600),
      PlatformListing.Branch(name: "fix", parent: "main", createdAt: 4600, sizeBytes: 41_000_000),
      PlatformListing.Branch(name: "live", parent: "main", isProtected: true),
      PlatformListing.Branch(name: "cold", parent: "main", state: "archived"),
    ]
    branches[2].expiresAt = 8200 + 7200
    var listing = PlatformListing(
      platform: "local",
      tenants: [
        PlatformListing.Tenant(name: "acme", state: "ready", branches: branches),
        PlatformListing.Tenant(name: "zeta", state: "ready", branches: [.init(name: "main", isDefault: true)]),
      ], time: 8200)
    listing.refusals["branch.restore"] = "this platform keeps no history"
    listing.finality = "Nothing deleted comes back."
    return listing
  }()

  private func desk(width: Int = 100) -> Desk {
    var desk = Desk.connected(width: width, height: 40)
    desk.send(.platform(.listed(Self.listing)))
    return desk
  }

  private func change(_ effects: [Effect]) -> PlatformChange? {
    for case .changePlatform(_, let change, _) in effects { return change }
    return nil
  }

  @Test func `Branches are a tree with all that tells them apart`() {
    var desk = desk()
    desk.press("F2")
    let rows = desk.lines.filter { $0.contains("acme ▸ ") && $0.contains("│") }
    let names = rows.compactMap { line in ["main", "fix", "later", "live", "cold"].first { line.contains("▸ \($0) ") } }
    #expect(names == ["main", "fix", "later", "live", "cold"], "\(desk.lines.joined(separator: "\n"))")
    #expect(desk.shows("● acme ▸ main") || desk.shows("▸ acme ▸ main"))
    #expect(desk.shows("      acme ▸ later"))
    for text in [
      "default · 2 h · 39.1 MB", "from main · expires in 2 h · 1 h", "PROTECTED · from main", "from main · archived",
    ] { #expect(desk.shows(text), "\(text)") }
  }

  @Test func `What is told of a branch takes what its name leaves, and what is cut is marked`() {
    var desk = desk(width: 84)
    desk.press("F2")
    #expect(desk.shows("from main · expires in 2 h · 1 h · 39.1 MB"), "\(desk.lines.joined(separator: "\n"))")
    desk = self.desk(width: 50)
    desk.press("F2")
    #expect(desk.lines.contains { $0.contains("from main · expires") && $0.contains("…") })
  }

  @Test func `Pinned and recent tenants come first, and pins are kept`() {
    var desk = desk()
    desk.press("F2")
    desk.type("zeta")
    var kept: [PlaceMemory] = []
    for case .keepPlaces(let memory) in desk.press("Alt-P") { kept.append(memory) }
    #expect(kept.last?.pinned == [PlaceMemory.Place(tenant: "zeta", branch: "main")])
    desk.press("Ctrl-U")
    let first = desk.lines.first { $0.contains(" ▸ main") && $0.contains("│") }
    #expect(first?.contains("zeta ▸ main") == true)
  }

  @Test func `The filter finds one of thousands, and prefers where one was`() {
    var desk = Desk.connected()
    let tenants = (0..<3000).map { number in
      PlatformListing.Tenant(
        name: "customer-\(number)", state: "ready", branches: [.init(name: "main", isDefault: true)])
    }
    desk.send(.platform(.listed(PlatformListing(platform: "local", tenants: tenants))))
    desk.press("F2")
    #expect(desk.shows("3,000/3,000"))
    desk.type("cust2718")
    let count = desk.shows("1/3,000")
    #expect(count)
    #expect(desk.press("Enter").destinations == [.branch(tenant: "customer-2718", branch: "main")])
    desk.connect()
    desk.press("F2")
    desk.type("main")
    #expect(desk.lines.first { $0.contains(" ▸ main") && $0.contains("│") }?.contains("customer-2718") == true)
  }

  @Test func `A moment behind an at sign goes to the past of the branch`() {
    var desk = desk()
    desk.press("F2")
    desk.type("acme/fix@-2h")
    #expect(desk.press("Enter").destinations == [.branch(tenant: "acme", branch: "fix@-2h")])
    desk.connect()
    #expect(desk.contextLine.contains("acme ▸ fix@-2h"))
    #expect(desk.state.placeMemory.recent.allSatisfy { $0.branch != "fix@-2h" })
  }

  @Test func `A branch that is archived is not gone to`() {
    var desk = desk()
    desk.press("F2")
    desk.type("cold")
    #expect(desk.press("Enter").destinations.isEmpty)
    #expect(desk.statusLine.contains("the branch is archived; tenant.restore opens it"))
  }

  @Test func `The menu shows every operation, greyed with the reason where it cannot be`() {
    var desk = desk()
    desk.press("F2")
    desk.type("acme/live")
    desk.press("F10")
    for text in ["branch.rename", "branch.reset", "branch.expire", "tenant.archive", "tenant.delete", "Ctrl-N"] {
      #expect(desk.shows(text), "\(text)")
    }
    #expect(desk.shows("this platform keeps no history"))
    #expect(desk.shows("protected; F6 ends it"))
    desk.type("branch.restore")
    #expect(desk.press("Enter").isEmpty)
    #expect(desk.statusLine.contains("this platform keeps no history"))
    desk.press("Ctrl-U")
    desk.type("rename")
    desk.press("Enter Ctrl-U")
    #expect(change(desk.type("prod\n")) == .renameBranch(tenant: "acme", name: "live", to: "prod"))
  }

  @Test func `A reset tells what is lost and who is on it before the name is typed`() {
    var desk = desk()
    desk.press("F2")
    desk.type("acme/fix")
    let effects = desk.press("Ctrl-R")
    let wanted = PlatformChange.resetBranch(tenant: "acme", name: "fix", keeping: nil)
    #expect(effects.contains { if case .previewChange(wanted) = $0 { true } else { false } })
    #expect(desk.shows("Reset acme ▸ fix to main"))
    #expect(desk.shows("What it holds now is lost. Nothing deleted comes back."))
    #expect(desk.shows("Branches made from it stay as they are: later."))
    desk.type("fi")
    desk.send(.platform(.sessions(wanted, ["psql (user ada, pid 7, local, idle)"])))
    #expect(desk.shows("1 session of others is on it: psql (user ada, pid 7, local, idle)"))
    #expect(change(desk.type("x\n")) == wanted)
    // Sessions of a question that is closed are told to nobody.
    desk.send(.platform(.sessions(wanted, ["late"])))
    #expect(!desk.shows("late"))
  }

  @Test func `A branch whose parent is gone says what it came from`() {
    var listing = Self.listing
    listing.tenants[0].branches[1].parent = nil
    listing.tenants[0].branches[1].formerParent = "fix"
    var desk = Desk.connected(height: 40)
    desk.send(.platform(.listed(listing)))
    desk.press("F2")
    #expect(desk.lines.contains { $0.contains("acme ▸ later") && $0.contains("from fix, which is gone") })
  }

  @Test func `A name that the platform refuses is asked for again, as it was typed`() throws {
    var desk = desk()
    desk.press("F2")
    desk.type("acme/fix")
    desk.press("Ctrl-N")
    let effects = desk.type("fix expires 7d\n")
    guard case .changePlatform(let number, _, _)? = effects.first else {
      Issue.record("no branch is asked for")
      return
    }
    var refusal = PlatformRefusal("branch \"fix\" exists already")
    refusal.isAboutName = true
    desk.send(.platform(.refused(operation: number, refusal)))
    #expect(desk.shows("New branch of acme ▸ fix") && desk.shows("branch \"fix\" exists already"))
    #expect(desk.shows("fix expires 7d"))
    desk.press("Ctrl-U")
    let wanted = PlatformChange.createBranch(tenant: "acme", parent: "fix", name: "fix2")
    #expect(change(desk.type("fix2\n")) == wanted)
  }

  @Test func `No change of the platform takes an open transaction along`() {
    var desk = Desk.connected(text: "begin", height: 40)
    desk.press("F5")
    desk.complete("BEGIN")
    desk.finish(.inTransaction)
    desk.press("F2")
    desk.type("acme/dev")
    desk.press("Ctrl-R")
    #expect(change(desk.type("dev\n")) == nil)
    #expect(desk.shows("a transaction is open on acme ▸ main, which this would roll back; end it first"))
    desk.press("Esc F2")
    desk.type("globex\n")
    desk.type("keep\n")
    desk.connect()
    desk.press("F2")
    desk.type("acme/main")
    desk.press("Ctrl-N")
    #expect(change(desk.type("fix\n")) == nil)
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

  @Test func `What a name may be is the platform's to say`() {
    var desk = Desk.connected()
    desk.press("F2 Ctrl-T")
    #expect(desk.shows("Its name has lower-case letters, digits and - _."))
    desk.type("a.b\n")
    #expect(desk.shows("a name has lower-case letters, digits and - _"))
    desk.press("Esc")
    var listing = Desk.listing
    (listing.platform, listing.tenantNames) = ("neon", nil)
    desk.send(.platform(.listed(listing)))
    desk.press("F2 Ctrl-T")
    #expect(!desk.shows("A database and a role of its own"))
    #expect(change(desk.type("My Shop\n")) == .createTenant(name: "My Shop"))
  }

  @Test func `Unprotecting asks for the name, protecting does not`() {
    var desk = desk()
    desk.press("F2")
    desk.type("acme/live")
    desk.press("F6")
    #expect(change(desk.type("live\n")) == .protectBranch(tenant: "acme", name: "live", false))
    var other = self.desk()
    other.press("F2")
    other.type("acme/fix")
    let effects = other.press("F6")
    #expect(change(effects) == .protectBranch(tenant: "acme", name: "fix", true))
    guard case .changePlatform(let number, _, _)? = effects.first else { return }
    other.send(.platform(.done(operation: number, remark: "its expiry is gone")))
    #expect(other.statusLine.contains("protected acme ▸ fix; its expiry is gone"))
  }

  @Test func `Expiry, branches without data and of the past are asked for in words`() {
    var desk = desk()
    desk.press("F2")
    desk.type("acme/fix")
    desk.press("Ctrl-E")
    #expect(change(desk.type("7d\n")) == .expireBranch(tenant: "acme", name: "fix", when: "7d"))
    var other = self.desk()
    other.press("F2 Ctrl-N")
    #expect(other.type("new@-1h oops\n").isEmpty && other.shows("there may be schema-only and expires WHEN, not oops"))
    other.press("Ctrl-U")
    let wanted = PlatformChange.createBranch(
      tenant: "acme", parent: "main@-1h", name: "new", copy: .schemaOnly, expires: "12h")
    #expect(change(other.type("new@-1h schema-only expires 12h\n")) == wanted)
  }

  @Test func `A tenant that is suspended, archived or deleted takes the session with it`() {
    var desk = desk()
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
    var desk = desk()
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
    var desk = desk()
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

  @Test func `The schema of the branch in hand is compared with where one is`() {
    var desk = desk()
    desk.press("F2")
    #expect(desk.press("F9").isEmpty)
    desk.type("zeta")
    let wanted = PlatformComparison(tenant: "zeta", branch: "main", baseTenant: "acme", base: "main")
    let effects = desk.press("F9")
    #expect(effects.contains { if case .compareSchemas(wanted) = $0 { true } else { false } })
    desk.send(.platform(.compared(wanted, .success(""))))
    #expect(desk.statusLine.contains("the schemas are equal"))
    desk.send(
      .platform(.compared(wanted, .success("--- acme/main\n+++ zeta/main\n@@ -1,0 +1,1 @@\n+create table t ();\n"))))
    #expect(desk.shows("+create table t ();") && desk.shows("main ⇄ main.diff"))
    desk.send(.platform(.compared(wanted, .failure(Failure("comparing is not possible here")))))
    #expect(desk.statusLine.contains("comparing is not possible here"))
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

  @Test func `Where deleted branches come back it is said of a deletion, and of nothing else`() {
    for (key, recovers) in [("Ctrl-D", true), ("Ctrl-R", false)] {
      var desk = Desk.connected(width: 100)
      var listing = Self.listing
      (listing.recovery, listing.finality) = ("It can be recovered for a week.", nil)
      desk.send(.platform(.listed(listing)))
      desk.press("F2")
      desk.type("acme/fix")
      desk.press(key)
      #expect(desk.shows("It can be recovered for a week.") == recovers)
      #expect(desk.shows("What it holds now is lost. This cannot be undone.") == !recovers)
    }
  }

  @Test func `Of a new branch only that is offered which the platform has, with its conditions`() {
    var desk = desk()
    desk.choose("branch.create")
    #expect(["Also: NAME@TIME", "NAME schema-only", "NAME expires 7d."].allSatisfy(desk.shows))
    var listing = Self.listing
    listing.refusals["branch.create.point"] = "from the present only"
    listing.refusals["branch.expire"] = "they do not expire"
    listing.remarks["branch.create.schema"] = "gets what the migrations make"
    desk = Desk.connected(width: 100, height: 40)
    desk.send(.platform(.listed(listing)))
    desk.choose("branch.create")
    #expect(desk.shows("Also: NAME schema-only.") && !desk.shows("@TIME") && !desk.shows("expires"))
    #expect(desk.shows("Without data it gets what the migrations make."))
  }

  @Test func `What the platform says of a reset is told before the name is typed`() {
    var listing = Self.listing
    listing.remarks["branch.reset"] = "replays the migrations"
    var desk = Desk.connected(width: 100, height: 40)
    desk.send(.platform(.listed(listing)))
    desk.press("F2")
    desk.type("fix")
    desk.press("Ctrl-R")
    #expect(desk.shows("Replays the migrations."))
  }

  @Test func `Where suspending keeps others out it needs the tenant's name`() {
    var listing = Self.listing
    listing.remarks["tenant.suspend"] = "takes minutes; nobody can connect meanwhile"
    var desk = Desk.connected(width: 100, height: 40)
    desk.send(.platform(.listed(listing)))
    #expect(change(desk.choose("tenant.suspend")) == nil)
    #expect(desk.shows("Takes minutes; nobody can connect meanwhile.") && desk.shows("Type acme to go on"))
    desk.type("acme")
    #expect(change(desk.press("Enter")) == .suspendTenant(name: "acme"))
  }

  @Test func `Without a place the list opens, and says why it is empty when the platform does not answer`() {
    var desk = Desk(destination: .nowhere)
    let effects = desk.start()
    #expect(desk.shows("Tenants and branches") && desk.contextLine.contains("no tenant is chosen yet"))
    #expect(effects.contains { if case .listTenants(true) = $0 { true } else { false } })
    #expect(!effects.contains { if case .connect = $0 { true } else { false } })
    desk.send(.platform(.listingFailed("no key")))
    #expect(desk.lines.filter { $0.contains("the tenants could not be listed") }.count == 2)
    #expect(desk.statusLine.hasPrefix("the tenants could not be listed: no key "))
    desk.send(.platform(.listed(Self.listing)))
    desk.type("fix")
    desk.press("Enter")
    #expect(desk.state.link.destination == .branch(tenant: "acme", branch: "fix"))
  }

  @Test func `A list with holes says so`() {
    var listing = Self.listing
    listing.missing = 2
    var desk = Desk.connected()
    desk.send(.platform(.listed(listing)))
    desk.press("F2")
    #expect(desk.shows("Tenants and branches · local · 2 tenants not told"))
  }

  @Test func `A tenant that was named filters the list`() {
    var desk = Desk(destination: .nowhere)
    desk.state.wantedTenant = "zeta"
    desk.start()
    desk.send(.platform(.listed(Self.listing)))
    #expect(desk.shows("zeta ▸ main") && !desk.shows("acme ▸ main"))
  }

  @Test func `A long sentence of a question is broken between words`() {
    var desk = Desk.connected(width: 60)
    var listing = Self.listing
    listing.finality = "It cannot be undone: this platform keeps nothing at all that was ever deleted."
    desk.send(.platform(.listed(listing)))
    desk.press("F2")
    desk.type("acme/fix")
    desk.press("Ctrl-R")
    #expect(desk.shows("What it holds now is lost. It cannot be undone: this"))
    #expect(desk.shows("platform keeps nothing at all that was ever deleted."))
    #expect(desk.shows("Type fix to go on"))
  }

  @Test func `Recent and pinned places survive as text`() {
    var memory = PlaceMemory()
    for number in 0..<20 { memory.visit(.init(tenant: "t", branch: "b\(number)")) }
    memory.visit(.init(tenant: "t", branch: "b15"))
    memory.pin(.init(tenant: "acme", branch: "feature/x"))
    #expect(memory.recent.count == 12 && memory.recent.first?.branch == "b15")
    #expect(PlaceMemory(text: memory.text) == memory)
    #expect(
      PlaceMemory(text: "nonsense\nrecent\nrecent noslash\npinned a/b\n").pinned == [.init(tenant: "a", branch: "b")])
    memory.pin(.init(tenant: "acme", branch: "feature/x"))
    #expect(memory.pinned.isEmpty)
  }
}
