import HTTP

extension NeonProvider {
  package func renameBranch(_ branch: Branch, to name: String, _ call: Call) throws(PlatformError) -> Branch {
    try patch(branch, ["name": JSON(name)], "renaming branch \"\(branch.name)\"", taken: name, call)
  }

  package func setExpiry(_ time: Double?, of branch: Branch, _ call: Call) throws(PlatformError) -> Branch {
    if let time {
      let left = time - InternetTime.now
      guard left > 0, left <= 30 * 86_400 else {
        throw .invalid(field: "expiry", reason: "Neon takes a time at most 30 days ahead")
      }
    }
    let value = time.map { JSON(InternetTime.text($0)) } ?? .null
    return try patch(branch, ["expires_at": value], "setting when branch \"\(branch.name)\" expires", call)
  }

  package func setProtected(_ isProtected: Bool, _ branch: Branch, _ call: Call) throws(PlatformError) -> Branch {
    let what = isProtected ? "protecting" : "unprotecting"
    return try patch(branch, ["protected": .bool(isProtected)], "\(what) branch \"\(branch.name)\"", call)
  }

  private func patch(
    _ branch: Branch, _ members: JSON, _ operation: String, taken name: String = "", _ call: Call
  ) throws(PlatformError) -> Branch {
    try client.turns.take(branch.tenantID, call) { () throws(PlatformError) in
      let request = PlatformRequest(.patch, self.branch(branch), operation).with(body: ["branch": members])
        .missing(.branch, branch.name).taken(.branch, name).of(tenant: branch.tenant).repeatable()
      let change = try change(client.send(request, call), of: branch, named: branch.name)
      try wait(for: change.operations, call)
      return change.resource
    }
  }

  package func setDefault(_ branch: Branch, _ call: Call) throws(PlatformError) -> Change<Branch> {
    try post(
      branch, "set_as_default", body: nil, "making \"\(branch.name)\" the default branch", isRepeatable: true, call)
  }

  package func recoverBranch(_ branch: Branch, _ call: Call) throws(PlatformError) -> Change<Branch> {
    try post(branch, "recover", body: nil, "recovering branch \"\(branch.name)\"", isRepeatable: false, call)
  }

  package func resetBranch(
    _ branch: Branch, preservedName: String?, _ call: Call
  ) throws(PlatformError) -> Change<Branch> {
    guard let parentID = branch.parentID else {
      throw .unsupported(operation: Capability.resetBranch.text, reason: "branch \"\(branch.name)\" has no parent")
    }
    return try restore(branch, source: parentID, at: .head, preservedName, "resetting branch \"\(branch.name)\"", call)
  }

  package func restoreBranch(_ request: RestoreRequest, _ call: Call) throws(PlatformError) -> Change<Branch> {
    if request.source.id == request.branch.id {
      guard request.point != .head else {
        throw .invalid(field: "point", reason: "a branch is restored from itself at a past moment only")
      }
      guard request.preservedName != nil else {
        throw .invalid(
          field: "preserved name", reason: "Neon keeps the present state of the branch under a name; give one")
      }
    }
    return try restore(
      request.branch, source: request.source.id, at: request.point, request.preservedName,
      "restoring branch \"\(request.branch.name)\"", call)
  }

  private func restore(
    _ branch: Branch, source: String, at point: Point, _ preservedName: String?, _ operation: String, _ call: Call
  ) throws(PlatformError) -> Change<Branch> {
    var members = [JSON.Member("source_branch_id", JSON(source))]
    members += point.neonMembers("source_").map { JSON.Member($0.name, JSON($0.value)) }
    if let preservedName { members.append(JSON.Member("preserve_under_name", JSON(preservedName))) }
    return try post(branch, "restore", body: .object(members), operation, isRepeatable: false, call)
  }

  private func post(
    _ branch: Branch, _ word: String, body: JSON?, _ operation: String, isRepeatable: Bool, _ call: Call
  ) throws(PlatformError) -> Change<Branch> {
    try client.turns.take(branch.tenantID, call) { () throws(PlatformError) in
      var request = PlatformRequest(.post, self.branch(branch) + [word], operation)
        .missing(.branch, branch.name).of(tenant: branch.tenant)
      request.body = body
      request.isRepeatable = isRepeatable
      return try change(client.send(request, call), of: branch, named: branch.name)
    }
  }

  package func deleteBranch(_ branch: Branch, permanently: Bool, _ call: Call) throws(PlatformError) -> [Operation] {
    try client.turns.take(branch.tenantID, call) { () throws(PlatformError) in
      let request = PlatformRequest(.delete, self.branch(branch), "deleting branch \"\(branch.name)\"")
        .with(query: ["hard_delete": permanently ? "true" : nil]).of(tenant: branch.tenant).doneWhenMissing()
        .repeatable()
      do throws(PlatformError) {
        return try operations(client.send(request, call), subject: subject(branch))
      } catch {
        guard case .provider = error else { throw error }
        throw try reason(branch, call) ?? error
      }
    }
  }

  /// Why a branch is not deleted, when the list tells.
  private func reason(_ branch: Branch, _ call: Call) throws(PlatformError) -> PlatformError? {
    let all = try branches(of: Tenant(id: branch.tenantID, name: branch.tenant, state: .ready), call)
    let children = all.filter { $0.parentID == branch.id }.map(\.name)
    if !children.isEmpty { return .hasChildren(branch: branch.name, children) }
    guard let now = all.first(where: { $0.id == branch.id }) else { return nil }
    if now.isProtected { return .isProtected(.branch, name: branch.name, reason: "unprotect it first") }
    return now.isDefault
      ? .isProtected(.branch, name: branch.name, reason: "the default branch goes only with its project") : nil
  }
}
