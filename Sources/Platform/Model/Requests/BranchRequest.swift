/// What a new branch should be.
package struct BranchRequest: Sendable, Hashable {
  package enum Data: Sendable, Hashable { case full, schemaOnly }

  package var name: String
  package var parent: Branch
  package var point: Point
  package var data: Data
  /// Without one nobody can connect until one is made.
  package var hasCompute: Bool
  /// Seconds since 1970.
  package var expiresAt: Double?
  package var isProtected: Bool
  /// When the name is taken by a branch of the same parent, that branch is the answer.
  package var usesExisting: Bool
  /// Where a copy needs the parent free of sessions: copy by dump instead, which takes longer and needs no such thing.
  package var leavesParentInUse: Bool

  package init(name: String, parent: Branch) {
    self.name = name
    self.parent = parent
    point = .head
    data = .full
    hasCompute = true
    isProtected = false
    usesExisting = false
    leavesParentInUse = false
  }
}
