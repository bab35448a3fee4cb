import HTTP
import Platform
import TestSupport

extension FaultSubject {
  private static func neon(
    _ name: String, _ kind: Kind, _ line: String,
    _ act: @escaping @Sendable (NeonProvider, Tenant, _ main: Branch, _ fix: Branch, Call) throws -> Void
  ) -> FaultSubject {
    FaultSubject(name: "neon, \(name)", kind: kind, line: line, refusals: [423, 429, 503]) {
      let neon = try NeonFixture()
      let (tenant, main) = try neon.place()
      neon.stub.addBranch("fix", project: tenant.id, parent: main.id)
      let fix = try neon.provider.branch(named: "fix", of: tenant, Call())
      return Stage(server: neon.stub.server) {
        try act(neon.provider, tenant, main, fix, $0)
      } holds: {
        neon.stub.projectNames + neon.stub.branchNames(tenant.id)
      }
    }
  }

  private static let project = "/api/v2/projects/proj-1"
  private static let fixed = project + "/branches/br-4"

  static let neon: [FaultSubject] = neonReading + neonTenants + neonBranches + neonContent

  /// The stage itself has asked for lists before: those faults are met by names of other lists.
  private static let neonReading = [
    neon("listing the computes", .reads, "GET \(project)/endpoints") { _ = try $0.computes(of: $1, $4) },
    neon("listing the databases", .reads, "GET \(fixed)/databases") { _ = try $0.databases(of: $3, $4) },
    neon("the usage", .reads, "GET \(project)") { _ = try $0.usage(of: $1, $4) },
    neon("a login", .reads, "GET \(project)/connection_uri") { _ = try $0.login(LoginTarget($2), $4) },
    neon("comparing schemas", .reads, "GET \(fixed)/compare_schema") {
      _ = try $0.compareSchemas(SchemaPlace($3), base: SchemaPlace($2), database: "app", $4)
    },
  ]

  private static let neonTenants = [
    neon("creating a tenant", .isListed, "POST /api/v2/projects") { provider, _, _, _, call in
      _ = try provider.createTenant(TenantRequest(name: "new"), call)
    },
    neon("deleting a tenant", .repeats, "DELETE \(project)") { _ = try $0.deleteTenant($1, $4) },
  ]

  private static let neonBranches = [
    neon("creating a branch", .isListed, "POST \(project)/branches") {
      _ = try $0.createBranch(BranchRequest(name: "new", parent: $2), $4)
    },
    neon("renaming a branch", .repeats, "PATCH \(fixed)") { _ = try $0.renameBranch($3, to: "better", $4) },
    neon("protecting a branch", .repeats, "PATCH \(fixed)") { _ = try $0.setProtected(true, $3, $4) },
    neon("an expiry", .repeats, "PATCH \(fixed)") { _ = try $0.setExpiry(InternetTime.now + 3600, of: $3, $4) },
    neon("the default", .repeats, "POST \(fixed)/set_as_default") { _ = try $0.setDefault($3, $4) },
    neon("resetting a branch", .isUnknown, "POST \(fixed)/restore") {
      _ = try $0.resetBranch($3, preservedName: nil, $4)
    },
    neon("restoring a branch", .isUnknown, "POST \(fixed)/restore") {
      _ = try $0.restoreBranch(RestoreRequest($3, from: $2, at: .time(1.7e9)), $4)
    },
    neon("recovering a branch", .isUnknown, "POST \(fixed)/recover") { _ = try $0.recoverBranch($3, $4) },
    neon("deleting a branch", .repeats, "DELETE \(fixed)") { _ = try $0.deleteBranch($3, permanently: true, $4) },
    neon("a snapshot", .isUnknown, "POST \(fixed)/snapshot") { _ = try $0.createSnapshot("s", of: $3, $4) },
  ]

  private static let neonContent = [
    neon("creating a database", .isUnknown, "POST \(fixed)/databases") {
      _ = try $0.createDatabase(HostedDatabase(name: "shop", owner: "app_owner"), in: $3, $4)
    },
    neon("dropping a database", .isUnknown, "DELETE \(fixed)/databases/shop") {
      _ = try $0.dropDatabase("shop", in: $3, $4)
    },
    neon("creating a role", .isUnknown, "POST \(fixed)/roles") { _ = try $0.createRole("app", in: $3, $4) },
    neon("dropping a role", .isUnknown, "DELETE \(fixed)/roles/app") { _ = try $0.dropRole("app", in: $3, $4) },
    neon("a new password", .isUnknown, "POST \(fixed)/roles/app/reset_password") {
      _ = try $0.rotatePassword(of: "app", in: $3, $4)
    },
  ]
}
