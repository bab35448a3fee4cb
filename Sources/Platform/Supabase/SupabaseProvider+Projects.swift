import HTTP

extension SupabaseProvider {
  /// Without the projects that are branches of others.
  package func tenants(_ call: Call) throws(PlatformError) -> TenantListing {
    let request = PlatformRequest(.get, ["v1", "projects"], "listing the projects")
    let reply = try client.send(request, call)
    return try client.decode { () throws(JSONPlace.Problem) in
      var tenants: [Tenant] = []
      for place in try reply.json.elements() where !place.flag("is_branch") {
        tenants.append(try place.supabaseProject())
      }
      return TenantListing(tenants)
    }
  }

  package func createTenant(_ request: TenantRequest, _ call: Call) throws(PlatformError) -> Change<Tenant> {
    let organization = try organization(for: request, call)
    // Nobody needs to know it: sessions log in with temporary roles.
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789")
    let password = String((0..<40).map { _ in letters[Int.random(in: 0..<letters.count)] })
    var body: [JSON.Member] = [
      .init("name", JSON(request.name)), .init("organization_slug", JSON(organization)),
      .init("db_pass", JSON(password)),
    ]
    if let region = request.region {
      body.append(.init("region_selection", ["type": "specific", "code": JSON(region)]))
    }
    let post = PlatformRequest(.post, ["v1", "projects"], "creating project \"\(request.name)\"")
      .with(body: .object(body)).taken(.tenant, request.name)
    let change = try client.make(call) { () throws(PlatformError) in
      let reply = try client.send(post, call)
      return Change(try client.decode { () throws(JSONPlace.Problem) in try reply.json.supabaseProject() })
    } find: { (start) throws(PlatformError) in
      let new = try tenants(call).tenants.filter { $0.name == request.name && ($0.createdAt ?? 0) >= start }
      return new.count == 1 ? new[0] : nil
    }
    let tenant = change.resource
    return Change(tenant, [operation(until: "ACTIVE_HEALTHY", ref: tenant.id, "tenant.create", tenant.name)])
  }

  private func organization(for request: TenantRequest, _ call: Call) throws(PlatformError) -> String {
    if let given = request.organization ?? organization { return given }
    let reply = try client.send(
      PlatformRequest(.get, ["v1", "organizations"], "listing the organizations"), call)
    let slugs = try client.decode { () throws(JSONPlace.Problem) in
      try reply.json.elements().compactMap { $0.optionalText("slug") ?? $0.optionalText("id") }
    }
    guard slugs.count == 1 else {
      throw .invalid(
        field: "organization",
        reason: slugs.isEmpty
          ? "the account has none" : "there are \(slugs.joined(separator: ", ")); name one in SUPABASE_ORG")
    }
    return slugs[0]
  }

  package func deleteTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try change(tenant, .delete, nil, "deleting project \"\(tenant.name)\"", call)
    return []
  }

  package func suspendTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try change(tenant, .post, "pause", "pausing project \"\(tenant.name)\"", call)
    return [operation(until: "INACTIVE", ref: tenant.id, "tenant.suspend", tenant.name)]
  }

  package func resumeTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try change(tenant, .post, "restore", "resuming project \"\(tenant.name)\"", call)
    return [operation(until: "ACTIVE_HEALTHY", ref: tenant.id, "tenant.resume", tenant.name)]
  }

  private func change(
    _ tenant: Tenant, _ method: HTTPMethod, _ word: String?, _ operation: String, _ call: Call
  ) throws(PlatformError) {
    try client.turns.take(tenant.id, call) { () throws(PlatformError) in
      var request = PlatformRequest(method, project(tenant.id) + (word.map { [$0] } ?? []), operation)
        .of(tenant: tenant.name).missing(.tenant, tenant.name)
      // Named by its reference, which is never given again.
      if method == .delete { request = request.doneWhenMissing().repeatable() }
      _ = try client.send(request, call)
    }
  }

  package func usage(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [UsageFigure] {
    let request = PlatformRequest(
      .get, project(tenant.id) + ["config", "disk", "util"], "reading the usage of \"\(tenant.name)\""
    )
    .missing(.tenant, tenant.name)
    let metrics = try client.send(request, call).json.optional("metrics")
    let size = metrics?.optionalDouble("fs_size_bytes")
    return metrics?.optionalDouble("fs_used_bytes").map { [UsageFigure("disk_bytes", $0, .bytes, limit: size)] } ?? []
  }
}
