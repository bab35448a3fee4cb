/// One copy of a tenant's data.
package struct Branch: Sendable, Hashable {
  /// What the branch's data came from; names are those at the time of the copy, since a parent may be gone by now.
  package enum Origin: Sendable, Hashable {
    case root
    case head(of: String)
    case point(of: String, Point)
    case schemaOnly(of: String)
    case snapshot(String)
    /// Migrations and seed, replayed on an empty database.
    case migrations(of: String)
    case unknown
  }

  /// Opaque; never changes, also when the name does.
  package var id: String
  package var name: String
  /// Name of the tenant.
  package var tenant: String
  /// Id of the tenant; empty on platforms that address tenants by name.
  package var tenantID: String
  /// The parent's present name; nil for a root, and when the parent was deleted.
  package var parent: String?
  package var parentID: String?
  package var origin: Origin
  /// The branch's only database; empty when it can hold several.
  package var database: String
  package var isDefault: Bool
  package var isProtected: Bool
  package var state: ResourceState
  /// Seconds since 1970.
  package var createdAt: Double?
  package var expiresAt: Double?
  package var sizeBytes: Int64?
  /// What the provider refuses for this branch just now, with its reason.
  package var refused: [Capability: String]
  /// Seconds since 1970 of the last reset or restore.
  package var resetAt: Double?
  /// Size of the dump that stands for the database while the tenant is archived.
  package var archivedBytes: Int64?

  package init(id: String, name: String, tenant: String, database: String = "") {
    self.id = id
    self.name = name
    self.tenant = tenant
    self.database = database
    tenantID = ""
    origin = .unknown
    isDefault = false
    isProtected = false
    state = .unknown("")
    refused = [:]
  }
}

extension Branch {
  /// Bytes that the branch takes now: those of its dump while it is archived.
  package var storedBytes: Int64? { state == .archived ? archivedBytes ?? sizeBytes : sizeBytes }

  /// What the branch came from when that is gone, or has another name by now.
  package var formerParent: String? {
    guard parent == nil else { return nil }
    return switch origin {
    case .head(let name), .point(let name, _), .schemaOnly(let name), .migrations(let name): name.isEmpty ? nil : name
    case .root, .snapshot, .unknown: nil
    }
  }

  /// What to say when protecting the branch took its expiry; `before` is the branch as it was.
  package func lostExpiry(since before: Branch) -> String? {
    before.expiresAt != nil && expiresAt == nil ? "a protected branch does not expire: its expiry is gone" : nil
  }
}

/// A moment in a branch's history.
package enum Point: Sendable, Hashable {
  case head
  /// Seconds since 1970.
  case time(Double)
  case lsn(UInt64)
}
