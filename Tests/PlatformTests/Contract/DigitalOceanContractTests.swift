import HTTP
import Platform
import TestSupport
import Testing

@Suite(.enabled(if: Specification.exists("digitalocean-databases.json"), "the documents of the platforms are not here"))
struct DigitalOceanContractTests {
  private typealias Work = @Sendable (DigitalOceanProvider, Call) throws -> Void

  private static var work: [Work] {
    let id = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
    let shop = Tenant(id: id + ":shop", name: "shop", state: .ready)
    var only = Branch(id: shop.id, name: "main", tenant: "shop", database: "shop")
    only.tenantID = shop.id
    let branch = only
    return [
      { _ = try $0.account($1) }, { _ = try $0.tenants($1) },
      { _ = try $0.createTenant(TenantRequest(name: "shop"), $1) },
      { _ = try $0.deleteTenant(shop, $1) }, { _ = try $0.roles(of: branch, $1) },
      { _ = try $0.createRole("app user/ü", in: branch, $1) }, { _ = try $0.dropRole("app user/ü", in: branch, $1) },
      { _ = try $0.rotatePassword(of: "app", in: branch, $1) }, { _ = try $0.login(LoginTarget(branch), $1) },
      { _ = try $0.login(LoginTarget(branch, path: .pooled), $1) },
    ]
  }

  @Test func `Every reply that the document allows is understood, and every request is as it asks`() throws {
    let specification = try #require(Specification("digitalocean-databases.json"))
    let stub = ContractStub(specification, root: 0, seed: 3)
    let directory = TemporaryDirectory()
    let provider = DigitalOceanProvider(
      address: try HTTPAddress(stub.server.address), key: "dop_key", certificates: directory.path,
      budget: RateBudget(perMinute: .max, perSecond: .max)
    ) { _ in nil }
    for work in Self.work { try ContractCheck.run { try work(provider, $0) } }
    #expect(Set(stub.unknownRequests) == [])
    try ContractCheck.validate(stub, specification, base: stub.server.address)
  }
}
