import Testing
import Workbench

/// What is told and asked before the platform changes something.
struct PlatformQuestionStories {
  @Test func `The menu shows every operation, greyed with the reason where it cannot be`() {
    var desk = Desk.family()
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
    #expect(desk.type("prod\n").change == .renameBranch(tenant: "acme", name: "live", to: "prod"))
  }

  @Test func `A reset tells what is lost and who is on it before the name is typed`() {
    var desk = Desk.family()
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
    #expect(desk.type("x\n").change == wanted)
    // Sessions of a question that is closed are told to nobody.
    desk.send(.platform(.sessions(wanted, ["late"])))
    #expect(!desk.shows("late"))
  }

  @Test func `A name that the platform refuses is asked for again, as it was typed`() throws {
    var desk = Desk.family()
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
    desk.read()
    desk.press("Ctrl-U")
    let wanted = PlatformChange.createBranch(tenant: "acme", parent: "fix", name: "fix2")
    #expect(desk.type("fix2\n").change == wanted)
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
    #expect(desk.type("My Shop\n").change == .createTenant(name: "My Shop"))
  }

  @Test func `Unprotecting asks for the name, protecting does not`() {
    var desk = Desk.family()
    desk.press("F2")
    desk.type("acme/live")
    desk.press("F6")
    #expect(desk.type("live\n").change == .protectBranch(tenant: "acme", name: "live", false))
    var other = Desk.family()
    other.press("F2")
    other.type("acme/fix")
    let effects = other.press("F6")
    #expect(effects.change == .protectBranch(tenant: "acme", name: "fix", true))
    guard case .changePlatform(let number, _, _)? = effects.first else { return }
    other.send(.platform(.done(operation: number, remark: "its expiry is gone")))
    #expect(other.statusLine.contains("protected acme ▸ fix; its expiry is gone"))
  }

  @Test func `Expiry, branches without data and of the past are asked for in words`() {
    var desk = Desk.family()
    desk.press("F2")
    desk.type("acme/fix")
    desk.press("Ctrl-E")
    #expect(desk.type("7d\n").change == .expireBranch(tenant: "acme", name: "fix", when: "7d"))
    var other = Desk.family()
    other.press("F2 Ctrl-N")
    #expect(other.type("new@-1h oops\n").isEmpty && other.shows("there may be schema-only and expires WHEN, not oops"))
    other.press("Ctrl-U")
    let wanted = PlatformChange.createBranch(
      tenant: "acme", parent: "main@-1h", name: "new", copy: .schemaOnly, expires: "12h")
    #expect(other.type("new@-1h schema-only expires 12h\n").change == wanted)
  }

  @Test func `Where deleted branches come back it is said of a deletion, and of nothing else`() {
    for (key, recovers) in [("Ctrl-D", true), ("Ctrl-R", false)] {
      var desk = Desk.connected(width: 100)
      var listing = Desk.familyListing
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
    var desk = Desk.family()
    desk.choose("branch.create")
    #expect(["Also: NAME@TIME", "NAME schema-only", "NAME expires 7d."].allSatisfy(desk.shows))
    var listing = Desk.familyListing
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
    var listing = Desk.familyListing
    listing.remarks["branch.reset"] = "replays the migrations"
    var desk = Desk.connected(width: 100, height: 40)
    desk.send(.platform(.listed(listing)))
    desk.press("F2")
    desk.type("fix")
    desk.press("Ctrl-R")
    #expect(desk.shows("Replays the migrations."))
  }

  @Test func `Where suspending keeps others out it needs the tenant's name`() {
    var listing = Desk.familyListing
    listing.remarks["tenant.suspend"] = "takes minutes; nobody can connect meanwhile"
    var desk = Desk.connected(width: 100, height: 40)
    desk.send(.platform(.listed(listing)))
    #expect(desk.choose("tenant.suspend").change == nil)
    #expect(desk.shows("Takes minutes; nobody can connect meanwhile.") && desk.shows("Type acme to go on"))
    desk.type("acme")
    #expect(desk.press("Enter").change == .suspendTenant(name: "acme"))
  }

  @Test func `A long sentence of a question is broken between words`() {
    var desk = Desk.connected(width: 60)
    var listing = Desk.familyListing
    listing.finality = "It cannot be undone: this platform keeps nothing at all that was ever deleted."
    desk.send(.platform(.listed(listing)))
    desk.press("F2")
    desk.type("acme/fix")
    desk.press("Ctrl-R")
    #expect(desk.shows("What it holds now is lost. It cannot be undone: this"))
    #expect(desk.shows("platform keeps nothing at all that was ever deleted."))
    #expect(desk.shows("Type fix to go on"))
  }
}
