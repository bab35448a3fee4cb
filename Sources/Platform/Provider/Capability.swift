/// What a platform may be able to do. The raw value is the fixed word for programs.
package enum Capability: String, Sendable, Hashable, CaseIterable {
  case createTenant = "tenant.create"
  case deleteTenant = "tenant.delete"
  case recoverTenant = "tenant.recover"
  case suspendTenant = "tenant.suspend"
  case resumeTenant = "tenant.resume"
  case archiveTenant = "tenant.archive"
  case createBranch = "branch.create"
  case chooseParent = "branch.create.parent"
  case branchAtPoint = "branch.create.point"
  case branchSchemaOnly = "branch.create.schema"
  case renameBranch = "branch.rename"
  case deleteBranch = "branch.delete"
  case recoverBranch = "branch.recover"
  case resetBranch = "branch.reset"
  case restoreBranch = "branch.restore"
  case setExpiry = "branch.expire"
  case setProtected = "branch.protect"
  case setDefault = "branch.default"
  case listComputes = "compute.list"
  case startCompute = "compute.start"
  case suspendCompute = "compute.suspend"
  case listSessions = "session.list"
  case listMembers = "member.list"
  case changeMembers = "member.change"
  case listDatabases = "database.list"
  case createDatabase = "database.create"
  case dropDatabase = "database.drop"
  case listRoles = "role.list"
  case createRole = "role.create"
  case dropRole = "role.drop"
  case rotatePassword = "role.password"
  case connectPooled = "connect.pooled"
  case connectAtPoint = "connect.point"
  case readSchema = "schema.read"
  case compareSchemas = "schema.compare"
  case snapshots = "snapshot"
  case usage = "usage"
  /// Statements over HTTP, without a session.
  case queryOverHTTP = "query.http"

  /// For sentences: `renaming a branch`.
  package var text: String {
    switch self {
    case .createTenant: "creating a tenant"
    case .deleteTenant: "deleting a tenant"
    case .recoverTenant: "recovering a deleted tenant"
    case .suspendTenant: "suspending a tenant"
    case .resumeTenant: "resuming a tenant"
    case .archiveTenant: "archiving a tenant"
    case .createBranch: "creating a branch"
    case .chooseParent: "choosing the parent of a branch"
    case .branchAtPoint: "branching from a past moment"
    case .branchSchemaOnly: "branching without data"
    case .renameBranch: "renaming a branch"
    case .deleteBranch: "deleting a branch"
    case .recoverBranch: "recovering a deleted branch"
    case .resetBranch: "resetting a branch to its parent"
    case .restoreBranch: "restoring a branch to a past moment"
    case .setExpiry: "setting when a branch expires"
    case .setProtected: "protecting a branch"
    case .setDefault: "choosing the default branch"
    case .listComputes: "listing computes"
    case .startCompute: "starting a compute"
    case .suspendCompute: "suspending a compute"
    case .listSessions: "listing sessions"
    case .listMembers: "listing members"
    case .changeMembers: "changing who may use a tenant"
    case .listDatabases: "listing databases"
    case .createDatabase: "creating a database"
    case .dropDatabase: "dropping a database"
    case .listRoles: "listing roles"
    case .createRole: "creating a role"
    case .dropRole: "dropping a role"
    case .rotatePassword: "giving a role a new password"
    case .connectPooled: "connecting through a pool"
    case .connectAtPoint: "connecting to a past moment"
    case .readSchema: "reading a branch's schema from the platform"
    case .compareSchemas: "comparing schemas on the platform"
    case .snapshots: "keeping snapshots"
    case .usage: "reading usage"
    case .queryOverHTTP: "running statements over HTTP"
    }
  }
}

/// Whether a platform can do something, with the reason for people when it cannot, or only under a condition.
package enum Support: Sendable, Hashable {
  case yes
  case conditional(String)
  case no(String)

  package var isPossible: Bool {
    if case .no = self { false } else { true }
  }

  /// Nil when nothing needs to be said.
  package var reason: String? {
    switch self {
    case .yes: nil
    case .conditional(let reason), .no(let reason): reason
    }
  }
}

/// What a platform can do, each with its reason when it cannot.
package struct Capabilities: Sendable, Hashable {
  private var known: [Capability: Support]
  /// Said of everything that is not listed.
  private let otherwise: String

  package init(_ known: [Capability: Support], otherwise: String) {
    self.known = known
    self.otherwise = otherwise
  }

  package subscript(capability: Capability) -> Support {
    get { known[capability] ?? .no(otherwise) }
    set { known[capability] = newValue }
  }

  /// The same for one branch: what its state, its protection or the provider refuses.
  package func support(_ capability: Capability, for branch: Branch) -> Support {
    let general = self[capability]
    guard general.isPossible else { return general }
    if let reason = branch.refused[capability] { return .no(reason) }
    if capability == .deleteBranch, branch.isDefault { return .no("the default branch goes only with its tenant") }
    if capability == .deleteBranch, branch.isProtected { return .no("the branch is protected; unprotect it first") }
    return general
  }

  /// Throws why not.
  package func require(_ capability: Capability) throws(PlatformError) {
    if case .no(let reason) = self[capability] { throw .unsupported(operation: capability.text, reason: reason) }
  }
}
