import HTTP
import Platform
import Postgres
import TestSupport

extension FaultSubject {
  private static let cluster = DigitalOceanStub.first
  private static let alpha = "/v2/databases/" + cluster

  static func digitalOcean() throws -> [FaultSubject] {
    [
      try creatingTenant(),
      digitalOcean("deleting a tenant", .isListed, "DELETE \(alpha)/dbs/shop") { _ = try $0.deleteTenant($1, $3) },
      digitalOcean("creating a role", .isUnknown, "POST \(alpha)/users") { _ = try $0.createRole("app", in: $2, $3) },
      digitalOcean("dropping a role", .isUnknown, "DELETE \(alpha)/users/shop") {
        _ = try $0.dropRole("shop", in: $2, $3)
      },
      digitalOcean("a new password", .isUnknown, "POST \(alpha)/users/shop/reset_auth") {
        _ = try $0.rotatePassword(of: "shop", in: $2, $3)
      },
      digitalOcean("listing the roles", .reads, "GET \(alpha)/users") { _ = try $0.roles(of: $2, $3) },
      digitalOcean("a login", .reads, "GET \(alpha)/ca") { _ = try $0.login(LoginTarget($2), $3) },
      digitalOcean("a pool", .reads, "GET \(alpha)/pools") { _ = try $0.login(LoginTarget($2, path: .pooled), $3) },
    ]
  }

  private static func digitalOcean(
    _ name: String, _ kind: Kind, _ line: String,
    _ act: @escaping @Sendable (DigitalOceanProvider, Tenant, Branch, Call) throws -> Void
  ) -> FaultSubject {
    FaultSubject(name: "digitalocean, \(name)", kind: kind, line: line, refusals: [429]) {
      let stub = DigitalOceanStub()
      stub.add(database: "shop", to: cluster)
      stub.add(user: "shop", to: cluster)
      let (provider, directory) = try provider(stub)
      let tenant = try provider.tenant(named: "shop", Call())
      let main = try provider.branch(named: "main", of: tenant, Call())
      return stage(stub, directory) { try act(provider, tenant, main, $0) }
    }
  }

  /// With a real server behind the cluster: a database is a tenant only once it is closed to the other roles.
  private static func creatingTenant() throws -> FaultSubject {
    let server = try PrivateServer.shared.get()
    return FaultSubject(
      name: "digitalocean, creating a tenant", kind: .isListed, line: "POST \(alpha)/dbs", refusals: [429]
    ) {
      let settings = try server.makeDatabase()
      let name = settings["dbname"] ?? ""
      let connection = try Connection(settings)
      try connection.execute("CREATE ROLE \(name)")
      let stub = DigitalOceanStub(
        host: settings["host"] ?? "", port: Int(settings["port"] ?? "") ?? 0, administrator: settings["user"] ?? "")
      stub.add(user: name, to: cluster)
      let (provider, directory) = try provider(stub)
      var request = TenantRequest(name: name)
      request.role = name
      let wanted = request
      return Stage(server: stub.server) {
        _ = directory
        _ = try provider.createTenant(wanted, $0)
      } holds: {
        // Each stage has a database of its own name.
        stub.databases(cluster).map { $0 == name ? "shop" : $0 }
      }
    }
  }

  private static func provider(_ stub: DigitalOceanStub) throws -> (DigitalOceanProvider, TemporaryDirectory) {
    let directory = TemporaryDirectory()
    let provider = DigitalOceanProvider(
      address: try HTTPAddress(stub.server.address), key: "dop_key", cluster: "alpha", certificates: directory.path
    ) { _ in nil }
    return (provider, directory)
  }

  private static func stage(
    _ stub: DigitalOceanStub, _ directory: TemporaryDirectory, _ act: @escaping (Call) throws -> Void
  ) -> Stage {
    Stage(server: stub.server) { call in
      _ = directory
      try act(call)
    } holds: {
      stub.databases(cluster) + stub.users(cluster)
    }
  }
}
