import Database
import HTTP
import Platform
import Postgres
import TestSupport
import Testing

@Suite struct SupabaseProviderTests {
  private let stub = SupabaseStub()

  private func provider(_ environment: [String: String] = [:]) throws -> SupabaseProvider {
    SupabaseProvider(address: try HTTPAddress(stub.server.address), key: "sbp_key") { environment[$0] }
  }

  private func place(_ provider: SupabaseProvider) throws -> (tenant: Tenant, main: Branch) {
    stub.addProject("acme")
    let tenant = try provider.tenant(named: "acme", Call())
    return (tenant, try provider.branch(named: "main", of: tenant, Call()))
  }

  @Test func `A new project belongs to the only organization, and is waited for until it is healthy`() throws {
    let provider = try provider()
    let change = try provider.createTenant(TenantRequest(name: "acme"), Call())
    let body = try #require(stub.server.requests.last { $0.method == "POST" }?.body)
    #expect(body["organization_slug"] == "team" && body["db_pass"]?.text?.count == 40)
    #expect(change.resource.state == .creating)
    try provider.wait(for: change.operations, Call())
    #expect(stub.projectNames == ["acme"])
  }

  @Test func `A lost answer makes no second project`() throws {
    stub.server.add(StubFault("POST /v1/projects", .loseAnswer))
    #expect(try provider().createTenant(TenantRequest(name: "acme"), Call()).resource.name == "acme")
    #expect(stub.projectNames == ["acme"] && stub.server.count("POST /v1/projects") == 1)
  }

  @Test func `A project that was never branched is its own only branch`() throws {
    let provider = try provider()
    let (tenant, main) = try place(provider)
    #expect(main.id == tenant.id && main.isDefault && main.state == .ready)
    #expect(throws: PlatformError.notFound(.branch, name: "dev")) {
      try provider.branch(named: "dev", of: tenant, Call())
    }
  }

  @Test func `A branch is made of production only, now only, and says whether it has the data`() throws {
    let provider = try provider()
    let (tenant, main) = try place(provider)
    var request = BranchRequest(name: "dev", parent: main)
    request.data = .schemaOnly
    let dev = try provider.createBranch(request, Call()).resource
    #expect(dev.state == .creating && dev.parent == "main")
    #expect(try provider.branch(named: "dev", of: tenant, Call()).origin == .migrations(of: "main"))
    request.name = "dev2"
    request.parent = dev
    #expect { try provider.createBranch(request, Call()) } throws: { ($0 as? PlatformError)?.reason == "unsupported" }
    request.parent = main
    request.point = .time(0)
    #expect { try provider.createBranch(request, Call()) } throws: { ($0 as? PlatformError)?.reason == "unsupported" }
    request.point = .head
    request.name = "dev"
    #expect(throws: PlatformError.nameTaken(.branch, name: "dev")) { try provider.createBranch(request, Call()) }
  }

  @Test func `A login is temporary, and says when it is not verified`() throws {
    let provider = try provider()
    let (_, main) = try place(provider)
    let login = try provider.login(LoginTarget(main, path: .pooled), Call())
    #expect(login.settings["user"] == "cli_login_postgres.\(main.id)" && login.settings["port"] == "6543")
    #expect(login.settings["sslmode"] == "require" && login.remarks.first?.contains("SUPABASE_SSL_ROOT_CERT") == true)
    #expect(abs((login.expiresAt ?? 0) - InternetTime.now - 300) < 10 && !login.isSessionSafe)
    let verified = try self.provider(["SUPABASE_SSL_ROOT_CERT": "/tmp/root.crt"]).login(LoginTarget(main), Call())
    #expect(verified.settings["sslmode"] == "verify-full" && verified.settings["sslrootcert"] == "/tmp/root.crt")
    #expect(verified.isSessionSafe && verified.remarks.isEmpty)
  }

  @Test func `A reset runs until its steps have ended`() throws {
    let provider = try provider()
    let (_, main) = try place(provider)
    let dev = try provider.createBranch(BranchRequest(name: "dev", parent: main), Call()).resource
    let change = try provider.resetBranch(dev, preservedName: nil, Call())
    #expect(try provider.operation(change.operations[0], Call()).state == .succeeded)
    #expect { try provider.resetBranch(main, preservedName: nil, Call()) } throws: {
      ($0 as? PlatformError)?.reason == "unsupported"
    }
  }

  @Test func `Rows over HTTP keep columns that only some rows have`() throws {
    let provider = try provider()
    let (_, main) = try place(provider)
    let rows = try provider.query(HTTPQuery(LoginTarget(main), "select"), Call())
    #expect(rows.columns.map(\.name) == ["a", "b", "c"] && rows.rowCount == 2)
    #expect(rows.text(row: 0, column: 0) == "1" && rows.text(row: 1, column: 0) == nil)
    #expect(rows.text(row: 1, column: 2) == "true" && rows.text(row: 0, column: 2) == nil)
    #expect(stub.server.requests.last?.path.last == "read-only")
  }

  @Test func `A spent budget is waited for as its reply says`() throws {
    stub.addProject("acme")
    let headers = [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1")]
    stub.server.add(.refuse("GET /v1/projects", 429, headers: headers))
    let started = ContinuousClock.now
    #expect(try provider().tenants(Call()).tenants.count == 1)
    #expect(ContinuousClock.now - started >= .seconds(1))
  }
}
