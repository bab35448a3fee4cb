import HTTP

extension NeonProvider {
  package func schema(of place: SchemaPlace, database: String, _ call: Call) throws(PlatformError) -> String {
    var request = PlatformRequest(
      .get, branch(place.branch) + ["schema"], "reading the schema of \"\(place.branch.name)\""
    )
    .with(query: ["db_name": database]).missing(.database, database)
    request.query += place.point.neonMembers("")
    return try client.send(request, call).json.optionalText("sql") ?? ""
  }

  package func compareSchemas(
    _ place: SchemaPlace, base: SchemaPlace, database: String, _ call: Call
  ) throws(PlatformError) -> String {
    var request = PlatformRequest(
      .get, branch(place.branch) + ["compare_schema"],
      "comparing \"\(place.branch.name)\" with \"\(base.branch.name)\""
    )
    .with(query: ["db_name": database, "base_branch_id": base.branch.id]).missing(.database, database)
    request.query += place.point.neonMembers("") + base.point.neonMembers("base_")
    return try client.send(request, call).json.optionalText("diff") ?? ""
  }

  package func snapshots(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Snapshot] {
    let request = PlatformRequest(
      .get, project(tenant.id) + ["snapshots"], "listing the snapshots of \"\(tenant.name)\""
    )
    .missing(.tenant, tenant.name)
    let reply = try client.send(request, call)
    return try client.decode { () throws(JSONPlace.Problem) in
      try reply.json.map("snapshots") { (place) throws(JSONPlace.Problem) in try place.neonSnapshot() }
    }
  }

  package func createSnapshot(
    _ name: String, of branch: Branch, _ call: Call
  ) throws(PlatformError) -> Change<Snapshot> {
    try client.turns.take(branch.tenantID, call) { () throws(PlatformError) in
      let request = PlatformRequest(.post, self.branch(branch) + ["snapshot"], "taking snapshot \"\(name)\"")
        .with(query: ["name": name]).missing(.branch, branch.name).taken(.snapshot, name).of(tenant: branch.tenant)
      let reply = try client.send(request, call)
      let snapshot = try client.decode { () throws(JSONPlace.Problem) in
        try reply.json.member("snapshot").neonSnapshot()
      }
      return Change(snapshot, try operations(reply, subject: subject(branch)))
    }
  }

  package func deleteSnapshot(
    _ snapshot: Snapshot, of tenant: Tenant, _ call: Call
  ) throws(PlatformError) -> [Operation] {
    try client.turns.take(tenant.id, call) { () throws(PlatformError) in
      let path = project(tenant.id) + ["snapshots", snapshot.id]
      let request = PlatformRequest(.delete, path, "deleting snapshot \"\(snapshot.name)\"")
        .of(tenant: tenant.name).doneWhenMissing().repeatable()
      return try operations(client.send(request, call), subject: tenant.name)
    }
  }

  /// Makes a new branch of it; the branch it was taken of stays as it is.
  package func restoreSnapshot(
    _ snapshot: Snapshot, as name: String, of tenant: Tenant, _ call: Call
  ) throws(PlatformError) -> Change<Branch> {
    try client.turns.take(tenant.id, call) { () throws(PlatformError) in
      let path = project(tenant.id) + ["snapshots", snapshot.id, "restore"]
      let request = PlatformRequest(.post, path, "restoring snapshot \"\(snapshot.name)\" as branch \"\(name)\"")
        .with(body: ["name": JSON(name), "finalize_restore": false]).missing(.snapshot, snapshot.name)
        .taken(.branch, name).of(tenant: tenant.name)
      var place = Branch(id: "", name: "", tenant: tenant.name)
      place.tenantID = tenant.id
      var change = try change(client.send(request, call), of: place, named: name)
      change.resource.origin = .snapshot(snapshot.name)
      return change
    }
  }
}
