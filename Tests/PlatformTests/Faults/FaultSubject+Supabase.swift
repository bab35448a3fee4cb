import HTTP
import Platform
import TestSupport

extension FaultSubject {
  private static func supabase(
    _ name: String, _ kind: Kind, _ line: String,
    _ act: @escaping @Sendable (SupabaseProvider, Tenant, _ main: Branch, _ fix: Branch, Call) throws -> Void
  ) -> FaultSubject {
    FaultSubject(name: "supabase, \(name)", kind: kind, line: line, refusals: [429]) {
      let stub = SupabaseStub()
      let provider = SupabaseProvider(
        address: try HTTPAddress(stub.server.address), key: "sbp_key", organization: "team"
      ) { _ in nil }
      stub.addProject("acme")
      let tenant = try provider.tenant(named: "acme", Call())
      let main = try provider.branch(named: "main", of: tenant, Call())
      var fix = try provider.createBranch(BranchRequest(name: "fix", parent: main), Call()).resource
      fix.state = .ready
      let ready = fix
      return Stage(server: stub.server) {
        try act(provider, tenant, main, ready, $0)
      } holds: {
        stub.projectNames + stub.branchNames
      }
    }
  }

  private static let acme = "/v1/projects/aaaaaaaaaaaaaaaaaaaa"
  private static let branch = "/v1/branches/bbbbbbbbbbbbbbbbbbbb"

  static let supabase = [
    supabase("creating a tenant", .isListed, "POST /v1/projects") { provider, _, _, _, call in
      _ = try provider.createTenant(TenantRequest(name: "new"), call)
    },
    supabase("deleting a tenant", .repeats, "DELETE \(acme)") { _ = try $0.deleteTenant($1, $4) },
    supabase("suspending a tenant", .isUnknown, "POST \(acme)/pause") { _ = try $0.suspendTenant($1, $4) },
    supabase("resuming a tenant", .isUnknown, "POST \(acme)/restore") { _ = try $0.resumeTenant($1, $4) },
    supabase("the usage", .reads, "GET \(acme)/config/disk/util") { _ = try $0.usage(of: $1, $4) },
    supabase("renaming a branch", .repeats, "PATCH \(branch)") { _ = try $0.renameBranch($3, to: "better", $4) },
    supabase("deleting a branch", .repeats, "DELETE \(branch)") { _ = try $0.deleteBranch($3, permanently: true, $4) },
    supabase("resetting a branch", .isUnknown, "POST \(branch)/reset") {
      _ = try $0.resetBranch($3, preservedName: nil, $4)
    },
    supabase("recovering a branch", .isUnknown, "POST \(branch)/restore") { _ = try $0.recoverBranch($3, $4) },
    supabase("a login", .repeats, "POST \(acme)/cli/login-role") { _ = try $0.login(LoginTarget($2), $4) },
    supabase("a pool", .reads, "GET \(acme)/config/database/pooler") {
      _ = try $0.login(LoginTarget($2, path: .pooled), $4)
    },
    supabase("a statement that writes", .isUnknown, "POST \(acme)/database/query") {
      _ = try $0.query(HTTPQuery(LoginTarget($2), "delete from t", isReadOnly: false), $4)
    },
    supabase("a statement that reads", .repeats, "POST \(acme)/database/query/read-only") {
      _ = try $0.query(HTTPQuery(LoginTarget($2), "select 1"), $4)
    },
  ]
}
