/// The places of a snippet that are still to be gone through. They move with what is typed in the one at the cursor.
struct SnippetStops: Sendable {
  /// UTF-8 offsets in the buffer.
  private var stops: [Range<Int>]
  private var current = 0
  /// Bytes of the buffer when the place at the cursor was entered.
  private var length: Int
  let buffer: Int

  init?(_ stops: [Range<Int>], buffer: Int, length: Int) {
    guard !stops.isEmpty else { return nil }
    self.stops = stops
    self.buffer = buffer
    self.length = length
  }

  var range: Range<Int> { stops[current] }

  /// Takes in that the buffer has this many bytes now and the cursor is there; false when the cursor left the place that was being filled in.
  mutating func follow(length now: Int, cursor: Int) -> Bool {
    let growth = now - length
    let end = stops[current].upperBound + growth
    guard end >= stops[current].lowerBound, (stops[current].lowerBound...end).contains(cursor) else { return false }
    let edge = stops[current].upperBound
    stops[current] = stops[current].lowerBound..<end
    for index in stops.indices where index != current && stops[index].lowerBound >= edge {
      stops[index] = stops[index].lowerBound + growth..<stops[index].upperBound + growth
    }
    length = now
    return true
  }

  /// Goes to the next place, or back; false when there is none.
  mutating func move(by step: Int) -> Bool {
    guard stops.indices.contains(current + step) else { return false }
    current += step
    return true
  }

  var isLast: Bool { current == stops.count - 1 }
}
