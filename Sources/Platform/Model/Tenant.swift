/// One customer's isolated data: a family of branches with an owner role.
package struct Tenant: Sendable, Hashable {
  /// Opaque; never changes, also when the name does.
  package var id: String
  package var name: String
  package var state: ResourceState
  package var plan: String
  /// The role that owns the tenant's databases and that sessions log in as.
  package var ownerRole: String
  /// Seconds since 1970, nil when the provider does not tell.
  package var createdAt: Double?

  package init(id: String, name: String, state: ResourceState, plan: String, ownerRole: String, createdAt: Double?) {
    self.id = id
    self.name = name
    self.state = state
    self.plan = plan
    self.ownerRole = ownerRole
    self.createdAt = createdAt
  }
}
