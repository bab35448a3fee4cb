/// One place of the screen, in numbers alone.
package struct Cell: Sendable, Hashable {
  /// The character; 0 for the right half of a wide one.
  package var scalar: UInt32
  /// Combining marks on it, 0 for none.
  package var mark1: UInt32 = 0
  package var mark2: UInt32 = 0
  package var style: Style

  package init(scalar: UInt32 = 0x20, style: Style) {
    self.scalar = scalar
    self.style = style
  }
}
