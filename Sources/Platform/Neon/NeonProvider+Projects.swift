import HTTP

extension NeonProvider {
  package func tenants(_ call: Call) throws(PlatformError) -> TenantListing {
    let call = call.bounded(by: PlatformClient.listingPatience)
    if let organization { return try tenants(organization: organization, call) }
    do throws(PlatformError) {
      return try tenants(organization: nil, call)
    } catch {
      // A person's key must name an organization when the account has any.
      guard case .provider(let failure) = error, failure.message.contains("org_id") else { throw error }
      var listing = TenantListing([])
      for organization in try organizations(call) {
        let part = try tenants(organization: organization, call)
        listing.tenants += part.tenants
        listing.missing += part.missing
      }
      return listing
    }
  }

  private func tenants(organization: String?, _ call: Call) throws(PlatformError) -> TenantListing {
    var missing: [String] = []
    let request = PlatformRequest(.get, ["projects"], "listing the projects")
      .with(query: ["limit": "400", "org_id": organization])
    let tenants = try client.all(request, call, id: \Tenant.id) { (reply) throws(JSONPlace.Problem) in
      let items = try reply.json.map("projects") { (place) throws(JSONPlace.Problem) in try place.neonProject() }
      missing += reply.json.optionalList("unavailable_project_ids").compactMap(\.value.text)
      let cursor = reply.json.optional("pagination")?.optionalText("cursor")
      return Page(items: items, next: items.isEmpty ? nil : cursor.map { [("cursor", $0)] })
    }
    let known = Set(tenants.map(\.id))
    return TenantListing(tenants, missing: missing.filter { !known.contains($0) })
  }

  private func organizations(_ call: Call) throws(PlatformError) -> [String] {
    let request = PlatformRequest(.get, ["users", "me", "organizations"], "listing the organizations")
    let reply = try client.send(request, call)
    return try client.decode { () throws(JSONPlace.Problem) in
      try reply.json.map("organizations") { (place) throws(JSONPlace.Problem) in try place.text("id") }
    }
  }

  package func createTenant(_ request: TenantRequest, _ call: Call) throws(PlatformError) -> Change<Tenant> {
    let first = JSON.members([
      "database_name": request.database.json, "role_name": request.role.json,
    ])
    let project = JSON.members([
      "name": JSON(request.name), "region_id": request.region.json,
      "pg_version": request.postgresVersion.map { JSON($0) },
      "org_id": (request.organization ?? organization).json,
      "branch": first == .object([]) ? nil : first,
    ])
    let post = PlatformRequest(.post, ["projects"], "creating project \"\(request.name)\"")
      .with(body: ["project": project]).taken(.tenant, request.name)
    return try client.make(call) { () throws(PlatformError) in
      let reply = try client.send(post, call)
      let tenant = try client.decode { () throws(JSONPlace.Problem) in
        try reply.json.member("project").neonProject()
      }
      return Change(tenant, try operations(reply, subject: request.name))
    } find: { (start) throws(PlatformError) in
      let new = try tenants(call).tenants.filter { $0.name == request.name && ($0.createdAt ?? 0) >= start }
      return new.count == 1 ? new[0] : nil
    }
  }

  package func deleteTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try client.turns.take(tenant.id, call) { () throws(PlatformError) in
      let request = PlatformRequest(.delete, project(tenant.id), "deleting project \"\(tenant.name)\"")
        .of(tenant: tenant.name).doneWhenMissing().repeatable()
      do throws(PlatformError) {
        return try operations(client.send(request, call), subject: tenant.name)
      } catch {
        guard case .provider = error else { throw error }
        guard let kept = try branches(of: tenant, call).first(where: \.isProtected) else { throw error }
        throw .isProtected(.branch, name: kept.name, reason: "its project cannot be deleted before it is unprotected")
      }
    }
  }

  package func recoverTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> Change<Tenant> {
    try client.turns.take(tenant.id, call) { () throws(PlatformError) in
      let request = PlatformRequest(.post, project(tenant.id) + ["recover"], "recovering project \"\(tenant.name)\"")
        .of(tenant: tenant.name).missing(.tenant, tenant.name)
      let reply = try client.send(request, call)
      return Change(
        try client.decode { () throws(JSONPlace.Problem) in try reply.json.member("project").neonProject() })
    }
  }
}
