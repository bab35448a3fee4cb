/// One copy of a tenant's data.
package struct Branch: Sendable, Hashable {
  /// What the branch's data came from; names are those at the time of the copy, since a parent may be gone by now.
  package enum Origin: Sendable, Hashable {
    case root
    case head(of: String)
    case schemaOnly(of: String)
    case unknown
  }

  /// Opaque; never changes, also when the name does.
  package var id: String
  package var name: String
  /// Name of the tenant.
  package var tenant: String
  /// The parent's present name; nil for a root, and when the parent was deleted.
  package var parent: String?
  package var origin: Origin
  package var database: String
  package var isDefault: Bool
  package var isProtected: Bool
  package var state: ResourceState
  /// Seconds since 1970.
  package var createdAt: Double?
  package var sizeBytes: Int64?

  package init(id: String, name: String, tenant: String, database: String) {
    self.id = id
    self.name = name
    self.tenant = tenant
    self.database = database
    origin = .unknown
    isDefault = false
    isProtected = false
    state = .unknown("")
  }
}
