/// Somebody who may use a tenant.
package struct Member: Sendable, Hashable {
  /// A person's address, or a role of the database.
  package var name: String
  /// `owner`, `admin`, `developer`, `viewer`, or the platform's own word.
  package var role: String
  /// Seconds since 1970, nil when the platform does not tell.
  package var since: Double?

  package init(name: String, role: String, since: Double? = nil) {
    self.name = name
    self.role = role
    self.since = since
  }
}
