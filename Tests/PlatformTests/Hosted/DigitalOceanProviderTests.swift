import Database
import HTTP
import Platform
import Postgres
import TestSupport
import Testing

@Suite struct DigitalOceanProviderTests {
  private let stub = DigitalOceanStub()
  private let directory = TemporaryDirectory()

  private func provider(cluster: String? = nil) throws -> DigitalOceanProvider {
    DigitalOceanProvider(
      address: try HTTPAddress(stub.server.address), key: "dop_key", cluster: cluster,
      certificates: directory.path + "/certificates"
    ) { _ in nil }
  }

  @Test func `Databases of all clusters of PostgreSQL are tenants, told apart by id`() throws {
    let provider = try provider()
    let tenants = try provider.tenants(Call()).tenants
    #expect(tenants.map(\.organization) == ["alpha", "beta"])
    #expect(throws: PlatformError.ambiguous(.tenant, name: "defaultdb", count: 2)) {
      try provider.tenant(named: "defaultdb", Call())
    }
    let id = DigitalOceanStub.second + ":defaultdb"
    #expect(try provider.tenant(named: id, Call()).organization == "beta")
    // Also where a branch stands behind it, as the shell writes that.
    for text in [id, "beta:defaultdb"] {
      let branch = try provider.find(BranchAddress("\(text)/main"), Call()).branch
      #expect(branch.tenantID == id)
      #expect(try provider.tenant(of: branch, Call()).organization == "beta")
    }
    #expect(try self.provider(cluster: "alpha").tenants(Call()).tenants.count == 1)
  }

  @Test func `A login is verified by the cluster's own authority`() throws {
    let provider = try provider(cluster: "alpha")
    let tenant = try provider.tenant(named: "defaultdb", Call())
    let branch = try provider.branch(named: "main", of: tenant, Call())
    let settings = try provider.login(LoginTarget(branch), Call()).settings
    #expect(settings["sslmode"] == "verify-full" && settings["dbname"] == "defaultdb" && settings["port"] == "25060")
    #expect(settings["user"] == "doadmin" && settings["password"] == "secret-of-doadmin")
    let name = "certificates/digitalocean-\(DigitalOceanStub.first).crt"
    #expect(settings["sslrootcert"] == directory.path + "/" + name)
    #expect(directory.text(of: name)?.hasPrefix("-----BEGIN CERTIFICATE-----") == true)
  }

  @Test func `A pool has its own port and name, and keeps no session`() throws {
    let provider = try provider(cluster: "alpha")
    var branch = Branch(id: "x", name: "main", tenant: "shop", database: "shop")
    branch.tenantID = DigitalOceanStub.first + ":shop"
    let login = try provider.login(LoginTarget(branch, path: .pooled), Call())
    #expect(login.settings["port"] == "25061" && login.settings["dbname"] == "shop-pool" && !login.isSessionSafe)
    branch.database = "other"
    #expect { try provider.login(LoginTarget(branch, path: .pooled), Call()) } throws: {
      ($0 as? PlatformError)?.reason == "unsupported"
    }
  }

  @Test func `A tenant that cannot be closed to others is taken back`() throws {
    // Nothing answers at the cluster's address.
    let stub = DigitalOceanStub(host: "127.0.0.1", port: 1)
    let provider = DigitalOceanProvider(
      address: try HTTPAddress(stub.server.address), key: "dop_key", cluster: "alpha",
      certificates: directory.path
    ) { _ in nil }
    #expect { try provider.createTenant(TenantRequest(name: "shop"), Call()) } throws: {
      ($0 as? PlatformError)?.reason == "server"
    }
    #expect(stub.databases(DigitalOceanStub.first) == ["defaultdb"])
  }

  @Test func `Several clusters need one to be named`() throws {
    #expect { try provider().createTenant(TenantRequest(name: "shop"), Call()) } throws: {
      ($0 as? PlatformError)?.message == "cluster: there are alpha, beta; name one in DIGITALOCEAN_CLUSTER"
    }
  }

  @Test func `A database given to a role is closed to the others`() throws {
    let server = try PrivateServer.shared.get()
    let settings = try server.makeDatabase()
    let connection = try Connection(settings)
    let role = "tenant \"x\" \(settings["dbname"] ?? "")"
    let quoted = "\"" + role.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    try connection.execute("CREATE ROLE \(quoted) LOGIN")
    try DigitalOceanProvider.isolate(database: settings["dbname"] ?? "", role: role, settings)
    let rows = try connection.execute(
      """
      SELECT pg_catalog.pg_get_userbyid(datdba), pg_catalog.has_database_privilege('pg_monitor', oid, 'CONNECT')
      FROM pg_catalog.pg_database WHERE datname = $1
      """, [settings["dbname"]])
    #expect(rows.text(row: 0, column: 0) == role && rows.text(row: 0, column: 1) == "f")
    try connection.execute("ALTER DATABASE \"\(settings["dbname"] ?? "")\" OWNER TO CURRENT_USER; DROP ROLE \(quoted)")
  }

  @Test func `What a cluster lacks is refused with the reason`() throws {
    let provider = try provider()
    let branch = Branch(id: "x", name: "main", tenant: "shop", database: "shop")
    #expect(throws: PlatformError.unsupported(operation: "creating a branch", reason: "DigitalOcean has no branches")) {
      try provider.createBranch(BranchRequest(name: "dev", parent: branch), Call())
    }
  }

  @Test func `Deleting whose answer was lost is told by the list`() throws {
    let provider = try provider(cluster: "alpha")
    let tenant = try provider.tenant(named: "defaultdb", Call())
    stub.server.add(StubFault("DELETE", .loseAnswer))
    #expect(try provider.deleteTenant(tenant, Call()).isEmpty)
    #expect(stub.databases(DigitalOceanStub.first).isEmpty && stub.server.count("DELETE") == 1)
  }
}
