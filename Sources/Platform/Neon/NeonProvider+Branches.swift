import HTTP

extension NeonProvider {
  package func branches(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Branch] {
    let request = PlatformRequest(.get, project(tenant.id) + ["branches"], "listing the branches of \"\(tenant.name)\"")
      .with(query: ["limit": "10000", "sort_by": "created_at", "sort_order": "asc"])
      .of(tenant: tenant.name).missing(.tenant, tenant.name)
    let found = try client.all(request, call, id: \(branch: Branch, origin: String).branch.id) {
      (reply) throws(JSONPlace.Problem) in
      let items = try reply.json.map("branches") { (place) throws(JSONPlace.Problem) in
        (
          branch: try place.neonBranch(tenant: tenant.name, tenantID: tenant.id),
          origin: place.optionalText("init_source") ?? ""
        )
      }
      let next = reply.json.optional("pagination")?.optionalText("next")
      return Page(items: items, next: items.isEmpty ? nil : next.map { [("cursor", $0)] })
    }
    return Self.related(found)
  }

  /// Gives each branch its parent's name, and the reasons that follow from its place in the tree.
  private static func related(_ found: [(branch: Branch, origin: String)]) -> [Branch] {
    let names = Dictionary(found.map { ($0.branch.id, $0.branch.name) }, uniquingKeysWith: { first, _ in first })
    let children = Dictionary(grouping: found.map(\.branch), by: { $0.parentID ?? "" })
    return found.map { item in
      var branch = item.branch
      branch.parent = branch.parentID.flatMap { names[$0] }
      switch (branch.parentID, item.origin) {
      case (_, "schema-only"), (_, "parent-schema"): branch.origin = .schemaOnly(of: branch.parent ?? "")
      case (nil, _): branch.origin = .root
      default: branch.origin = branch.parent.map { .head(of: $0) } ?? .unknown
      }
      branch.refuse(children: (children[branch.id] ?? []).map(\.name))
      return branch
    }
  }

  package func createBranch(_ request: BranchRequest, _ call: Call) throws(PlatformError) -> Change<Branch> {
    let parent = request.parent
    let tenant = Tenant(id: parent.tenantID, name: parent.tenant, state: .ready)
    let post = PlatformRequest(
      .post, project(parent.tenantID) + ["branches"], "creating branch \"\(request.name)\" of \"\(parent.tenant)\""
    )
    .with(body: Self.body(of: request)).taken(.branch, request.name).missing(.branch, parent.name)
    .of(tenant: parent.tenant)
    return try client.turns.take(parent.tenantID, call) { () throws(PlatformError) in
      do throws(PlatformError) {
        return try client.make(call) { () throws(PlatformError) in
          try change(client.send(post, call), of: parent, named: request.name)
        } find: { (start) throws(PlatformError) in
          try branches(of: tenant, call).first { $0.name == request.name && ($0.createdAt ?? 0) >= start }
        }
      } catch {
        guard case .nameTaken = error, request.usesExisting else { throw error }
        let taken = try branches(of: tenant, call).first { $0.name == request.name }
        guard let taken, taken.parentID == parent.id else { throw error }
        return Change(taken)
      }
    }
  }

  private static func body(of request: BranchRequest) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("name", JSON(request.name)), JSON.Member("parent_id", JSON(request.parent.id)),
    ]
    members += request.point.neonMembers("parent_").map { JSON.Member($0.name, JSON($0.value)) }
    if request.data == .schemaOnly { members.append(JSON.Member("init_source", "schema-only")) }
    if let time = request.expiresAt { members.append(JSON.Member("expires_at", JSON(InternetTime.text(time)))) }
    if request.isProtected { members.append(JSON.Member("protected", true)) }
    var body = [JSON.Member("branch", .object(members))]
    // Without one the branch has no compute and cannot be connected to.
    if request.hasCompute { body.append(JSON.Member("endpoints", [["type": "read_write"]])) }
    return .object(body)
  }

  /// The branch and the operations of an answer.
  func change(_ reply: PlatformReply, of sibling: Branch, named name: String) throws(PlatformError) -> Change<Branch> {
    var branch = try client.decode { () throws(JSONPlace.Problem) in
      try reply.json.member("branch").neonBranch(tenant: sibling.tenant, tenantID: sibling.tenantID)
    }
    if branch.parentID == sibling.id { branch.parent = sibling.name }
    if branch.id == sibling.id { branch.parent = sibling.parent }
    return Change(branch, try operations(reply, subject: "\(sibling.tenant) ▸ \(name)"))
  }
}

extension Branch {
  /// What Neon refuses for a branch of this kind.
  fileprivate mutating func refuse(children: [String]) {
    func refuse(_ capability: Capability, _ reason: String) {
      if refused[capability] == nil { refused[capability] = reason }
    }
    if isDefault { refuse(.setExpiry, "the default branch does not expire") }
    if isProtected {
      for capability in [Capability.deleteBranch, .resetBranch, .setExpiry] {
        refuse(capability, "the branch is protected; unprotect it first")
      }
    }
    if !children.isEmpty {
      let shown = children.prefix(3).joined(separator: ", ") + (children.count > 3 ? " …" : "")
      refuse(.deleteBranch, "it has children: \(shown)")
      refuse(.setExpiry, "it has children: \(shown)")
    }
    if parentID == nil { refuse(.resetBranch, "it has no parent") }
    if case .schemaOnly = origin {
      refuse(.resetBranch, "a branch without its parent's data has nothing to go back to")
    }
  }
}
