import HTTP

extension SupabaseProvider {
  /// Production first. A project that was never branched has itself as its only branch.
  package func branches(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Branch] {
    let request = PlatformRequest(
      .get, project(tenant.id) + ["branches"], "listing the branches of \"\(tenant.name)\""
    )
    .of(tenant: tenant.name)
    let reply: PlatformReply
    do throws(PlatformError) {
      reply = try client.send(request, call)
    } catch {
      switch error {
      case .unsupported: return [Self.production(of: tenant)]
      case .provider(let failure) where failure.status == 404: return [Self.production(of: tenant)]
      default: throw error
      }
    }
    var branches = try client.decode { () throws(JSONPlace.Problem) in
      var branches: [Branch] = []
      for place in try reply.json.elements() {
        var branch = try place.supabaseBranch(of: tenant)
        let hasData = place.flag("with_data")
        if !branch.isDefault { branch.origin = hasData ? .head(of: "") : .migrations(of: "") }
        branches.append(branch)
      }
      return branches
    }
    if !branches.contains(where: \.isDefault) { branches.insert(Self.production(of: tenant), at: 0) }
    return Self.related(branches.sorted { $0.isDefault && !$1.isDefault })
  }

  private static func production(of tenant: Tenant) -> Branch {
    var branch = Branch(id: tenant.id, name: "main", tenant: tenant.name, database: "postgres")
    branch.tenantID = tenant.id
    branch.isDefault = true
    branch.origin = .root
    branch.state = tenant.state
    branch.createdAt = tenant.createdAt
    return branch
  }

  private static func related(_ branches: [Branch]) -> [Branch] {
    let production = branches.first(where: \.isDefault)?.name ?? ""
    return branches.map { found in
      var branch = found
      if branch.isDefault {
        branch.refused[.resetBranch] = "it has no parent"
        branch.refused[.renameBranch] = "production keeps its name"
      } else {
        branch.parent = production
        if case .head = branch.origin { branch.origin = .head(of: production) }
        if case .migrations = branch.origin { branch.origin = .migrations(of: production) }
        branch.refused[.restoreBranch] = "only production has backups"
      }
      return branch
    }
  }

  package func createBranch(_ request: BranchRequest, _ call: Call) throws(PlatformError) -> Change<Branch> {
    let capabilities = capabilities(call)
    guard request.parent.isDefault else { try capabilities.refuse(.chooseParent) }
    guard request.point == .head else { try capabilities.refuse(.branchAtPoint) }
    guard request.expiresAt == nil else { try capabilities.refuse(.setExpiry) }
    guard !request.isProtected else { try capabilities.refuse(.setProtected) }
    let parent = request.parent
    let tenant = Tenant(id: parent.tenantID, name: parent.tenant, state: .ready)
    let post = PlatformRequest(
      .post, project(tenant.id) + ["branches"], "creating branch \"\(request.name)\" of \"\(tenant.name)\""
    )
    .with(body: ["branch_name": JSON(request.name), "with_data": .bool(request.data == .full)])
    .taken(.branch, request.name).missing(.tenant, tenant.name).of(tenant: tenant.name)
    return try client.turns.take(tenant.id, call) { () throws(PlatformError) in
      do throws(PlatformError) {
        return try client.make(call) { () throws(PlatformError) in
          try made(client.send(post, call), of: tenant, parent)
        } find: { (start) throws(PlatformError) in
          try branches(of: tenant, call).first { $0.name == request.name && ($0.createdAt ?? 0) >= start }
        }
      } catch {
        guard case .nameTaken = error, request.usesExisting else { throw error }
        let taken = try branches(of: tenant, call).first { $0.name == request.name }
        guard let taken, !taken.isDefault else { throw error }
        return Change(taken)
      }
    }
  }

  private func made(_ reply: PlatformReply, of tenant: Tenant, _ parent: Branch) throws(PlatformError) -> Change<Branch>
  {
    var branch = try client.decode { () throws(JSONPlace.Problem) in try reply.json.supabaseBranch(of: tenant) }
    branch.parent = parent.name
    let subject = "\(tenant.name) ▸ \(branch.name)"
    return Change(branch, [operation(until: "ACTIVE_HEALTHY", ref: branch.id, "branch.create", subject)])
  }
}

extension Capabilities {
  /// Says why not.
  func refuse(_ capability: Capability) throws(PlatformError) -> Never {
    throw .unsupported(operation: capability.text, reason: self[capability].reason ?? "")
  }
}
