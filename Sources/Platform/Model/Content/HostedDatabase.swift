/// A database of a branch, as the platform lists it.
package struct HostedDatabase: Sendable, Hashable {
  package var name: String
  package var owner: String?

  package init(name: String, owner: String? = nil) {
    self.name = name
    self.owner = owner
  }
}
