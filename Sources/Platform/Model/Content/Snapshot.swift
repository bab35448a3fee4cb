/// A kept state of a branch.
package struct Snapshot: Sendable, Hashable {
  package var id: String
  package var name: String
  package var branchID: String?
  /// Seconds since 1970.
  package var createdAt: Double?
  package var expiresAt: Double?
  package var sizeBytes: Int64?

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
