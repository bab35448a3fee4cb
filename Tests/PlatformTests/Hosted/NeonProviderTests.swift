import Platform
import Postgres
import TestSupport
import Testing

@Suite struct NeonProviderTests {
  @Test func `Pages that overlap list each project once`() throws {
    let neon = try NeonFixture(pageSize: 2)
    let names = (1...9).map { "tenant-\($0)" }
    for name in names { neon.stub.addProject(name) }
    let listing = try neon.provider.tenants(Call())
    #expect(listing.tenants.map(\.name) == names)
    #expect(listing.tenants.first?.region == "aws-eu-central-1" && listing.tenants.first?.postgresVersion == 17)
  }

  @Test func `Branches know their parents by name, and why some cannot be deleted`() throws {
    let neon = try NeonFixture(pageSize: 2)
    let (tenant, main) = try neon.place()
    let staging = neon.stub.addBranch("staging", project: tenant.id, parent: main.id)
    neon.stub.addBranch("fix", project: tenant.id, parent: staging)
    let branches = try neon.provider.branches(of: tenant, Call())
    #expect(branches.map(\.name) == ["main", "staging", "fix"])
    #expect(branches.map(\.parent) == [nil, "main", "staging"])
    let capabilities = neon.provider.capabilities(Call())
    #expect(capabilities.support(.deleteBranch, for: branches[0]).reason?.contains("staging") == true)
    #expect(capabilities.support(.deleteBranch, for: branches[1]) == .no("it has children: fix"))
    #expect(capabilities.support(.deleteBranch, for: branches[2]) == .yes)
    #expect(capabilities.support(.resetBranch, for: branches[0]) == .no("it has no parent"))
  }

  @Test func `A branch is made with a compute, and can be waited for`() throws {
    let neon = try NeonFixture()
    let (tenant, main) = try neon.place()
    let told = ToldTexts()
    var request = BranchRequest(name: "fix", parent: main)
    request.point = .lsn(0x16_B374_D848)
    let change = try neon.provider.createBranch(request, told.call)
    #expect(change.resource.name == "fix" && change.resource.parent == "main")
    let body = neon.stub.server.requests.last { $0.method == "POST" }?.body
    #expect(body?["branch"]?["parent_lsn"] == "16/B374D848" && body?["endpoints"] == [["type": "read_write"]])
    try neon.provider.wait(for: change.operations, told.call)
    #expect(told.all.contains("waiting for create_branch of acme ▸ fix"))
    let computes = try neon.provider.computes(of: tenant, Call())
    #expect(computes.contains { $0.branchID == change.resource.id && $0.state == .sleeping && $0.wakesOnConnect })
  }

