/// A statement with the values of its parameters in their places.
package struct FilledStatement: Sendable, Hashable {
  package let text: String
  /// What each value took the place of, and where it stands now, in order.
  private let moves: [Move]

  private struct Move: Sendable, Hashable {
    var original: Range<Int>
    var filled: Range<Int>
  }

  /// `values` are what the user typed, by name: `null` means no value, everything else is a text that PostgreSQL reads as the type that is
  /// due there. Nil when one is missing.
  package init?(_ statement: [UInt8], _ parameters: QueryParameters, values: [String: String]) {
    var bytes: [UInt8] = []
    var moves: [Move] = []
    var end = 0
    for place in parameters.places {
      guard let value = values[place.name] else { return nil }
      bytes += statement[end..<place.range.lowerBound]
      let start = bytes.count
      // Nothing runs together with what stands before or behind it.
      bytes += " \(Self.written(value, place.form)) ".utf8
      moves.append(Move(original: place.range, filled: start..<bytes.count))
      end = place.range.upperBound
    }
    bytes += statement[end...]
    text = String(decoding: bytes, as: UTF8.self)
    self.moves = moves
  }

  private static func written(_ value: String, _ form: QueryParameters.Place.Form) -> String {
    if form == .identifier { return Quoting.identifier(value) }
    return value.lowercased() == "null" ? "null" : Quoting.literal(value)
  }

  /// Where a byte of the filled text stands in the original; the start of the parameter for one inside a value.
  package func original(_ offset: Int) -> Int {
    var shift = 0
    for move in moves {
      if offset < move.filled.lowerBound { break }
      if offset < move.filled.upperBound { return move.original.lowerBound }
      shift = move.original.upperBound - move.filled.upperBound
    }
    return offset + shift
  }
}
