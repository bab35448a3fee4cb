/// Why bytes are no JSON.
package struct JSONProblem: Error, Sendable, Hashable {
  /// `byte 17: a value is missing`
  package var message: String

  package init(message: String) { self.message = message }
}
