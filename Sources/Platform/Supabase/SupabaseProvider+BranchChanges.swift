import HTTP

extension SupabaseProvider {
  private func path(_ branch: Branch) -> [String] { ["v1", "branches", branch.id] }

  private func change(_ request: PlatformRequest, of branch: Branch, _ call: Call) throws(PlatformError)
    -> PlatformReply
  {
    try client.turns.take(branch.tenantID, call) { () throws(PlatformError) in
      try client.send(request.of(tenant: branch.tenant).missing(.branch, branch.name), call)
    }
  }

  package func renameBranch(_ branch: Branch, to name: String, _ call: Call) throws(PlatformError) -> Branch {
    guard !branch.isDefault else {
      throw .unsupported(operation: Capability.renameBranch.text, reason: "production keeps its name")
    }
    let request = PlatformRequest(.patch, path(branch), "renaming branch \"\(branch.name)\"")
      .with(body: ["branch_name": JSON(name)]).taken(.branch, name).repeatable()
    _ = try change(request, of: branch, call)
    var renamed = branch
    renamed.name = name
    return renamed
  }

  package func deleteBranch(_ branch: Branch, permanently: Bool, _ call: Call) throws(PlatformError) -> [Operation] {
    guard !branch.isDefault else {
      throw .isProtected(.branch, name: branch.name, reason: "production goes only with its project")
    }
    let request = PlatformRequest(.delete, path(branch), "deleting branch \"\(branch.name)\"")
      .with(query: ["force": permanently ? "true" : "false"]).doneWhenMissing().repeatable()
    _ = try change(request, of: branch, call)
    return []
  }

  package func recoverBranch(_ branch: Branch, _ call: Call) throws(PlatformError) -> Change<Branch> {
    let request = PlatformRequest(.post, path(branch) + ["restore"], "recovering branch \"\(branch.name)\"")
    _ = try change(request, of: branch, call)
    return Change(branch)
  }

  /// Replays the migrations; the data is gone.
  package func resetBranch(
    _ branch: Branch, preservedName: String?, _ call: Call
  ) throws(PlatformError) -> Change<Branch> {
    guard !branch.isDefault else {
      throw .unsupported(operation: Capability.resetBranch.text, reason: "production has no parent")
    }
    guard preservedName == nil else {
      throw .unsupported(operation: "keeping the present state", reason: "Supabase drops it with a reset")
    }
    let request = PlatformRequest(.post, path(branch) + ["reset"], "resetting branch \"\(branch.name)\"")
      .with(body: [:])
    let reply = try change(request, of: branch, call)
    let run = try client.decode { () throws(JSONPlace.Problem) in try reply.json.text("workflow_run_id") }
    let subject = "\(branch.tenant) ▸ \(branch.name)"
    return Change(branch, [operation(run: run, ref: branch.id, "branch.reset", subject)])
  }

  /// The project as it was at a past time, in place of what it is now.
  package func restoreBranch(_ request: RestoreRequest, _ call: Call) throws(PlatformError) -> Change<Branch> {
    let branch = request.branch
    guard branch.isDefault, request.source.id == branch.id, case .time(let time) = request.point,
      request.preservedName == nil
    else {
      throw .unsupported(
        operation: Capability.restoreBranch.text,
        reason: "Supabase restores production only, from itself, to a time, keeping nothing of the present")
    }
    let restore = PlatformRequest(
      .post, project(branch.id) + ["database", "backups", "restore-pitr"], "restoring branch \"\(branch.name)\""
    )
    .with(body: ["recovery_time_target_unix": JSON.number(String(Int64(time)))])
    _ = try change(restore, of: branch, call)
    return Change(branch, [operation(until: "ACTIVE_HEALTHY", ref: branch.id, "branch.restore", branch.tenant)])
  }

  /// SQL that leads from production to the branch.
  package func compareSchemas(
    _ place: SchemaPlace, base: SchemaPlace, database: String, _ call: Call
  ) throws(PlatformError) -> String {
    guard base.branch.isDefault, place.point == .head, base.point == .head else {
      throw .unsupported(
        operation: Capability.compareSchemas.text, reason: "Supabase compares a branch with production as both are now")
    }
    let request = PlatformRequest(
      .get, path(place.branch) + ["diff"], "comparing \"\(place.branch.name)\" with production"
    )
    .missing(.branch, place.branch.name)
    return try client.send(request, call).text
  }

  package func databases(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedDatabase] {
    [HostedDatabase(name: "postgres", owner: "postgres")]
  }
}
