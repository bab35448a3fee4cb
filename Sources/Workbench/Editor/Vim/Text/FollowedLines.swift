import SQLText

/// Lines that a command goes through one by one, wherever edits move them meanwhile; commands inside of commands follow lines of their own.
struct FollowedLines: Sendable {
  /// Starts of lines; nil where the line is gone.
  private var starts: [Int?] = []

  /// Follows more lines; `index` counts from what this gives.
  mutating func add(_ lines: [Int]) -> Int {
    starts += lines
    return starts.count - lines.count
  }

  /// Forgets the lines from an index on.
  mutating func remove(from index: Int) { starts.removeSubrange(min(index, starts.count)...) }

  subscript(index: Int) -> Int? { starts.indices.contains(index) ? starts[index] : nil }

  /// Takes an edit along that is about to be made in `text`.
  mutating func replace(_ range: Range<Int>, with new: [UInt8], in text: Rope) {
    guard !starts.isEmpty else { return }
    let removed = text[range]
    let edit = Edit(
      range: range, new: new, feeds: removed.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }, endsLine: removed.last == 0x0A,
      beginsLine: range.lowerBound == 0 || text[range.lowerBound - 1] == 0x0A)
    for (index, start) in starts.enumerated() {
      guard let start, start >= range.lowerBound else { continue }
      starts[index] = edit.moved(
        start, feedsBefore: { text[range.lowerBound..<start].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } })
    }
  }

  private struct Edit {
    var range: Range<Int>
    var new: [UInt8]
    /// Line feeds that go, and whether the last byte that goes is one.
    var feeds: Int
    var endsLine: Bool
    var beginsLine: Bool

    /// Where a line is then that began at or behind the start of the range.
    func moved(_ start: Int, feedsBefore: () -> Int) -> Int? {
      let behind = start + new.count - range.count
      // Whole lines that go in before a line leave it what it is.
      if range.isEmpty, start == range.lowerBound { return new.last == 0x0A ? behind : start }
      if start > range.upperBound { return behind }
      if start == range.upperBound {
        return new.isEmpty ? (beginsLine ? behind : nil) : new.last == 0x0A ? behind : nil
      }
      if start == range.lowerBound { return endsLine && new.isEmpty ? nil : start }
      // Lines inside what is replaced are found again when there are as many as before.
      guard new.reduce(0, { $0 + ($1 == 0x0A ? 1 : 0) }) == feeds else { return nil }
      var left = feedsBefore()
      let end = new.firstIndex { byte in
        if byte == 0x0A { left -= 1 }
        return left == 0
      }
      return end.map { range.lowerBound + $0 + 1 }
    }
  }
}
