package import Database

/// A place where tenants and branches live. Every call may wait and is to be made on a thread that may; every list is complete, read page
/// by page where the platform pages.
///
/// Names are resolved by `tenant(named:)` and `branch(named:of:)`: exactly and over the complete list. Nothing falls back to a default
/// branch. Changes of one tenant are made one at a time. A change whose answer is lost throws `outcomeUnknown`, and is never sent again.
/// What a provider does not implement throws `unsupported` with the reason its capabilities give.
package protocol Provider: Sendable {
  /// The word for `--platform`.
  var name: String { get }
  /// What this platform calls a tenant: `project`, `database` …
  var tenantWord: String { get }
  /// How much of the requests that the platform allows is used; nil where none are counted.
  var requestRate: RequestRate? { get }

  /// Asks the platform when that is needed to know.
  func capabilities(_ call: Call) throws(PlatformError) -> Capabilities
  /// Who the key belongs to, for people; the cheapest call that proves the key.
  func account(_ call: Call) throws(PlatformError) -> String

  func tenants(_ call: Call) throws(PlatformError) -> TenantListing
  func createTenant(_ request: TenantRequest, _ call: Call) throws(PlatformError) -> Change<Tenant>
  func deleteTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation]
  func recoverTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> Change<Tenant>
  /// Keeps the tenant's data in a form that costs least; `resumeTenant` brings it back.
  func archiveTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation]
  func suspendTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation]
  func resumeTenant(_ tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation]

  func branches(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Branch]
  func createBranch(_ request: BranchRequest, _ call: Call) throws(PlatformError) -> Change<Branch>
  func renameBranch(_ branch: Branch, to name: String, _ call: Call) throws(PlatformError) -> Branch
  /// For good with `permanently`, else with the platform's time to recover, if it has one.
  func deleteBranch(_ branch: Branch, permanently: Bool, _ call: Call) throws(PlatformError) -> [Operation]
  func recoverBranch(_ branch: Branch, _ call: Call) throws(PlatformError) -> Change<Branch>
  /// Gives the branch its parent's present data; it keeps its id and address.
  func resetBranch(_ branch: Branch, preservedName: String?, _ call: Call) throws(PlatformError) -> Change<Branch>
  func restoreBranch(_ request: RestoreRequest, _ call: Call) throws(PlatformError) -> Change<Branch>
  /// Seconds since 1970; nil for never.
  func setExpiry(_ time: Double?, of branch: Branch, _ call: Call) throws(PlatformError) -> Branch
  func setProtected(_ isProtected: Bool, _ branch: Branch, _ call: Call) throws(PlatformError) -> Branch
  func setDefault(_ branch: Branch, _ call: Call) throws(PlatformError) -> Change<Branch>

  func computes(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Compute]
  func start(_ compute: Compute, _ call: Call) throws(PlatformError) -> Change<Compute>
  func suspend(_ compute: Compute, _ call: Call) throws(PlatformError) -> Change<Compute>

  /// Who is on a branch just now, the caller's own sessions included.
  func sessions(on branch: Branch, _ call: Call) throws(PlatformError) -> [BlockingSession]
  func members(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Member]
  /// Lets somebody in at a level, or with nil not any more.
  func setMember(_ name: String, level: MemberLevel?, of tenant: Tenant, _ call: Call) throws(PlatformError)
  func databases(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedDatabase]
  func createDatabase(_ database: HostedDatabase, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation]
  func dropDatabase(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation]
  func roles(of branch: Branch, _ call: Call) throws(PlatformError) -> [HostedRole]
  func createRole(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation]
  func dropRole(_ name: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation]
  /// Sessions of the role may end.
  func rotatePassword(of role: String, in branch: Branch, _ call: Call) throws(PlatformError) -> [Operation]

  func login(_ target: LoginTarget, _ call: Call) throws(PlatformError) -> Login

  /// The schema as DDL.
  func schema(of place: SchemaPlace, database: String, _ call: Call) throws(PlatformError) -> String
  /// A unified diff, or SQL that leads from `base` to `place`.
  func compareSchemas(_ place: SchemaPlace, base: SchemaPlace, database: String, _ call: Call) throws(PlatformError)
    -> String

  func snapshots(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Snapshot]
  func createSnapshot(_ name: String, of branch: Branch, _ call: Call) throws(PlatformError) -> Change<Snapshot>
  func deleteSnapshot(_ snapshot: Snapshot, of tenant: Tenant, _ call: Call) throws(PlatformError) -> [Operation]
  func restoreSnapshot(_ snapshot: Snapshot, as name: String, of tenant: Tenant, _ call: Call) throws(PlatformError)
    -> Change<Branch>

  /// The operation as it is now.
  func operation(_ operation: Operation, _ call: Call) throws(PlatformError) -> Operation
  /// The latest first.
  func operations(of tenant: Tenant?, _ call: Call) throws(PlatformError) -> [Operation]
  func usage(of tenant: Tenant, _ call: Call) throws(PlatformError) -> [UsageFigure]
  /// What the tenant used from a time on, in seconds since 1970, where the platform keeps that.
  func usage(of tenant: Tenant, since: Double, _ call: Call) throws(PlatformError) -> [UsageFigure]
  func query(_ query: HTTPQuery, _ call: Call) throws(PlatformError) -> ResultSet
}
