/// A role of a branch or tenant, as the platform lists it.
package struct HostedRole: Sendable, Hashable {
  package var name: String
  package var canLogin: Bool
  /// The platform's own; not to be dropped.
  package var isSystem: Bool

  package init(name: String, canLogin: Bool = true, isSystem: Bool = false) {
    self.name = name
    self.canLogin = canLogin
    self.isSystem = isSystem
  }
}
