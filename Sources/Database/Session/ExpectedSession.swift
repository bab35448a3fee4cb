/// What the platform says about where a session leads; the session itself must say the same. Nil where the platform does not know.
package struct ExpectedSession: Sendable, Hashable {
  package var database: String?
  package var user: String?
  /// Of the cluster, as initdb gave it.
  package var systemIdentifier: String?
  /// The platform's id of the branch, where its servers know it.
  package var branchID: String?

  package init(database: String? = nil, user: String? = nil) {
    self.database = database
    self.user = user
  }

  /// Where the session says something else, in one clause; nil when it agrees or does not say.
  package func contradiction(_ facts: SessionFacts) -> String? {
    func differs(_ what: String, _ expected: String?, _ found: String) -> String? {
      guard let expected, !expected.isEmpty, !found.isEmpty, expected != found else { return nil }
      return "\(what) \(found), not \(expected)"
    }
    return differs("server", systemIdentifier, facts.systemIdentifier)
      ?? differs("branch", branchID, facts.branchID) ?? differs("database", database, facts.database)
      ?? differs("user", user, facts.user)
  }
}
