/// The statements of a text that show no more than their first line. Edits move them along; one that is edited opens.
struct Folds: Sendable {
  /// Byte ranges of the closed ones, ascending, none overlapping.
  private(set) var closed: [Range<Int>] = []

  var isEmpty: Bool { closed.isEmpty }

  mutating func close(_ range: Range<Int>) {
    open(touching: range)
    closed.insert(range, at: closed.firstIndex { $0.lowerBound > range.lowerBound } ?? closed.count)
  }

  /// Closes these, which ascend and do not overlap, and opens all others.
  mutating func closeOnly(_ ranges: [Range<Int>]) { closed = ranges }

  mutating func open(touching range: Range<Int>) {
    guard !closed.isEmpty else { return }
    closed.removeAll { $0.lowerBound <= range.upperBound && range.lowerBound <= $0.upperBound }
  }

  mutating func replaced(_ range: Range<Int>, by count: Int) {
    guard !closed.isEmpty else { return }
    open(touching: range)
    let delta = count - range.count
    for index in closed.indices.reversed() {
      guard closed[index].lowerBound >= range.upperBound else { break }
      closed[index] = closed[index].lowerBound + delta..<closed[index].upperBound + delta
    }
  }

  /// The closed one that holds the byte before `offset` and `offset` itself.
  func around(_ offset: Int) -> Range<Int>? {
    var low = 0
    var high = closed.count
    while low < high {
      let middle = (low + high) / 2
      if closed[middle].lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 && closed[low - 1].upperBound >= offset ? closed[low - 1] : nil
  }
}
