/// Something to be changed about tenants and branches. Names are exact; where a branch stands as a source it may be `^parent`, `^self`, and
/// carry `@TIME`. Times are as typed: the shell has the clock that reads them.
package enum PlatformChange: Sendable, Hashable {
  /// How the data of a new branch is copied.
  package enum Copy: Sendable, Hashable { case files, dump, schemaOnly }

  case createTenant(name: String)
  case suspendTenant(name: String)
  case archiveTenant(name: String)
  case restoreTenant(name: String)
  case deleteTenant(name: String)
  case createBranch(tenant: String, parent: String, name: String, copy: Copy = .files, expires: String? = nil)
  case renameBranch(tenant: String, name: String, to: String)
  case deleteBranch(tenant: String, name: String)
  /// `keeping` names a branch that keeps what was there.
  case resetBranch(tenant: String, name: String, keeping: String?)
  case restoreBranch(tenant: String, name: String, from: String, keeping: String?)
  /// `never`, a date, or how long from now.
  case expireBranch(tenant: String, name: String, when: String)
  case protectBranch(tenant: String, name: String, Bool)

  package var tenant: String {
    switch self {
    case .createTenant(let name), .suspendTenant(let name), .archiveTenant(let name), .restoreTenant(let name),
      .deleteTenant(let name):
      name
    case .createBranch(let tenant, _, _, _, _), .renameBranch(let tenant, _, _), .deleteBranch(let tenant, _),
      .resetBranch(let tenant, _, _), .restoreBranch(let tenant, _, _, _), .expireBranch(let tenant, _, _),
      .protectBranch(let tenant, _, _):
      tenant
    }
  }

  /// The branches that must be free of sessions meanwhile; nil for all of the tenant.
  func needed(on platform: PlatformListing?) -> Set<String>? {
    let sparesSessions = platform?.sparesSessions ?? false
    return switch self {
    case .createBranch where sparesSessions, .renameBranch where sparesSessions: []
    case .createTenant, .restoreTenant, .expireBranch, .protectBranch: []
    case .suspendTenant, .archiveTenant, .deleteTenant: nil
    case .createBranch(_, let parent, _, let copy, _): copy == .files ? [parent] : []
    case .renameBranch(_, let name, _), .deleteBranch(_, let name): [name]
    // The parent's name is the platform's to find: whoever is on any branch of the tenant steps aside.
    case .resetBranch, .restoreBranch: nil
    }
  }
}

extension PlatformChange {
  /// What goes on, for the status line: `creating acme ▸ dev from main`.
  var running: String {
    switch self {
    case .createTenant(let name): "creating tenant \(name)"
    case .suspendTenant(let name): "suspending tenant \(name)"
    case .archiveTenant(let name): "archiving tenant \(name)"
    case .restoreTenant(let name): "restoring tenant \(name)"
    case .deleteTenant(let name): "deleting tenant \(name)"
    case .createBranch(let tenant, let parent, let name, _, _): "creating \(tenant) ▸ \(name) from \(parent)"
    case .renameBranch(let tenant, let name, let new): "renaming \(tenant) ▸ \(name) to \(new)"
    case .deleteBranch(let tenant, let name): "deleting \(tenant) ▸ \(name)"
    case .resetBranch(let tenant, let name, _): "resetting \(tenant) ▸ \(name)"
    case .restoreBranch(let tenant, let name, let source, _): "restoring \(tenant) ▸ \(name) from \(source)"
    case .expireBranch(let tenant, let name, _): "setting the expiry of \(tenant) ▸ \(name)"
    case .protectBranch(let tenant, let name, let isOn): "\(isOn ? "protecting" : "unprotecting") \(tenant) ▸ \(name)"
    }
  }

  /// The same once it is done: `created acme ▸ dev from main`.
  var done: String {
    switch self {
    case .createTenant(let name): "created tenant \(name)"
    case .suspendTenant(let name): "suspended tenant \(name)"
    case .archiveTenant(let name): "archived tenant \(name)"
    case .restoreTenant(let name): "restored tenant \(name)"
    case .deleteTenant(let name): "deleted tenant \(name)"
    case .createBranch(let tenant, let parent, let name, _, _): "created \(tenant) ▸ \(name) from \(parent)"
    case .renameBranch(let tenant, let name, let new): "renamed \(tenant) ▸ \(name) to \(new)"
    case .deleteBranch(let tenant, let name): "deleted \(tenant) ▸ \(name)"
    case .resetBranch(let tenant, let name, _): "reset \(tenant) ▸ \(name) to its parent"
    case .restoreBranch(let tenant, let name, let source, _): "restored \(tenant) ▸ \(name) from \(source)"
    case .expireBranch(let tenant, let name, let when): "\(tenant) ▸ \(name) expires: \(when)"
    case .protectBranch(let tenant, let name, let isOn): "\(isOn ? "protected" : "unprotected") \(tenant) ▸ \(name)"
    }
  }
}
