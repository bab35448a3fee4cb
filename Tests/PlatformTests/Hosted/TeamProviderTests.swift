import Database
import HTTP
import Platform
import Postgres
import TestSupport
import Testing

@Suite struct TeamProviderTests {
  private func provider(_ stub: TeamStub) throws -> TeamProvider {
    TeamProvider(address: try HTTPAddress(stub.server.address), key: "team-key") { _ in nil }
  }

  @Test func `It does what its list of capabilities says, and gives the list's reasons`() throws {
    let stub = TeamStub()
    let provider = try provider(stub)
    let tenant = try provider.createTenant(TenantRequest(name: "acme"), Call()).resource
    let main = try provider.branch(named: "main", of: tenant, Call())
    let fix = try provider.createBranch(BranchRequest(name: "fix", parent: main), Call()).resource
    #expect(fix.parentID == "b-main" && stub.branchNames("t-acme") == ["main", "fix"])
    var past = BranchRequest(name: "past", parent: main)
    past.point = .time(0)
    #expect(throws: PlatformError.unsupported(operation: "branching from a past moment", reason: "no history is kept"))
    {
      try provider.createBranch(past, Call())
    }
    #expect(try provider.capabilities(Call())[.setProtected] == .no("this platform does not offer it"))
    #expect(stub.server.count("GET /api/v1/capabilities") == 1)
  }

  @Test func `A parent that is told by its id alone has its name from the list`() throws {
    let stub = TeamStub()
    stub.addTenant("acme")
    stub.addBranch("fix", tenant: "t-acme")
    let provider = try provider(stub)
    let fix = try provider.branch(named: "fix", of: provider.tenant(named: "acme", Call()), Call())
    #expect(fix.parent == "main" && fix.origin == .head(of: "main"))
    // Nor does such a platform say whose the key is.
    #expect(try provider.account(Call()) == "a member; tenants in sight: 1")
  }

  @Test func `A login is for a while and verified`() throws {
    let stub = TeamStub()
    let provider = try provider(stub)
    let tenant = try provider.createTenant(TenantRequest(name: "acme"), Call()).resource
    let main = try provider.branch(named: "main", of: tenant, Call())
    let login = try provider.login(LoginTarget(main), Call())
    #expect(login.settings["sslmode"] == "verify-full" && login.settings["password"] == "short-lived")
    #expect(login.expiresAt == InternetTime.seconds("2030-01-01T00:00:00Z"))
  }

  @Test func `The first version of the interface makes tenants and runs statements, and nothing else`() throws {
    let stub = TeamStub(isFirstVersion: true)
    let provider = try provider(stub)
    let tenant = try provider.createTenant(TenantRequest(name: "acme"), Call()).resource
    var branch = Branch(id: "", name: "main", tenant: tenant.name)
    branch.tenantID = tenant.id
    branch.isDefault = true
    let rows = try provider.query(HTTPQuery(LoginTarget(branch), "select 1 as one"), Call())
    #expect(rows.text(row: 0, column: 0) == "1")
    #expect { try provider.tenants(Call()) } throws: { ($0 as? PlatformError)?.reason == "unsupported" }
    #expect(try provider.capabilities(Call())[.createBranch].isPossible == false)
  }

  @Test func `A taken name and a lost answer each end in one tenant`() throws {
    let stub = TeamStub()
    let provider = try provider(stub)
    stub.server.add(StubFault("POST /api/v1/tenants", .loseAnswer))
    #expect(try provider.createTenant(TenantRequest(name: "acme"), Call()).resource.id == "t-acme")
    #expect(throws: PlatformError.nameTaken(.tenant, name: "acme")) {
      try provider.createTenant(TenantRequest(name: "acme"), Call())
    }
    #expect(try provider.tenants(Call()).tenants.count == 1)
  }
}
