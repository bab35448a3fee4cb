import Database

/// Looks for text in the cells of a result, some rows at a time so that keys are never kept waiting. Letter case of a-z is ignored.
struct GridSearch: Sendable {
  enum Step: Sendable {
    case found(row: Int, column: Int)
    case missing, unfinished
  }

  /// Bytes looked at in one step, a few milliseconds' worth.
  private static let budget = 1_500_000

  private let needle: [UInt8]
  private let forward: Bool
  private var row: Int
  /// The cell to start at in the first row; nil in all others.
  private var column: Int?
  private var rowsSeen = 0

  init(_ text: String, row: Int, column: Int, forward: Bool, includesStart: Bool) {
    needle = text.utf8.map(Self.folded)
    self.forward = forward
    self.row = row
    self.column = includesStart ? column - (forward ? 1 : -1) : column
  }

  mutating func step(in result: ResultSet) -> Step {
    var left = Self.budget
    while left > 0 {
      // The first row is seen twice: from the cursor on, and up to it after all others.
      guard rowsSeen <= result.rowCount else { return .missing }
      for column in columns(result.columns.count) {
        guard let cell = result.cell(row: row, column: column) else { continue }
        left -= cell.count + 8
        if contains(cell) { return .found(row: row, column: column) }
      }
      column = nil
      rowsSeen += 1
      row = (row + (forward ? 1 : -1) + result.rowCount) % result.rowCount
    }
    return .unfinished
  }

  private func columns(_ count: Int) -> [Int] {
    let all = forward ? Array(0..<count) : (0..<count).reversed()
    guard let column else { return all }
    return all.filter { forward ? $0 > column : $0 < column }
  }

  private func contains(_ cell: UnsafeRawBufferPointer) -> Bool {
    guard cell.count >= needle.count, let first = needle.first else { return false }
    return needle.withUnsafeBufferPointer { needle in
      var place = 0
      let end = cell.count - needle.count
      while place <= end {
        if Self.folded(cell[place]) == first {
          var length = 1
          while length < needle.count, Self.folded(cell[place + length]) == needle[length] { length += 1 }
          if length == needle.count { return true }
        }
        place += 1
      }
      return false
    }
  }

  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
