import HTTP
import Platform
import TestSupport

extension FaultSubject {
  private static func team(
    _ name: String, _ kind: Kind, _ line: String,
    _ act: @escaping @Sendable (TeamProvider, Tenant, _ main: Branch, _ fix: Branch, Call) throws -> Void
  ) -> FaultSubject {
    FaultSubject(name: "platform, \(name)", kind: kind, line: line, refusals: [423, 429]) {
      let stub = TeamStub()
      stub.addTenant("acme")
      stub.addBranch("fix", tenant: "t-acme")
      let provider = TeamProvider(address: try HTTPAddress(stub.server.address), key: "team-key") { _ in nil }
      let tenant = try provider.tenant(named: "acme", Call())
      let main = try provider.branch(named: "main", of: tenant, Call())
      let fix = try provider.branch(named: "fix", of: tenant, Call())
      return Stage(server: stub.server) {
        try act(provider, tenant, main, fix, $0)
      } holds: {
        stub.tenantNames + stub.branchNames("t-acme")
      }
    }
  }

  private static let acmes = "/api/v1/tenants/t-acme"

  static let team = [
    team("what it can do", .reads, "GET /api/v1/capabilities") { provider, _, _, _, call in
      _ = try provider.capabilities(call)
    },
    team("creating a tenant", .isListed, "POST /api/v1/tenants") { provider, _, _, _, call in
      _ = try provider.createTenant(TenantRequest(name: "new"), call)
    },
    team("deleting a tenant", .repeats, "DELETE \(acmes)") { _ = try $0.deleteTenant($1, $4) },
    team("suspending a tenant", .repeats, "POST \(acmes)/suspend") { _ = try $0.suspendTenant($1, $4) },
    team("resuming a tenant", .repeats, "POST \(acmes)/resume") { _ = try $0.resumeTenant($1, $4) },
    team("creating a branch", .isListed, "POST \(acmes)/branches") {
      _ = try $0.createBranch(BranchRequest(name: "new", parent: $2), $4)
    },
    team("renaming a branch", .repeats, "PATCH \(acmes)/branches/b-fix") { _ = try $0.renameBranch($3, to: "b", $4) },
    team("protecting a branch", .repeats, "PATCH \(acmes)/branches/b-fix") { _ = try $0.setProtected(true, $3, $4) },
    team("an expiry", .repeats, "PATCH \(acmes)/branches/b-fix") { _ = try $0.setExpiry(nil, of: $3, $4) },
    team("resetting a branch", .isUnknown, "POST \(acmes)/branches/b-fix/reset") {
      _ = try $0.resetBranch($3, preservedName: nil, $4)
    },
    team("deleting a branch", .repeats, "DELETE \(acmes)/branches/b-fix") {
      _ = try $0.deleteBranch($3, permanently: true, $4)
    },
    team("a login", .reads, "GET \(acmes)/branches/b-main/connection") { _ = try $0.login(LoginTarget($2), $4) },
    team("a statement", .isUnknown, "POST \(acmes)/query") {
      _ = try $0.query(HTTPQuery(LoginTarget($2), "select"), $4)
    },
  ]
}
