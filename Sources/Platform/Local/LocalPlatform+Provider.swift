extension LocalPlatform: Provider {
  package var name: String { "local" }
  package var tenantWord: String { "database" }

  package func capabilities(_ call: Call) -> Capabilities {
    Capabilities(
      [
        .createTenant: .yes, .deleteTenant: .yes, .chooseParent: .yes, .listDatabases: .yes, .listRoles: .yes,
        .createBranch: .conditional("ends the sessions on the parent while it is copied"),
        .renameBranch: .conditional("nobody may be on the branch meanwhile"), .deleteBranch: .yes, .setProtected: .yes,
        .branchAtPoint: .no("the local server keeps no history"),
        .restoreBranch: .no("the local server keeps no history"),
        .connectAtPoint: .no("the local server keeps no history"),
        .connectPooled: .no("the local server has no pool"),
        .queryOverHTTP: .no("the local server speaks PostgreSQL's own protocol"),
        .createDatabase: .no("a local branch is one database"), .dropDatabase: .no("a local branch is one database"),
        .createRole: .no("a local tenant has one role"), .dropRole: .no("a local tenant has one role"),
        .rotatePassword: .no("local roles log in without passwords"),
      ], otherwise: "the local platform cannot do this")
  }

  package func account(_ call: Call) throws(PlatformError) -> String { LocalServer.adminRole }

  package func tenants(_ call: Call) throws(PlatformError) -> TenantListing { TenantListing(try tenants()) }

  package func createTenant(_ request: TenantRequest, _ call: Call) throws(PlatformError) -> Change<Tenant> {
    Change(try createTenant(request.name, plan: request.plan ?? "free", progress: call.progress))
  }

  package func deleteTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try deleteTenant(tenant.name, ownPIDs: call.ownPIDs, force: call.endsOtherSessions, progress: call.progress)
    return []
  }

  package func branches(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Branch] {
    try branches(of: tenant.name)
  }

  package func createBranch(_ request: BranchRequest, _ call: Call) throws(PlatformError) -> Change<Branch> {
    guard request.point == .head else { throw refusal(.branchAtPoint, call) }
    guard request.data == .full else { throw refusal(.branchSchemaOnly, call) }
    do throws(PlatformError) {
      let branch = try createBranch(
        tenant: request.parent.tenant, parent: request.parent.name, name: request.name, ownPIDs: call.ownPIDs,
        byDump: request.leavesParentInUse, progress: call.progress)
      return Change(branch)
    } catch {
      guard case .nameTaken(.branch, _) = error, request.usesExisting else { throw error }
      let taken = try branches(of: request.parent.tenant).first { $0.name == request.name }
      guard let taken, taken.parent == request.parent.name else { throw error }
      return Change(taken)
    }
  }

  private func refusal(_ capability: Capability, _ call: Call) -> PlatformError {
    .unsupported(operation: capability.text, reason: capabilities(call)[capability].reason ?? "")
  }

  package func renameBranch(_ branch: Branch, to name: String, _ call: Call) throws(PlatformError) -> Branch {
    try renameBranch(
      tenant: branch.tenant, name: branch.name, to: name, ownPIDs: call.ownPIDs, progress: call.progress)
    return try registry().branch(name, of: branch.tenant)
  }

  package func deleteBranch(_ branch: Branch, permanently: Bool, _ call: Call) throws(PlatformError) -> [Operation] {
    try deleteBranch(
      tenant: branch.tenant, name: branch.name, ownPIDs: call.ownPIDs, force: call.endsOtherSessions,
      progress: call.progress)
    return []
  }

  package func setProtected(_ isProtected: Bool, _ branch: Branch, _ call: Call) throws(PlatformError) -> Branch {
    try setProtected(isProtected, tenant: branch.tenant, branch: branch.name)
    return try registry().branch(branch.name, of: branch.tenant)
  }

  package func databases(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedDatabase] {
    [HostedDatabase(name: branch.database, owner: try registry().tenant(branch.tenant).ownerRole)]
  }

  package func roles(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedRole] {
    [HostedRole(name: try registry().tenant(branch.tenant).ownerRole)]
  }

  package func login(_ target: LoginTarget, _ call: Call) throws(PlatformError) -> Login {
    guard target.path == .direct else { throw refusal(.connectPooled, call) }
    guard target.point == .head else { throw refusal(.connectAtPoint, call) }
    return Login(try connection(tenant: target.branch.tenant, branch: target.branch.name), reason: "the local server")
  }

  package func operations(of tenant: Tenant?, _ call: Call) throws(PlatformError) -> [Operation] {
    try operations().filter { operation in
      tenant.map { operation.subject == $0.name || operation.subject.hasPrefix("\($0.name) ▸ ") } ?? true
    }
  }
}
