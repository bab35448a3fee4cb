import Glibc
import Postgres
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

  @Test func `provisioning that died after a step goes on at the next start`() throws {
    let fixture = try PlatformFixture()
    let names = Provisioning.Step.all.indices.map { "t\($0)" }
    do {
      let registry = try fixture.platform.registry()
      for (name, step) in zip(names, Provisioning.Step.all) {
        let entry = try begin(name, registry, blueprint: "starter")
        try fixture.platform.provisioning(entry, registry).run(through: step, Call())
      }
      // Died when all content was there and its mark was gone.
      let entry = try begin("unmarked", registry, blueprint: "starter")
      try fixture.platform.provisioning(entry, registry).run(through: .content(.seed), Call())
      try registry.mark(entry, step: .content)
      try fixture.connect(to: "unmarked").execute("drop schema perch_provisioning")
    }
    try fixture.platform.start()
    #expect(try fixture.platform.tenants().map(\.name) == names + ["unmarked"])
    for name in names + ["unmarked"] {
      #expect(try fixture.platform.branches(of: name).map(\.state) == [.ready])
      #expect(try fixture.value(name, "select count(*) || min(email) from profiles") == "1owner@example.com")
      #expect(try fixture.value(name, "select count(*) from projects join profiles p on p.id = owner_id") == "1")
      #expect(try fixture.value(name, "select count(*) from pg_policies") == "6")
      #expect(try fixture.value(name, "select count(*) from pg_namespace where nspname ~ 'perch'") == "0")
    }
    let acl = try fixture.home.psql(
      "select distinct replace(datacl::text, datname, '') from pg_database where datname ~ '^t[0-9]'")
    #expect(acl == "{=CTc/}")
    #expect(try fixture.platform.operations().allSatisfy { $0.state == .succeeded })
  }

  @Test func `who asks again for a tenant whose creation was interrupted gets it`() throws {
    let fixture = try PlatformFixture()
    for name in ["ada", "bob"] {
      let registry = try fixture.platform.registry()
      let entry = try begin(name, registry, blueprint: "starter")
      try fixture.platform.provisioning(entry, registry).run(through: .database, Call())
    }
    try fixture.platform.start()
    let starter = try TenantBlueprint.named("starter")
    #expect(try fixture.platform.createTenant("ada", blueprint: starter).state == .ready)
    let taken = PlatformError.nameTaken(.tenant, name: "bob")
    #expect(throws: taken, "other content") { try fixture.platform.createTenant("bob") }
    #expect(throws: taken, "another plan") { try fixture.platform.createTenant("bob", plan: "pro", blueprint: starter) }
    let later = LocalPlatform(server: fixture.platform.server)
    #expect(throws: taken, "nothing was interrupted") { try later.createTenant("bob", blueprint: starter) }
  }

  @Test func `provisioning that cannot go on is undone to the last role`() throws {
    let fixture = try PlatformFixture()
    do {
      let registry = try fixture.platform.registry()
      let entry = try begin("ada", registry, blueprint: "statements:create table t (n int); select 1 / 0")
      try fixture.platform.provisioning(entry, registry).run(through: .revoke, Call())
    }
    try fixture.platform.start()
    #expect(try fixture.platform.tenants() == [])
    #expect(try fixture.home.psql("select count(*) from pg_database where datname = 'ada'") == "0")
    #expect(try fixture.home.psql("select count(*) from pg_roles where rolname = 'ada'") == "0")
    let blueprint = TenantBlueprint.statements("create table t (n int); select 1 / 0")
    let error = #expect(throws: PlatformError.self) {
      try fixture.platform.createTenant("ada", blueprint: blueprint)
    }
    #expect(error?.message.contains("division by zero") == true)
    #expect(try fixture.home.psql("select count(*) from pg_roles where rolname = 'ada'") == "0")
    try fixture.platform.createTenant("ada", blueprint: .statements("create table t (n int)"))
    #expect(try fixture.value("ada", "select count(*) from t") == "0")
  }

  private func begin(_ name: String, _ registry: Registry, blueprint: String) throws -> JournalEntry {
    try registry.insertTenant(name: name, plan: .named("free"))
    try registry.insertBranch("main", of: registry.tenant(name), parent: nil, database: name)
    return try registry.begin(.createTenant, tenant: name, detail: blueprint)
  }

  @Test func `a reset that died before or after the swap leaves the old data or the new`() throws {
    let fixture = try PlatformFixture()
    try fixture.platform.createTenant("ada")
    let branch = try fixture.platform.createBranch(tenant: "ada", parent: "main", name: "b")
    try fixture.connect("ada", "b").execute("create table old ()")
    do {
      let registry = try fixture.platform.registry()
      let entry = try registry.begin(.resetBranch, tenant: "ada", branch: "b")
      try registry.mark(entry, step: .database)
      let copy = LocalPlatform.scratchDatabase(branch, "new")
      try registry.createDatabase(copy, owner: "ada", template: registry.branch("main", of: "ada"))
      try registry.close("ada--b")
    }
    try fixture.platform.start()
    #expect(try fixture.value("ada", "b", "select to_regclass('old')") == "old")
    do {
      let registry = try fixture.platform.registry()
      try registry.createDatabase(
        LocalPlatform.scratchDatabase(branch, "old"), owner: "ada", template: registry.branch("main", of: "ada"))
      try registry.mark(registry.begin(.resetBranch, tenant: "ada", branch: "b"), step: .swapped)
    }
    try fixture.platform.start()
    #expect(try fixture.home.psql("select count(*) from pg_database where datname like 'perch~%'") == "0")
    #expect(try fixture.platform.operations(limit: 2).map(\.state.isPending) == [false, false])
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
