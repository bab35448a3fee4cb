package import Database

// What a platform does not have is refused with the reason that its capabilities give.
extension Provider {
  package var requestRate: RequestRate? { nil }

  private func refusal(_ capability: Capability, _ call: Call) throws(PlatformError) -> PlatformError {
    let reason = try capabilities(call)[capability].reason ?? "\(name) has no such call"
    return .unsupported(operation: capability.text, reason: reason)
  }

  package func createTenant(_ request: TenantRequest, _ call: Call) throws(PlatformError) -> Change<Tenant> {
    throw try refusal(.createTenant, call)
  }

  package func deleteTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    throw try refusal(.deleteTenant, call)
  }

  package func recoverTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> Change<Tenant> {
    throw try refusal(.recoverTenant, call)
  }

  package func archiveTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    throw try refusal(.archiveTenant, call)
  }

  package func suspendTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    throw try refusal(.suspendTenant, call)
  }

  package func resumeTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation] {
    throw try refusal(.resumeTenant, call)
  }

  package func createBranch(_ request: BranchRequest, _ call: Call) throws(PlatformError) -> Change<Branch> {
    throw try refusal(.createBranch, call)
  }

  package func renameBranch(_ branch: Branch, to name: String, _ call: Call) throws(PlatformError) -> Branch {
    throw try refusal(.renameBranch, call)
  }

  package func deleteBranch(_ branch: Branch, permanently: Bool, _ call: Call) throws(PlatformError) -> [Operation] {
    throw try refusal(.deleteBranch, call)
  }

  package func recoverBranch(_ branch: Branch, _ call: Call) throws(PlatformError) -> Change<Branch> {
    throw try refusal(.recoverBranch, call)
  }

  package func resetBranch(
    _ branch: Branch, preservedName: String?, _ call: Call
  ) throws(PlatformError) -> Change<Branch> {
    throw try refusal(.resetBranch, call)
  }

  package func restoreBranch(_ request: RestoreRequest, _ call: Call) throws(PlatformError) -> Change<Branch> {
    throw try refusal(.restoreBranch, call)
  }

  package func setExpiry(_ time: Double?, of branch: Branch, _ call: Call) throws(PlatformError) -> Branch {
    throw try refusal(.setExpiry, call)
  }

  package func setProtected(_ isProtected: Bool, _ branch: Branch, _ call: Call) throws(PlatformError) -> Branch {
    throw try refusal(.setProtected, call)
  }

  package func setDefault(_ branch: Branch, _ call: Call) throws(PlatformError) -> Change<Branch> {
    throw try refusal(.setDefault, call)
  }
}

extension Provider {
  package func computes(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Compute] {
    throw try refusal(.listComputes, call)
  }

  package func start(_ compute: Compute, _ call: Call) throws(PlatformError) -> Change<Compute> {
    throw try refusal(.startCompute, call)
  }

  package func suspend(_ compute: Compute, _ call: Call) throws(PlatformError) -> Change<Compute> {
    throw try refusal(.suspendCompute, call)
  }

  package func sessions(on branch: Branch, _ call: Call) throws(PlatformError) -> [BlockingSession] {
    throw try refusal(.listSessions, call)
  }

  package func members(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Member] {
    throw try refusal(.listMembers, call)
  }

  package func setMember(
    _ name: String, level: MemberLevel?, of tenant: Tenant, _ call: Call
  ) throws(PlatformError) {
    throw try refusal(.changeMembers, call)
  }

  package func databases(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedDatabase] {
    throw try refusal(.listDatabases, call)
  }

  package func createDatabase(
    _ database: HostedDatabase, in branch: Branch, _ call: Call
  ) throws(PlatformError) -> [Operation] {
    throw try refusal(.createDatabase, call)
  }

  package func dropDatabase(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    throw try refusal(.dropDatabase, call)
  }

  package func roles(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedRole] {
    throw try refusal(.listRoles, call)
  }

  package func createRole(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    throw try refusal(.createRole, call)
  }

  package func dropRole(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    throw try refusal(.dropRole, call)
  }

  package func rotatePassword(of role: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation] {
    throw try refusal(.rotatePassword, call)
  }

  package func schema(of place: SchemaPlace, database: String, _ call: Call) throws(PlatformError) -> String {
    throw try refusal(.readSchema, call)
  }

  package func compareSchemas(
    _ place: SchemaPlace, base: SchemaPlace, database: String, _ call: Call
  ) throws(PlatformError) -> String {
    throw try refusal(.compareSchemas, call)
  }

  package func snapshots(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Snapshot] {
    throw try refusal(.snapshots, call)
  }

  package func createSnapshot(
    _ name: String, of branch: Branch, _ call: Call
  ) throws(PlatformError) -> Change<Snapshot> {
    throw try refusal(.snapshots, call)
  }

  package func deleteSnapshot(
    _ snapshot: Snapshot, of tenant: Tenant, _ call: Call
  ) throws(PlatformError) -> [Operation] {
    throw try refusal(.snapshots, call)
  }

  package func restoreSnapshot(
    _ snapshot: Snapshot, as name: String, of tenant: Tenant, _ call: Call
  ) throws(PlatformError) -> Change<Branch> {
    throw try refusal(.snapshots, call)
  }

  /// Most platforms finish before they answer.
  package func operation(_ operation: Operation, _ call: Call) throws(PlatformError) -> Operation { operation }

  package func operations(of tenant: Tenant?, _ call: Call) throws(PlatformError) -> [Operation] { [] }

  package func usage(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [UsageFigure] {
    throw try refusal(.usage, call)
  }

  package func usage(of tenant: Tenant, since: Double, _ call: Call) throws(PlatformError) -> [UsageFigure] {
    throw .unsupported(operation: Capability.usage.text, reason: "\(name) keeps no history of it")
  }

  package func query(_ query: HTTPQuery, _ call: Call) throws(PlatformError) -> ResultSet {
    throw try refusal(.queryOverHTTP, call)
  }
}
