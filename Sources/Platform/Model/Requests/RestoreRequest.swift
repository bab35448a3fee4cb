/// Where a branch's data is taken from when it is restored.
package struct RestoreRequest: Sendable, Hashable {
  package var branch: Branch
  /// The branch itself, its parent or another.
  package var source: Branch
  package var point: Point
  /// Keeps the present state as a branch of this name.
  package var preservedName: String?

  package init(_ branch: Branch, from source: Branch, at point: Point = .head, preservedName: String? = nil) {
    self.branch = branch
    self.source = source
    self.point = point
    self.preservedName = preservedName
  }
}
