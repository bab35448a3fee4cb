import HTTP

extension TeamProvider {
  package func tenants(_ call: Call) throws(PlatformError) -> TenantListing {
    let request = PlatformRequest(.get, Self.root + ["tenants"], "listing the tenants").with(query: ["limit": "500"])
    return TenantListing(
      try client.all(request, call, id: \Tenant.id) { (reply) throws(JSONPlace.Problem) in
        var items: [Tenant] = []
        for place in try Self.data(reply).elements() { items.append(try place.teamTenant()) }
        let next = reply.json.optionalText("nextCursor")
        return Page(items: items, next: items.isEmpty ? nil : next.map { [("cursor", $0)] })
      })
  }

  package func createTenant(_ request: TenantRequest, _ call: Call) throws(PlatformError) -> Change<Tenant> {
    let body = JSON.members([
      "name": JSON(request.name), "planType": JSON(request.plan ?? "free"), "region": request.region.json,
    ])
    let post = PlatformRequest(.post, Self.root + ["tenants"], "creating tenant \"\(request.name)\"")
      .with(body: body).taken(.tenant, request.name)
    return try client.make(call) { () throws(PlatformError) in
      let reply = try client.send(post, call)
      let tenant = try client.decode { () throws(JSONPlace.Problem) in try Self.data(reply).teamTenant() }
      return Change(tenant, try operations(reply, subject: request.name))
    } find: { (start) throws(PlatformError) in
      try tenants(call).tenants.first { $0.name == request.name && ($0.createdAt ?? 0) >= start }
    }
  }

  package func deleteTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try change(tenant, .delete, nil, "deleting tenant \"\(tenant.name)\"", call)
  }

  package func suspendTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try change(tenant, .post, "suspend", "suspending tenant \"\(tenant.name)\"", call)
  }

  package func resumeTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try change(tenant, .post, "resume", "resuming tenant \"\(tenant.name)\"", call)
  }

  private func change(
    _ tenant: Tenant, _ method: HTTPMethod, _ word: String?, _ operation: String, _ call: Call
  ) throws(PlatformError) -> [Operation] {
    try client.turns.take(tenant.id, call) { () throws(PlatformError) in
      var request = PlatformRequest(method, self.tenant(tenant.id) + (word.map { [$0] } ?? []), operation)
        .of(tenant: tenant.name).missing(.tenant, tenant.name).repeatable()
      if method == .delete { request = request.doneWhenMissing() }
      return try operations(client.send(request, call), subject: tenant.name)
    }
  }

  package func operation(_ operation: Operation, _ call: Call) throws(PlatformError) -> Operation {
    let request = PlatformRequest(.get, Self.root + ["operations", operation.id], "asking for \(operation.action)")
      .missing(.operation, operation.id)
    let reply = try client.send(request, call)
    return try client.decode { () throws(JSONPlace.Problem) in
      try Self.data(reply).teamOperation(subject: operation.subject)
    }
  }

  package func usage(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [UsageFigure] {
    let request = PlatformRequest(.get, self.tenant(tenant.id) + ["usage"], "reading the usage of \"\(tenant.name)\"")
    let reply = try client.send(request, call)
    return try client.decode { () throws(JSONPlace.Problem) in
      var figures: [UsageFigure] = []
      for place in try Self.data(reply).elements() {
        let unit = UsageFigure.Unit(rawValue: place.optionalText("unit") ?? "") ?? .count
        figures.append(
          UsageFigure(
            try place.text("name"), place.optionalDouble("value") ?? 0, unit, limit: place.optionalDouble("limit")))
      }
      return figures
    }
  }
}
