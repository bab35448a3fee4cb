import HTTP

extension DigitalOceanProvider {
  package func tenants(_ call: Call) throws(PlatformError) -> TenantListing {
    let call = call.bounded(by: PlatformClient.listingPatience)
    var tenants: [Tenant] = []
    for cluster in try clusters(call) {
      let request = PlatformRequest(.get, path(cluster.id) + ["dbs"], "listing the databases of \(cluster.name)")
      let names = try client.allByPlace(request, call, id: \String.self) { (reply) throws(JSONPlace.Problem) in
        var names: [String] = []
        for place in reply.json.optionalList("dbs") { names.append(try place.text("name")) }
        return Page(items: names, next: reply.json.digitalOceanNextPage)
      }
      tenants += names.map { Self.tenant($0, of: cluster) }
    }
    return TenantListing(tenants)
  }

  private static func tenant(_ name: String, of cluster: Cluster) -> Tenant {
    var tenant = Tenant(id: cluster.id + ":" + name, name: name, state: cluster.state)
    tenant.region = cluster.region
    tenant.postgresVersion = cluster.postgresVersion
    tenant.organization = cluster.name
    return tenant
  }

  /// Id of the cluster that a tenant's id names.
  static func cluster(of id: String) -> String { String(id.prefix { $0 != ":" }) }

  /// A database and a role of its name. The role owns the database only after SQL has said so: `Isolation`.
  package func createTenant(_ request: TenantRequest, _ call: Call) throws(PlatformError) -> Change<Tenant> {
    try Self.check(request.name, "database name")
    let all = try clusters(call)
    let wanted = request.organization.map { name in all.filter { $0.name == name || $0.id == name } } ?? all
    guard wanted.count == 1, let cluster = wanted.first else {
      let names = all.map(\.name).joined(separator: ", ")
      let reason = all.isEmpty ? "the account has none" : "there are \(names); name one in DIGITALOCEAN_CLUSTER"
      throw .invalid(field: "cluster", reason: reason)
    }
    return try client.turns.take(cluster.id, call) { () throws(PlatformError) in
      let post = PlatformRequest(.post, path(cluster.id) + ["dbs"], "creating database \"\(request.name)\"")
        .with(body: ["name": JSON(request.name)]).taken(.tenant, request.name).of(tenant: request.name)
      let tenant = Self.tenant(request.name, of: cluster)
      let isThere = try tenants(call).tenants.contains { $0.id == tenant.id }
      guard !isThere else { throw .nameTaken(.tenant, name: request.name) }
      let change = try client.make(call) { () throws(PlatformError) in
        _ = try client.send(post, call)
        return Change(tenant)
      } find: { (_) throws(PlatformError) in
        try tenants(call).tenants.first { $0.id == tenant.id }
      }
      try isolate(tenant, cluster, role: request.role ?? request.name, call)
      return change
    }
  }

  package func deleteTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    let cluster = Self.cluster(of: tenant.id)
    // By name, so it is sent once: a database made anew meanwhile is not to go.
    let request = PlatformRequest(
      .delete, path(cluster) + ["dbs", tenant.name], "deleting database \"\(tenant.name)\""
    )
    .missing(.tenant, tenant.name).of(tenant: tenant.name)
    return try client.turns.take(cluster, call) { () throws(PlatformError) in
      do throws(PlatformError) {
        _ = try client.send(request, call)
      } catch {
        guard case .outcomeUnknown = error else { throw error }
        if try tenants(call).tenants.contains(where: { $0.id == tenant.id }) { throw error }
      }
      return []
    }
  }

  /// The one that a database is.
  package func branches(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Branch] {
    var branch = Branch(id: tenant.id, name: Self.onlyBranch, tenant: tenant.name, database: tenant.name)
    branch.tenantID = tenant.id
    branch.isDefault = true
    branch.origin = .root
    branch.state = tenant.state
    branch.createdAt = tenant.createdAt
    return [branch]
  }

  package func databases(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedDatabase] {
    [HostedDatabase(name: branch.database)]
  }

  static func check(_ name: String, _ field: String) throws(PlatformError) {
    guard !name.isEmpty else { throw .invalid(field: field, reason: "it is empty") }
    guard name.utf8.count <= 63 else { throw .invalid(field: field, reason: "it is longer than 63 bytes") }
    guard !name.utf8.contains(0) else { throw .invalid(field: field, reason: "it holds a zero byte") }
  }
}
