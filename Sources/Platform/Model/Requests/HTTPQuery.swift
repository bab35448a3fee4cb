/// Statements for a platform that runs them over HTTP: one transaction, no session.
package struct HTTPQuery: Sendable, Hashable {
  package var target: LoginTarget
  package var statement: String
  /// Text forms, nil for NULL.
  package var parameters: [String?]
  package var isReadOnly: Bool

  package init(_ target: LoginTarget, _ statement: String, parameters: [String?] = [], isReadOnly: Bool = true) {
    self.target = target
    self.statement = statement
    self.parameters = parameters
    self.isReadOnly = isReadOnly
  }
}
