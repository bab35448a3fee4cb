import HTTP
import Platform
import TestSupport
import Testing

/// What Neon's own document says: every request is as it asks for, every reply it allows is understood.
@Suite(.enabled(if: Specification.exists("neon.json"), "the documents of the platforms are not here"))
struct NeonContractTests {
  private static let tenant = Tenant(id: "shiny-wind-028834", name: "acme", state: .ready)

  private static func branch(_ id: String, _ name: String) -> Branch {
    var branch = Branch(id: id, name: name, tenant: "acme")
    branch.tenantID = tenant.id
    branch.parentID = "br-aged-salad-637688"
    return branch
  }

  typealias Work = @Sendable (NeonProvider, Call) throws -> Void

  private static var work: [Work] { reading + changing }

  private static var reading: [Work] {
    let fix = branch("br-icy-dream-250089", "fix")
    let main = branch("br-aged-salad-637688", "main")
    let operation = Operation(
      id: "a07f8772-1877-4da9-a939-3a3ae62d1d8d", tenantID: tenant.id, action: "x", subject: "acme", state: .pending)
    return [
      { _ = try $0.account($1) }, { _ = try $0.tenants($1) }, { _ = try $0.branches(of: tenant, $1) },
      { _ = try $0.computes(of: tenant, $1) }, { _ = try $0.databases(of: fix, $1) }, { _ = try $0.roles(of: fix, $1) },
      { _ = try $0.login(LoginTarget(fix), $1) }, { _ = try $0.login(LoginTarget(fix, path: .pooled), $1) },
      { _ = try $0.schema(of: SchemaPlace(fix, at: .time(1_700_000_000)), database: "app", $1) },
      { _ = try $0.schema(of: SchemaPlace(fix, at: .lsn(0x16_B374_D848)), database: "app", $1) },
      { _ = try $0.compareSchemas(SchemaPlace(fix), base: SchemaPlace(main, at: .time(1e9)), database: "app", $1) },
      { _ = try $0.snapshots(of: tenant, $1) }, { _ = try $0.operation(operation, $1) },
      { _ = try $0.operations(of: tenant, $1) }, { _ = try $0.usage(of: tenant, $1) },
      {
        _ = try $0.consumption(
          organization: "org-1", metrics: ["compute_unit_seconds"], from: 1.7e9, to: 1.7e9 + 86_400, $1)
      },
    ]
  }

  private static var changing: [Work] {
    let fix = branch("br-icy-dream-250089", "fix")
    let main = branch("br-aged-salad-637688", "main")
    var request = BranchRequest(name: "new", parent: fix)
    request.point = .time(1_700_000_000)
    request.expiresAt = InternetTime.now + 86_400
    request.isProtected = true
    var full = TenantRequest(name: "acme")
    (full.region, full.postgresVersion, full.database, full.role) = ("aws-eu-central-1", 17, "app", "app_owner")
    let (branchRequest, tenantRequest) = (request, full)
    let compute = Compute(id: "ep-1", tenantID: tenant.id, branchID: fix.id, kind: .readWrite, state: .sleeping)
    let restore = RestoreRequest(fix, from: fix, at: .lsn(7), preservedName: "before")
    let database = HostedDatabase(name: "shop db/ü", owner: "app_owner")
    let snapshot = Snapshot(id: "snap-1", name: "s")
    return [
      { _ = try $0.createTenant(tenantRequest, $1) }, { _ = try $0.createTenant(TenantRequest(name: "b"), $1) },
      { _ = try $0.deleteTenant(tenant, $1) }, { _ = try $0.recoverTenant(tenant, $1) },
      { _ = try $0.createBranch(branchRequest, $1) },
      { _ = try $0.createBranch(BranchRequest(name: "x", parent: main), $1) },
      { _ = try $0.renameBranch(fix, to: "better", $1) }, { _ = try $0.setProtected(true, fix, $1) },
      { _ = try $0.setExpiry(InternetTime.now + 3600, of: fix, $1) }, { _ = try $0.setExpiry(nil, of: fix, $1) },
      { _ = try $0.setDefault(fix, $1) }, { _ = try $0.recoverBranch(fix, $1) },
      { _ = try $0.resetBranch(fix, preservedName: nil, $1) }, { _ = try $0.resetBranch(fix, preservedName: "b", $1) },
      { _ = try $0.restoreBranch(restore, $1) }, { _ = try $0.deleteBranch(fix, permanently: true, $1) },
      { _ = try $0.deleteBranch(fix, permanently: false, $1) },
      { _ = try $0.start(compute, $1) }, { _ = try $0.suspend(compute, $1) },
      { _ = try $0.createDatabase(database, in: fix, $1) }, { _ = try $0.dropDatabase("shop db/ü", in: fix, $1) },
      { _ = try $0.createRole("app", in: fix, $1) }, { _ = try $0.dropRole("app", in: fix, $1) },
      { _ = try $0.rotatePassword(of: "app", in: fix, $1) }, { _ = try $0.createSnapshot("s", of: fix, $1) },
      { _ = try $0.deleteSnapshot(snapshot, of: tenant, $1) },
      { _ = try $0.restoreSnapshot(snapshot, as: "again", of: tenant, $1) },
    ]
  }

  @Test func `Every reply that the document allows is understood, and every request is as it asks`() throws {
    let specification = try #require(Specification("neon.json"))
    let stub = ContractStub(specification, root: 2, seed: 1)
    let provider = NeonProvider(
      address: try HTTPAddress(stub.server.address + "/api/v2"), key: "napi_key",
      budget: RateBudget(perMinute: .max, perSecond: .max)
    ) { _ in nil }
    for work in Self.work { try ContractCheck.run { try work(provider, $0) } }
    #expect(Set(stub.unknownRequests) == [])
    try ContractCheck.validate(stub, specification, base: stub.server.address + "/api/v2")
  }
}
