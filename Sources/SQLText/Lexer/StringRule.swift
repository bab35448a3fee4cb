/// How strings that no letter stands before are read: what the server says of its `standard_conforming_strings`.
package struct StringRule: Sendable, Hashable {
  /// Whether a backslash in them means what it means in `E'…'`.
  package var hasEscapes = false
  /// Strings that start before this place of the text are read the other way. psql reads a line to its end as it began it, whatever the
  /// statements on it change.
  package var turn = 0

  /// As the standard says, and every server since 9.1 that was not told otherwise.
  package static let standard = StringRule()

  package init(hasEscapes: Bool = false, turn: Int = 0) {
    self.hasEscapes = hasEscapes
    self.turn = turn
  }

  @inline(__always) func hasEscapes(at place: Int) -> Bool { hasEscapes != (place < turn) }

  /// The rule for the text from `start` on.
  package func dropping(_ start: Int) -> StringRule { StringRule(hasEscapes: hasEscapes, turn: max(0, turn - start)) }
}
