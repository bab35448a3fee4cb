/// One side of a comparison of schemas.
package struct SchemaPlace: Sendable, Hashable {
  package var branch: Branch
  package var point: Point

  package init(_ branch: Branch, at point: Point = .head) {
    self.branch = branch
    self.point = point
  }
}
