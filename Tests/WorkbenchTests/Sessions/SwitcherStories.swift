import Testing

@testable import Workbench

/// The list of tenants and branches, and going where it leads.
struct SwitcherStories {
  @Test func `Branches are a tree with all that tells them apart`() {
    var desk = Desk.family()
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
    var desk = Desk.family(width: 84)
    desk.press("F2")
    #expect(desk.shows("from main · expires in 2 h · 1 h · 39.1 MB"), "\(desk.lines.joined(separator: "\n"))")
    desk = Desk.family(width: 50)
    desk.press("F2")
    #expect(desk.lines.contains { $0.contains("from main · expires") && $0.contains("…") })
  }

  @Test func `Pinned and recent tenants come first, and pins are kept`() {
    var desk = Desk.family()
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
    var desk = Desk.family()
    desk.press("F2")
    desk.type("acme/fix@-2h")
    #expect(desk.press("Enter").destinations == [.branch(tenant: "acme", branch: "fix@-2h")])
    desk.connect()
    #expect(desk.contextLine.contains("acme ▸ fix@-2h"))
    #expect(desk.state.placeMemory.recent.allSatisfy { $0.branch != "fix@-2h" })
  }

  @Test func `A branch that is archived is not gone to`() {
    var desk = Desk.family()
    desk.press("F2")
    desk.type("cold")
    #expect(desk.press("Enter").destinations.isEmpty)
    #expect(desk.statusLine.contains("the branch is archived; tenant.restore opens it"))
  }

  @Test func `Escape closes the menu of a branch only, and the list under it is up to date`() {
    var desk = Desk.family()
    desk.press("F2")
    desk.type("fix")
    desk.press("F10")
    #expect(desk.shows("branch.rename") && !desk.shows("Tenants and branches"))
    var listing = Desk.familyListing
    listing.tenants[0].branches.append(.init(name: "fixed", parent: "main"))
    desk.send(.platform(.listed(listing)))
    desk.press("Esc")
    #expect(desk.shows("Tenants and branches") && desk.shows("› fix") && desk.shows("▸ fixed"))
    #expect(desk.press("Enter").destinations == [.branch(tenant: "acme", branch: "fix")])
    desk.connect()
    desk.choose("branch.menu")
    #expect(desk.shows("branch.rename"))
    desk.press("Esc")
    #expect(desk.state.overlay == nil)
  }

  @Test func `A branch whose parent is gone says what it came from`() {
    var listing = Desk.familyListing
    listing.tenants[0].branches[1].parent = nil
    listing.tenants[0].branches[1].formerParent = "fix"
    var desk = Desk.connected(height: 40)
    desk.send(.platform(.listed(listing)))
    desk.press("F2")
    #expect(desk.lines.contains { $0.contains("acme ▸ later") && $0.contains("from fix, which is gone") })
  }

  @Test func `The schema of the branch in hand is compared with where one is`() {
    var desk = Desk.family()
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

  @Test func `Without a place the list opens, and says why it is empty when the platform does not answer`() {
    var desk = Desk(destination: .nowhere)
    let effects = desk.start()
    #expect(desk.shows("Tenants and branches") && desk.contextLine.contains("no tenant is chosen yet"))
    #expect(effects.contains { if case .listTenants(true) = $0 { true } else { false } })
    #expect(!effects.contains { if case .connect = $0 { true } else { false } })
    desk.send(.platform(.listingFailed("no key")))
    #expect(desk.lines.filter { $0.contains("the tenants could not be listed") }.count == 2)
    #expect(desk.statusLine.hasPrefix("the tenants could not be listed: no key "))
    desk.send(.platform(.listed(Desk.familyListing)))
    desk.type("fix")
    desk.press("Enter")
    #expect(desk.state.link.destination == .branch(tenant: "acme", branch: "fix"))
  }

  @Test func `A list with holes says so`() {
    var listing = Desk.familyListing
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
    desk.send(.platform(.listed(Desk.familyListing)))
    #expect(desk.shows("zeta ▸ main") && !desk.shows("acme ▸ main"))
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
