import SQLText

/// Lines that a command goes through one by one, wherever edits move them meanwhile; commands inside of commands follow lines of their own.
struct FollowedLines: Sendable {
  private var groups: [Group] = []

  var isEmpty: Bool { groups.isEmpty }

  /// Follows more lines, which ascend; `index` counts from what this gives.
  mutating func add(_ lines: [Int]) -> Int {
    let first = groups.last.map { $0.first + $0.starts.count } ?? 0
    groups.append(Group(first: first, lines))
    return first
  }

  /// Forgets the lines from an index on.
  mutating func remove(from index: Int) { groups.removeAll { $0.first >= index } }

  subscript(index: Int) -> Int? { groups.last { $0.first <= index }?[index] }

  /// Takes an edit along that is about to be made in `text`.
  mutating func replace(_ range: Range<Int>, with new: [UInt8], in text: Rope) {
    guard !groups.isEmpty else { return }
    let removed = text[range]
    let edit = Edit(
      range: range, new: new, feeds: removed.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }, endsLine: removed.last == 0x0A,
      beginsLine: range.lowerBound == 0 || text[range.lowerBound - 1] == 0x0A)
    for index in groups.indices { groups[index].replace(edit, in: text) }
  }

  /// Lines that were begun to be followed together. Most edits are in the line that one is at: those behind it share the distance that edits have
  /// moved them by.
  private struct Group: Sendable {
    let first: Int
    /// Where lines start, or would if they were not gone; from `shifted` on less `distance`.
    private(set) var starts: [Int]
    private var isGone: [Bool]
    private var shifted = 0
    private var distance = 0

    init(first: Int, _ lines: [Int]) {
      self.first = first
      starts = lines
      isGone = Array(repeating: false, count: lines.count)
    }

    subscript(index: Int) -> Int? {
      let index = index - first
      return starts.indices.contains(index) && !isGone[index] ? start(index) : nil
    }

    private func start(_ index: Int) -> Int { starts[index] + (index >= shifted ? distance : 0) }

    /// The first line that starts at or behind a place.
    private func line(atOrBehind place: Int) -> Int {
      var (low, high) = (0, starts.count)
      while low < high {
        let middle = (low + high) / 2
        if start(middle) < place { low = middle + 1 } else { high = middle }
      }
      return low
    }

    mutating func replace(_ edit: Edit, in text: Rope) {
      let index = line(atOrBehind: edit.range.lowerBound)
      let behind = line(atOrBehind: edit.range.upperBound + 1)
      move(to: behind)
      distance += edit.new.count - edit.range.count
      var last = edit.range.lowerBound
      for index in index..<behind {
        let old = starts[index]
        let moved =
          isGone[index]
          ? nil
          : edit.moved(
            old, feedsBefore: { text[edit.range.lowerBound..<old].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } })
        isGone[index] = moved == nil
        // Lines that are gone keep a place between the others, so that these are found.
        last = moved ?? last
        starts[index] = last
      }
    }

    /// Lets the shared distance begin at another line.
    private mutating func move(to index: Int) {
      for index in min(index, shifted)..<max(index, shifted) { starts[index] += index < shifted ? -distance : distance }
      shifted = index
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
