import Glibc
import Testing

@testable import Platform

/// What a process that died between two steps leaves is brought about by hand: the journal's entry and the traces of its steps.
@Suite struct InterruptionTests {
  @Test func `an interrupted branch creation is undone by the next start`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    do {
      let registry = try fixture.platform.registry()
      let tenant = try registry.tenant("ada")
      try registry.insertBranch("b", of: tenant, parent: registry.branch("main", of: "ada"), database: "ada--b")
      try registry.mark(registry.begin(.createBranch, tenant: "ada", branch: "b"), step: .database)
      try registry.createDatabase("ada--b", owner: "ada", template: registry.branch("main", of: "ada"))
    }
    #expect(throws: PlatformError.notReady(.branch, name: "b", state: "creating")) {
      try fixture.platform.connection(tenant: "ada", branch: "b")
    }
    try fixture.platform.start()
    #expect(try fixture.platform.branches(of: "ada").map(\.name) == ["main"])
    #expect(try fixture.home.psql("select count(*) from pg_database where datname = 'ada--b'") == "0")
    #expect(
      try fixture.platform.operations(limit: 1).first?.state
        == .failed("branch.create failed: its process ended before it was done"))
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
  }

  @Test func `an interrupted tenant creation is undone by the next change of that tenant`() throws {
    let fixture = try PlatformFixture()
    do {
      let registry = try fixture.platform.registry()
      try registry.insertTenant(name: "ada", plan: .named("free"))
      try registry.createOwner("ada", .named("free"), registry.begin(.createTenant, tenant: "ada"))
      try registry.createDatabase("ada", owner: "ada", template: nil)
    }
    #expect(try fixture.platform.createTenant("ada").state == .ready)
  }

  @Test func `an interrupted deletion is finished`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
    do {
      let registry = try fixture.platform.registry()
      _ = try registry.begin(.deleteTenant, tenant: "ada")
      try registry.setTenant("ada", status: "deleting")
      try registry.dropDatabase("ada", force: false)
    }
    try fixture.platform.start()
    #expect(try fixture.platform.tenants() == [])
    #expect(try fixture.home.psql("select count(*) from pg_database where datname like 'ada%'") == "0")
  }

  @Test func `what a living process works on is not touched by another's start`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    let registry = try fixture.platform.registry()
    try registry.lockTenant("ada", Call())
    let entry = try registry.begin(.createBranch, tenant: "ada", branch: "b")
    try LocalPlatform(server: fixture.home.another()).start()
    #expect(try registry.pending(tenant: "ada").map(\.id) == [entry.id])
    try registry.finish(entry)
  }

  @Test func `a copy that fails leaves nothing behind`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    func prepare(_ registry: Registry) throws(PlatformError) -> String? {
      try registry.insertBranch(
        "b", of: registry.tenant("ada"), parent: registry.branch("main", of: "ada"), database: "ada--b")
      return nil
    }
    func copyUntilTheDiskIsFull(_ registry: Registry, _ entry: JournalEntry) throws(PlatformError) {
      try registry.mark(entry, step: .database)
      try registry.createDatabase("ada--b", owner: "ada", template: registry.branch("main", of: "ada"))
      throw .diskFull("here")
    }
    #expect(throws: PlatformError.diskFull("here")) {
      try fixture.platform.perform(
        .createBranch, tenant: "ada", branch: "b", Call(), prepare: prepare, body: copyUntilTheDiskIsFull)
    }
    #expect(try fixture.platform.branches(of: "ada").map(\.name) == ["main"])
    #expect(try fixture.home.psql("select count(*) from pg_database where datname = 'ada--b'") == "0")
  }
}
