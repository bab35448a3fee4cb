/// The places of a snippet that are still to be gone through. They move with what is typed in the one at the cursor.
struct SnippetStops: Sendable {
  /// As offsets in the buffer.
  private var stops: [Snippet.Stop]
  private var current = 0
  /// Bytes of the buffer when it was last looked at.
  private(set) var length: Int
  let buffer: Int
  /// The state of the text when the place at the cursor was entered.
  private(set) var state: Int

  init?(_ stops: [Snippet.Stop], buffer: Int, length: Int, state: Int = 0) {
    guard !stops.isEmpty else { return nil }
    self.stops = stops
    self.buffer = buffer
    self.length = length
    self.state = state
  }

  var range: Range<Int> { stops[current].range }

  /// Where the text of the place at the cursor is repeated, the last one first.
  var echoes: [Range<Int>] { stops[current].echoes.sorted { $0.lowerBound > $1.lowerBound } }

  /// Takes in that the buffer has this many bytes now and the cursor is there; false when the cursor left the place that was being filled in.
  mutating func follow(length now: Int, cursor: Int) -> Bool {
    let growth = now - length
    let end = range.upperBound + growth
    guard end >= range.lowerBound, (range.lowerBound...end).contains(cursor) else { return false }
    let filled = range.lowerBound..<end
    shift(from: range.upperBound, by: growth)
    stops[current].range = filled
    length = now
    return true
  }

  /// Takes in that an echo of the place at the cursor has a text of so many bytes now.
  mutating func fill(_ echo: Range<Int>, count: Int) {
    guard let index = stops[current].echoes.firstIndex(of: echo) else { return }
    shift(from: echo.upperBound, by: count - echo.count)
    stops[current].echoes[index] = echo.lowerBound..<echo.lowerBound + count
    length += count - echo.count
  }

  private mutating func shift(from edge: Int, by distance: Int) {
    for index in stops.indices { stops[index].shift(from: edge, by: distance) }
  }

  /// Goes to the next place, or back; false when there is none. `state` is that of the text now.
  mutating func move(by step: Int, state: Int = 0) -> Bool {
    guard stops.indices.contains(current + step) else { return false }
    current += step
    self.state = state
    return true
  }

  var isLast: Bool { current == stops.count - 1 }
}