  @Test func `A taken name is an error, or the branch itself when that is asked for and its parent is the same`() throws
  {
    let neon = try NeonFixture()
    let (tenant, main) = try neon.place()
    let id = neon.stub.addBranch("fix", project: tenant.id, parent: main.id)
    var request = BranchRequest(name: "fix", parent: main)
    #expect(throws: PlatformError.nameTaken(.branch, name: "fix")) {
      try neon.provider.createBranch(request, Call())
    }
    request.usesExisting = true
    #expect(try neon.provider.createBranch(request, Call()).resource.id == id)
    let staging = try neon.provider.createBranch(BranchRequest(name: "staging", parent: main), Call()).resource
    request.parent = staging
    #expect(throws: PlatformError.nameTaken(.branch, name: "fix")) {
      try neon.provider.createBranch(request, Call())
    }
  }

  @Test func `A name that is not there never becomes another branch`() throws {
    let neon = try NeonFixture()
    let (tenant, main) = try neon.place()
    #expect(throws: PlatformError.notFound(.branch, name: "Main")) {
      try neon.provider.branch(named: "Main", of: tenant, Call())
    }
    #expect(throws: PlatformError.notFound(.tenant, name: "acm")) { try neon.provider.tenant(named: "acm", Call()) }
    #expect(try neon.provider.branch(named: main.id, of: tenant, Call()) == main)
  }

  @Test func `Two projects of one name are told apart by id only`() throws {
    let neon = try NeonFixture()
    let first = neon.stub.addProject("acme")
    neon.stub.addProject("acme")
    #expect(throws: PlatformError.ambiguous(.tenant, name: "acme", count: 2)) {
      try neon.provider.tenant(named: "acme", Call())
    }
    #expect(try neon.provider.tenant(named: first, Call()).id == first)
  }

  @Test func `A login is verified to the host, and says that it wakes the compute`() throws {
    let neon = try NeonFixture()
    let (_, main) = try neon.place()
    let login = try neon.provider.login(LoginTarget(main), Call())
    #expect(login.settings["sslmode"] == "verify-full" && login.settings["sslrootcert"] != nil)
    #expect(login.settings["password"] == "npg_secret/1" && login.settings["user"] == "app_owner")
    #expect(login.wakes && login.isSessionSafe)
    #expect(!login.description.contains("npg_secret") && !"\(login)".contains("npg_secret"))
    let pooled = try neon.provider.login(LoginTarget(main, path: .pooled), Call())
    #expect(pooled.settings["host"]?.contains("-pooler.") == true && !pooled.isSessionSafe)
  }

  @Test func `A past moment is reached under the branch's own name`() throws {
    let neon = try NeonFixture()
    let (_, main) = try neon.place()
    let login = try neon.provider.login(LoginTarget(main, point: .time(1_763_625_600)), Call())
    #expect(login.settings["host"] == main.id + ".eu-central-1.aws.neon.tech")
    #expect(login.settings["options"] == "neon_timestamp:2025-11-20T08:00:00Z")
    #expect(throws: PlatformError.self) {
      try neon.provider.login(LoginTarget(main, path: .pooled, point: .lsn(1)), Call())
    }
  }

  @Test func `Unknown states and fields are kept or passed over`() throws {
    let neon = try NeonFixture()
    let (tenant, main) = try neon.place()
    neon.stub.set("current_state", "hibernating", ofBranch: main.id, project: tenant.id)
    neon.stub.set("novelty", ["a": [1, .null]], ofBranch: main.id, project: tenant.id)
    let branch = try neon.provider.branch(named: "main", of: tenant, Call())
    #expect(branch.state == .unknown("hibernating") && branch.state.text == "hibernating")
  }

  @Test func `A branch with children is not deleted, and they are named`() throws {
    let neon = try NeonFixture()
    let (tenant, main) = try neon.place()
    let staging = try neon.provider.createBranch(BranchRequest(name: "staging", parent: main), Call()).resource
    neon.stub.addBranch("fix", project: tenant.id, parent: staging.id)
    #expect(throws: PlatformError.hasChildren(branch: "staging", ["fix"])) {
      try neon.provider.deleteBranch(staging, permanently: false, Call())
    }
  }

  @Test func `A protected branch is not deleted, nor its project`() throws {
    let neon = try NeonFixture()
    let (tenant, main) = try neon.place()
    var staging = try neon.provider.createBranch(BranchRequest(name: "staging", parent: main), Call()).resource
    staging = try neon.provider.setProtected(true, staging, Call())
    #expect(staging.isProtected)
    #expect(throws: PlatformError.isProtected(.branch, name: "staging", reason: "unprotect it first")) {
      try neon.provider.deleteBranch(staging, permanently: false, Call())
    }
    #expect { try neon.provider.deleteTenant(tenant, Call()) } throws: {
      ($0 as? PlatformError)?.reason == "protected"
    }
  }

  @Test func `An expiry is a time within thirty days, or none`() throws {
    let neon = try NeonFixture()
    let (_, main) = try neon.place()
    let fix = try neon.provider.createBranch(BranchRequest(name: "fix", parent: main), Call()).resource
    let time = (InternetTime.now + 86_400).rounded()
    #expect(try neon.provider.setExpiry(time, of: fix, Call()).expiresAt == time)
    #expect(try neon.provider.setExpiry(nil, of: fix, Call()).expiresAt == nil)
    #expect(throws: PlatformError.self) { try neon.provider.setExpiry(time + 40 * 86_400, of: fix, Call()) }
  }

  @Test func `Restoring a branch from itself needs a moment and a name for what is there`() throws {
    let neon = try NeonFixture()
    let (_, main) = try neon.place()
    #expect(throws: PlatformError.self) { try neon.provider.restoreBranch(RestoreRequest(main, from: main), Call()) }
    #expect(throws: PlatformError.self) {
      try neon.provider.restoreBranch(RestoreRequest(main, from: main, at: .time(1000)), Call())
    }
    #expect(neon.stub.server.count("POST") == 0)
    let request = RestoreRequest(main, from: main, at: .time(1000), preservedName: "main-before")
    _ = try neon.provider.restoreBranch(request, Call())
    let body = neon.stub.server.requests.last?.body
    #expect(body?["source_timestamp"] == "1970-01-01T00:16:40Z" && body?["preserve_under_name"] == "main-before")
  }

  @Test func `Computes are started and suspended, schemas compared, snapshots taken, usage read with its quota`() throws
  {
    let neon = try NeonFixture()
    let (tenant, main) = try neon.place()
    let compute = try #require(try neon.provider.computes(of: tenant, Call()).first)
    #expect(try neon.provider.start(compute, Call()).resource.state == .running)
    #expect(try neon.provider.suspend(compute, Call()).resource.state == .sleeping)
    let place = SchemaPlace(main)
    #expect(try neon.provider.schema(of: place, database: "app", Call()).hasPrefix("CREATE TABLE"))
    #expect(try neon.provider.compareSchemas(place, base: place, database: "app", Call()).hasPrefix("+"))
    let snapshot = try neon.provider.createSnapshot("before", of: main, Call()).resource
    #expect(try neon.provider.snapshots(of: tenant, Call()) == [snapshot])
    let usage = try neon.provider.usage(of: tenant, Call())
    #expect(usage.contains(UsageFigure("compute_time_seconds", 360, .seconds, limit: 3600)))
  }
}
