import HTTP

extension NeonProvider {
  package func computes(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Compute] {
    let request = PlatformRequest(
      .get, project(tenant.id) + ["endpoints"], "listing the computes of \"\(tenant.name)\""
    )
    .missing(.tenant, tenant.name)
    return try computes(client.send(request, call))
  }

  func computes(of branch: Branch, _ call: Call) throws(PlatformError) -> [Compute] {
    let request = PlatformRequest(
      .get, self.branch(branch) + ["endpoints"], "listing the computes of \"\(branch.name)\""
    )
    .missing(.branch, branch.name)
    return try computes(client.send(request, call))
  }

  private func computes(_ reply: PlatformReply) throws(PlatformError) -> [Compute] {
    try client.decode { () throws(JSONPlace.Problem) in
      try reply.json.map("endpoints") { (place) throws(JSONPlace.Problem) in try place.neonCompute() }
    }
  }

  package func start(_ compute: Compute, _ call: Call) throws(PlatformError) -> Change<Compute> {
    try change(compute, "start", "starting", call)
  }

  package func suspend(_ compute: Compute, _ call: Call) throws(PlatformError) -> Change<Compute> {
    try change(compute, "suspend", "suspending", call)
  }

  private func change(
    _ compute: Compute, _ word: String, _ verb: String, _ call: Call
  ) throws(PlatformError) -> Change<Compute> {
    try client.turns.take(compute.tenantID, call) { () throws(PlatformError) in
      let path = project(compute.tenantID) + ["endpoints", compute.id, word]
      let request = PlatformRequest(.post, path, "\(verb) compute \(compute.id)")
        .missing(.compute, compute.id).of(tenant: compute.tenantID).repeatable()
      let reply = try client.send(request, call)
      let compute = try client.decode { () throws(JSONPlace.Problem) in
        try reply.json.member("endpoint").neonCompute()
      }
      return Change(compute, try operations(reply, subject: "compute \(compute.id)"))
    }
  }

  package func operation(_ operation: Operation, _ call: Call) throws(PlatformError) -> Operation {
    let request = PlatformRequest(
      .get, project(operation.tenantID) + ["operations", operation.id], "asking for \(operation.action)"
    )
    .missing(.operation, operation.id)
    let reply = try client.send(request, call)
    return try client.decode { () throws(JSONPlace.Problem) in
      try reply.json.member("operation").neonOperation(subject: operation.subject)
    }
  }

  /// The latest hundred.
  package func operations(of tenant: Tenant?, _ call: Call) throws(PlatformError) -> [Operation] {
    guard let tenant else { return [] }
    let request = PlatformRequest(
      .get, project(tenant.id) + ["operations"], "listing the operations of \"\(tenant.name)\""
    )
    .with(query: ["limit": "100"]).missing(.tenant, tenant.name)
    return try operations(client.send(request, call), subject: tenant.name)
  }
}
