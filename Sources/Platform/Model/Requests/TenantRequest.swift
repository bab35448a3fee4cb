/// What a new tenant should be; nil leaves the choice to the platform.
package struct TenantRequest: Sendable, Hashable {
  package var name: String
  package var region: String?
  package var postgresVersion: Int?
  package var organization: String?
  package var plan: String?
  /// Name of the first database.
  package var database: String?
  /// Name of the role that owns it.
  package var role: String?

  package init(name: String) { self.name = name }
}
