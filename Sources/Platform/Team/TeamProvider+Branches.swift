import HTTP

extension TeamProvider {
  package func branches(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Branch] {
    let request = PlatformRequest(
      .get, self.tenant(tenant.id) + ["branches"], "listing the branches of \"\(tenant.name)\""
    )
    .missing(.tenant, tenant.name)
    let found = try client.all(request, call, id: \Branch.id) { (reply) throws(JSONPlace.Problem) in
      var items: [Branch] = []
      for place in try Self.data(reply).elements() { items.append(try place.teamBranch(of: tenant)) }
      let next = reply.json.optionalText("nextCursor")
      return Page(items: items, next: items.isEmpty ? nil : next.map { [("cursor", $0)] })
    }
    return Self.related(found)
  }

  /// Gives each branch its parent's name where the platform tells only the id.
  private static func related(_ found: [Branch]) -> [Branch] {
    let names = Dictionary(found.map { ($0.id, $0.name) }) { first, _ in first }
    return found.map { branch in
      var branch = branch
      guard branch.parent == nil, let parent = branch.parentID.flatMap({ names[$0] }) else { return branch }
      branch.parent = parent
      branch.origin = .head(of: parent)
      return branch
    }
  }

  package func createBranch(_ request: BranchRequest, _ call: Call) throws(PlatformError) -> Change<Branch> {
    let capabilities = try capabilities(call)
    try capabilities.require(.createBranch)
    if request.point != .head { try capabilities.require(.branchAtPoint) }
    if request.data == .schemaOnly { try capabilities.require(.branchSchemaOnly) }
    let tenant = Tenant(id: request.parent.tenantID, name: request.parent.tenant, state: .ready)
    let post = PlatformRequest(.post, self.tenant(tenant.id) + ["branches"], "creating branch \"\(request.name)\"")
      .with(body: Self.body(of: request)).taken(.branch, request.name).missing(.branch, request.parent.name)
      .of(tenant: tenant.name)
    return try client.turns.take(tenant.id, call) { () throws(PlatformError) in
      do throws(PlatformError) {
        return try client.make(call) { () throws(PlatformError) in
          try change(client.send(post, call), of: tenant, named: request.name)
        } find: { (start) throws(PlatformError) in
          try branches(of: tenant, call).first { $0.name == request.name && ($0.createdAt ?? 0) >= start }
        }
      } catch {
        guard case .nameTaken = error, request.usesExisting else { throw error }
        let taken = try branches(of: tenant, call).first { $0.name == request.name }
        guard let taken, taken.parentID == request.parent.id else { throw error }
        return Change(taken)
      }
    }
  }

  private static func body(of request: BranchRequest) -> JSON {
    var members: [JSON.Member] = [
      .init("name", JSON(request.name)), .init("parentId", JSON(request.parent.id)),
    ]
    switch request.point {
    case .head: break
    case .time(let seconds): members.append(.init("parentTimestamp", JSON(InternetTime.text(seconds))))
    case .lsn(let lsn): members.append(.init("parentLsn", JSON(Point.text(lsn: lsn))))
    }
    if request.data == .schemaOnly { members.append(.init("schemaOnly", true)) }
    if let time = request.expiresAt { members.append(.init("expiresAt", JSON(InternetTime.text(time)))) }
    if request.isProtected { members.append(.init("isProtected", true)) }
    return .object(members)
  }

  private func change(_ reply: PlatformReply, of tenant: Tenant, named name: String) throws(PlatformError) -> Change<
    Branch
  > {
    let branch = try client.decode { () throws(JSONPlace.Problem) in try Self.data(reply).teamBranch(of: tenant) }
    return Change(branch, try operations(reply, subject: "\(tenant.name) ▸ \(name)"))
  }

  package func renameBranch(_ branch: Branch, to name: String, _ call: Call) throws(PlatformError) -> Branch {
    try patch(branch, ["name": JSON(name)], "renaming branch \"\(branch.name)\"", taken: name, call)
  }

  package func setProtected(_ isProtected: Bool, _ branch: Branch, _ call: Call) throws(PlatformError) -> Branch {
    try patch(branch, ["isProtected": .bool(isProtected)], "protecting branch \"\(branch.name)\"", call)
  }

  package func setExpiry(_ time: Double?, of branch: Branch, _ call: Call) throws(PlatformError) -> Branch {
    let value = time.map { JSON(InternetTime.text($0)) } ?? .null
    return try patch(branch, ["expiresAt": value], "setting when branch \"\(branch.name)\" expires", call)
  }

  private func patch(
    _ branch: Branch, _ body: JSON, _ operation: String, taken name: String = "", _ call: Call
  ) throws(PlatformError) -> Branch {
    try send(
      PlatformRequest(.patch, self.branch(branch), operation).with(body: body).taken(.branch, name).repeatable(),
      branch, call
    ).resource
  }

  package func resetBranch(
    _ branch: Branch, preservedName: String?, _ call: Call
  ) throws(PlatformError) -> Change<Branch> {
    let request = PlatformRequest(.post, self.branch(branch) + ["reset"], "resetting branch \"\(branch.name)\"")
      .with(body: JSON.members(["preserveUnderName": preservedName.json]))
    return try send(request, branch, call)
  }

  private func send(_ request: PlatformRequest, _ branch: Branch, _ call: Call) throws(PlatformError) -> Change<Branch>
  {
    let tenant = Tenant(id: branch.tenantID, name: branch.tenant, state: .ready)
    return try client.turns.take(tenant.id, call) { () throws(PlatformError) in
      let reply = try client.send(request.missing(.branch, branch.name).of(tenant: tenant.name), call)
      return try change(reply, of: tenant, named: branch.name)
    }
  }

  package func deleteBranch(_ branch: Branch, permanently: Bool, _ call: Call) throws(PlatformError) -> [Operation] {
    try client.turns.take(branch.tenantID, call) { () throws(PlatformError) in
      let request = PlatformRequest(.delete, self.branch(branch), "deleting branch \"\(branch.name)\"")
        .with(query: ["permanently": permanently ? "true" : nil]).missing(.branch, branch.name)
        .of(tenant: branch.tenant).doneWhenMissing().repeatable()
      return try operations(client.send(request, call), subject: "\(branch.tenant) ▸ \(branch.name)")
    }
  }
}
