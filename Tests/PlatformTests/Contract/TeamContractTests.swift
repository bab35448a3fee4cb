import HTTP
import Platform
import TestSupport
import Testing

/// The interface of a team's own platform, which `platform-contract.json` describes.
@Suite struct TeamContractTests {
  private typealias Work = @Sendable (TeamProvider, Call) throws -> Void

  private static var tenant: Tenant { Tenant(id: "t/1 ü", name: "acme", state: .ready) }

  private static var branch: Branch {
    var branch = Branch(id: "b-1", name: "fix", tenant: tenant.name)
    branch.tenantID = tenant.id
    return branch
  }

  private static var work: [Work] {
    let (tenant, branch) = (tenant, branch)
    var request = TenantRequest(name: "acme")
    (request.plan, request.region) = ("pro", "fra1")
    var past = BranchRequest(name: "past", parent: branch)
    (past.point, past.data, past.expiresAt, past.isProtected) = (.time(1.7e9), .schemaOnly, 2e9, true)
    var position = BranchRequest(name: "position", parent: branch)
    position.point = .lsn(0x16_B374_D848)
    let operation = Operation(id: "op-1", tenantID: tenant.id, action: "x", subject: "acme", state: .pending)
    let (full, requests) = (request, [past, position, BranchRequest(name: "head", parent: branch)])
    let query = HTTPQuery(LoginTarget(branch, database: "app", role: "app"), "select $1", parameters: ["1", nil])
    return [
      { _ = try $0.account($1) }, { _ = try $0.capabilities($1) }, { _ = try $0.tenants($1) },
      { _ = try $0.createTenant(full, $1) }, { _ = try $0.createTenant(TenantRequest(name: "b"), $1) },
      { _ = try $0.deleteTenant(tenant, $1) }, { _ = try $0.suspendTenant(tenant, $1) },
      { _ = try $0.resumeTenant(tenant, $1) }, { _ = try $0.usage(of: tenant, $1) },
      { _ = try $0.branches(of: tenant, $1) }, { _ = try $0.renameBranch(branch, to: "better", $1) },
      { _ = try $0.setProtected(true, branch, $1) }, { _ = try $0.setExpiry(2e9, of: branch, $1) },
      { _ = try $0.setExpiry(nil, of: branch, $1) }, { _ = try $0.deleteBranch(branch, permanently: true, $1) },
      { _ = try $0.deleteBranch(branch, permanently: false, $1) },
      { _ = try $0.resetBranch(branch, preservedName: nil, $1) },
      { _ = try $0.resetBranch(branch, preservedName: "before", $1) }, { _ = try $0.operation(operation, $1) },
      { _ = try $0.login(LoginTarget(branch, database: "app", role: "r"), $1) }, { _ = try $0.query(query, $1) },
    ] + requests.map { request -> Work in { _ = try $0.createBranch(request, $1) } }
  }

  private func provider(_ stub: ContractStub) throws -> TeamProvider {
    TeamProvider(
      address: try HTTPAddress(stub.server.address), key: "team-key",
      budget: RateBudget(perMinute: .max, perSecond: .max)
    ) { _ in nil }
  }

  @Test func `Every reply that the contract allows is understood, and every request is as it asks`() throws {
    let specification = try #require(Specification.ofTeams)
    let stub = ContractStub(specification, root: 0, seed: 4)
    let provider = try provider(stub)
    for work in Self.work {
      // What a platform can do it says once to each client.
      try ContractCheck.run { try work(provider, $0) }
    }
    // A platform may refuse most branches by its capabilities; others take them.
    let others = try (0..<8).map { _ in try self.provider(stub) }
    for provider in others { for work in Self.work.suffix(3) { try? work(provider, Call(patience: 1)) } }
    #expect(Set(stub.unknownRequests) == [])
    try ContractCheck.validate(stub, specification, base: stub.server.address)
  }
}
