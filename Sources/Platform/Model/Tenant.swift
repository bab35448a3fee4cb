/// One customer's isolated data: a family of branches. What a provider calls it is in `Provider.tenantWord`.
package struct Tenant: Sendable, Hashable {
  /// Opaque; never changes, also when the name does.
  package var id: String
  package var name: String
  package var state: ResourceState
  /// Empty when the provider has no plans for a tenant.
  package var plan: String
  /// The role that owns the tenant's databases and that sessions log in as; empty when each branch has its own.
  package var ownerRole: String
  /// Seconds since 1970, nil when the provider does not tell.
  package var createdAt: Double?
  package var region: String?
  /// Major version of PostgreSQL.
  package var postgresVersion: Int?
  /// The organization that pays, by the provider's id.
  package var organization: String?
  /// A deleted tenant can be recovered until then, in seconds since 1970.
  package var recoverableUntil: Double?
  package var sizeBytes: Int64?

  /// Tells it from those of the same name in other organizations: `alpha:shop`.
  package var qualifiedName: String { organization.map { "\($0):\(name)" } ?? name }

  package init(
    id: String, name: String, state: ResourceState, plan: String = "", ownerRole: String = "", createdAt: Double? = nil
  ) {
    self.id = id
    self.name = name
    self.state = state
    self.plan = plan
    self.ownerRole = ownerRole
    self.createdAt = createdAt
  }
}

/// Tenants as far as the provider could tell them.
package struct TenantListing: Sendable, Hashable {
  package var tenants: [Tenant]
  /// Ids of tenants that exist and could not be told; a list with such holes resolves no names.
  package var missing: [String]

  package init(_ tenants: [Tenant], missing: [String] = []) {
    self.tenants = tenants
    self.missing = missing
  }
}
