import Database

extension LocalPlatform: Provider {
  package var name: String { "local" }
  package var tenantWord: String { "database" }

  package func capabilities(_ call: Call) -> Capabilities {
    Capabilities(
      [
        .createTenant: .yes, .deleteTenant: .yes, .suspendTenant: .yes, .resumeTenant: .yes, .archiveTenant: .yes,
        .listMembers: .yes, .changeMembers: .yes, .readSchema: .yes, .compareSchemas: .yes, .chooseParent: .yes,
        .listDatabases: .yes, .listRoles: .yes, .listSessions: .yes,
        .createBranch: .conditional(
          "ends your own sessions on the parent, with their settings and temporary tables; beside other people's it can go by dump"
        ),
        .branchSchemaOnly: .yes, .deleteBranch: .yes, .setProtected: .yes, .usage: .yes,
        .renameBranch: .conditional("nobody may be on the branch meanwhile"),
        .resetBranch: .conditional("nobody may be on the branch or its parent meanwhile"),
        .restoreBranch: .conditional("from another branch only: the local server keeps no history"),
        .setExpiry: .conditional("an expired branch goes at the next start of Perch"),
        .recoverTenant: .no("the local server keeps nothing that was deleted"),
        .recoverBranch: .no("the local server keeps nothing that was deleted"),
        .setDefault: .no("the default branch of a local tenant is main"),
        .branchAtPoint: .no("the local server keeps no history"),
        .connectAtPoint: .no("the local server keeps no history"),
        .snapshots: .no("a local snapshot is a branch: make one"),
        .listComputes: .no("all local branches share one server"),
        .connectPooled: .no("the local server has no pool"),
        .queryOverHTTP: .no("the local server speaks PostgreSQL's own protocol"),
        .createDatabase: .no("a local branch is one database"), .dropDatabase: .no("a local branch is one database"),
        .createRole: .no("a local tenant has one role"), .dropRole: .no("a local tenant has one role"),
        .rotatePassword: .no("local roles log in without passwords"),
      ], otherwise: "the local platform cannot do this")
  }

  package func account(_ call: Call) throws(PlatformError) -> String { LocalServer.adminRole }

  func refusal(_ capability: Capability, _ call: Call) -> PlatformError {
    .unsupported(operation: capability.text, reason: capabilities(call)[capability].reason ?? "")
  }

  // MARK: Tenants

  package func tenants(_ call: Call) throws(PlatformError) -> TenantListing { TenantListing(try tenants()) }

  package func createTenant(_ request: TenantRequest, _ call: Call) throws(PlatformError) -> Change<Tenant> {
    Change(try createTenant(request.name, plan: request.plan ?? "free", call))
  }

  package func deleteTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try deleteTenant(tenant.name, call)
    return []
  }

  package func suspendTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try suspendTenant(tenant.name, call)
    return []
  }

  package func archiveTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try archiveTenant(tenant.name, call)
    return []
  }

  package func resumeTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    try restoreTenant(tenant.name, call)
    return []
  }

  package func members(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Member] {
    try registry().members(of: tenant.name)
  }

  package func setMember(
    _ name: String, level: MemberLevel?, of tenant: Tenant, _ call: Call
  ) throws(PlatformError) {
    try setMember(name, level: level, of: tenant.name, call)
  }

  package func usage(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [UsageFigure] {
    try usage(of: tenant.name)
  }

  package func operations(of tenant: Tenant?, _ call: Call) throws(PlatformError) -> [Operation] {
    try operations().filter { operation in
      tenant.map { operation.subject == $0.name || operation.subject.hasPrefix("\($0.name) ▸ ") } ?? true
    }
  }
}

// MARK: Branches

extension LocalPlatform {
  package func branches(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Branch] {
    try branches(of: tenant.name)
  }

  package func createBranch(_ request: BranchRequest, _ call: Call) throws(PlatformError) -> Change<Branch> {
    guard request.point == .head else { throw refusal(.branchAtPoint, call) }
    do throws(PlatformError) {
      var branch = try createBranch(
        tenant: request.parent.tenant, parent: request.parent.name, name: request.name,
        method: request.data == .schemaOnly ? .schemaOnly : request.leavesParentInUse ? .dump : .files,
        expiresAt: request.expiresAt, call)
      if request.isProtected { branch = try setProtected(true, branch, call) }
      return Change(branch)
    } catch {
      guard case .nameTaken(.branch, _) = error, request.usesExisting else { throw error }
      let taken = try branches(of: request.parent.tenant).first { $0.name == request.name }
      guard let taken, taken.parent == request.parent.name else { throw error }
      return Change(taken)
    }
  }

  package func renameBranch(_ branch: Branch, to name: String, _ call: Call) throws(PlatformError) -> Branch {
    try renameBranch(tenant: branch.tenant, name: branch.name, to: name, call)
    return try registry().branch(name, of: branch.tenant)
  }

  package func deleteBranch(_ branch: Branch, permanently: Bool, _ call: Call) throws(PlatformError) -> [Operation] {
    try deleteBranch(tenant: branch.tenant, name: branch.name, call)
    return []
  }

  package func resetBranch(
    _ branch: Branch, preservedName: String?, _ call: Call
  ) throws(PlatformError) -> Change<Branch> {
    Change(try resetBranch(tenant: branch.tenant, name: branch.name, keeping: preservedName, call))
  }

  package func restoreBranch(_ request: RestoreRequest, _ call: Call) throws(PlatformError) -> Change<Branch> {
    guard request.point == .head, request.source.tenant == request.branch.tenant else {
      throw refusal(.restoreBranch, call)
    }
    return Change(
      try restoreBranch(
        tenant: request.branch.tenant, name: request.branch.name, from: request.source.name,
        keeping: request.preservedName, call))
  }

  package func setExpiry(_ time: Double?, of branch: Branch, _ call: Call) throws(PlatformError) -> Branch {
    try setExpiry(time, tenant: branch.tenant, branch: branch.name, call)
    return try registry().branch(branch.name, of: branch.tenant)
  }

  package func setProtected(_ isProtected: Bool, _ branch: Branch, _ call: Call) throws(PlatformError) -> Branch {
    try setProtected(isProtected, tenant: branch.tenant, branch: branch.name, call)
    return try registry().branch(branch.name, of: branch.tenant)
  }

  package func sessions(on branch: Branch, _ call: Call) throws(PlatformError) -> [BlockingSession] {
    try sessions(tenant: branch.tenant, branch: branch.name)
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
    let settings = try connection(tenant: target.branch.tenant, branch: target.branch.name)
    var login = Login(settings, reason: "the local server")
    login.expected.systemIdentifier = try registry().systemIdentifier()
    return login
  }
}
