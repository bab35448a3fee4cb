import HTTP
import Platform
import TestSupport
import Testing

@Suite(.enabled(if: Specification.exists("supabase.json"), "the documents of the platforms are not here"))
struct SupabaseContractTests {
  private typealias Work = @Sendable (SupabaseProvider, Call) throws -> Void

  private static var work: [Work] {
    var tenant = Tenant(id: "abcdefghijklmnopqrst", name: "acme", state: .ready)
    tenant.region = "eu-central-1"
    var main = Branch(id: tenant.id, name: "main", tenant: "acme")
    (main.tenantID, main.isDefault, main.state) = (tenant.id, true, .ready)
    var dev = Branch(id: "bcdefghijklmnopqrstu", name: "dev", tenant: "acme")
    (dev.tenantID, dev.state) = (tenant.id, .ready)
    var wanted = TenantRequest(name: "acme")
    (wanted.region, wanted.organization) = ("eu-central-1", "team")
    let (acme, production, development, request) = (tenant, main, dev, wanted)
    let restore = RestoreRequest(production, from: production, at: .time(1.7e9))
    return [
      { _ = try $0.account($1) }, { _ = try $0.tenants($1) }, { _ = try $0.createTenant(request, $1) },
      { _ = try $0.createTenant(TenantRequest(name: "b"), $1) }, { _ = try $0.deleteTenant(acme, $1) },
      { provider, call in
        for operation in try provider.suspendTenant(acme, call) { _ = try provider.operation(operation, call) }
      },
      { _ = try $0.resumeTenant(acme, $1) }, { _ = try $0.usage(of: acme, $1) }, { _ = try $0.branches(of: acme, $1) },
      { _ = try $0.createBranch(BranchRequest(name: "x", parent: production), $1) },
      { _ = try $0.renameBranch(development, to: "better", $1) },
      { _ = try $0.deleteBranch(development, permanently: true, $1) },
      { _ = try $0.deleteBranch(development, permanently: false, $1) }, { _ = try $0.recoverBranch(development, $1) },
      { provider, call in
        let change = try provider.resetBranch(development, preservedName: nil, call)
        for operation in change.operations {
          _ = try provider.operation(
            Operation(id: "run/run_1", tenantID: acme.id, action: "x", subject: "x", state: operation.state), call)
        }
      },
      { _ = try $0.restoreBranch(restore, $1) },
      { _ = try $0.compareSchemas(SchemaPlace(development), base: SchemaPlace(production), database: "postgres", $1) },
      { _ = try $0.login(LoginTarget(development), $1) },
      { _ = try $0.login(LoginTarget(production, path: .pooled), $1) },
      { _ = try $0.query(HTTPQuery(LoginTarget(production), "select 1", parameters: ["a", nil]), $1) },
      { _ = try $0.query(HTTPQuery(LoginTarget(production), "select 1", isReadOnly: false), $1) },
    ]
  }

  @Test func `Every reply that the document allows is understood, and every request is as it asks`() throws {
    let specification = try #require(Specification("supabase.json"))
    let stub = ContractStub(specification, root: 0, seed: 2)
    let provider = SupabaseProvider(
      address: try HTTPAddress(stub.server.address), key: "sbp_key",
      budget: RateBudget(perMinute: .max, perSecond: .max)
    ) { _ in nil }
    for work in Self.work { try ContractCheck.run { try work(provider, $0) } }
    #expect(Set(stub.unknownRequests) == [])
    try ContractCheck.validate(stub, specification, base: stub.server.address)
  }
}
