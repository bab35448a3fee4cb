import Database

/// What became of some consecutive rows of the old result.
struct PartMatches {
  enum Outcome: Hashable {
    /// No row of the new result has its key.
    case none
    case same
    /// The new row is copied, at this place of the copies.
    case changed(Int)
    /// The new row is this one; it is not copied.
    case changedElsewhere(Int)
  }

  private let part: Range<Int>
  /// Each in four bytes: half of the memory of a part goes here.
  private var outcomes: [Int32]
  private var builder: RowBatch.Builder

  private static let unmatched: Int32 = .min
  private static let same: Int32 = .max
  /// Bytes of changed rows that are copied.
  private static let copiedAtMost = 8 << 20

  init(_ part: Range<Int>, columnCount: Int) {
    self.part = part
    outcomes = Array(repeating: Self.unmatched, count: part.count)
    builder = RowBatch.Builder(columnCount: columnCount)
  }

  mutating func setSame(_ row: Int) { outcomes[row - part.lowerBound] = Self.same }

  /// Says that the new row of an old one differs, and copies some of its columns while there is room.
  mutating func setChanged(_ row: Int, to new: Int, _ place: ResultSet.Place, _ columns: some Sequence<Int>) {
    if builder.byteCount < Self.copiedAtMost {
      outcomes[row - part.lowerBound] = Int32(builder.rowCount)
      builder.append(place, columns)
    } else {
      outcomes[row - part.lowerBound] = -1 - Int32(new)
    }
  }

  func isMatched(_ row: Int) -> Bool { outcomes[row - part.lowerBound] != Self.unmatched }

  subscript(row: Int) -> Outcome {
    switch outcomes[row - part.lowerBound] {
    case Self.unmatched: .none
    case Self.same: .same
    case let number where number < 0: .changedElsewhere(Int(-1 - number))
    case let number: .changed(Int(number))
    }
  }

  /// The copies of changed rows; to be called once.
  mutating func takeCopies() -> RowBatch { builder.finish() }
}

/// Rows of both results that may belong together.
struct RowPairs {
  /// The new row above the old one.
  private var words: [UInt64] = []

  mutating func add(old: Int, new: Int) { words.append(UInt64(new) << 32 | UInt64(old)) }

  /// Puts them in the order of the new rows, and those with the same one in that of the old rows.
  mutating func sort() { words.sort() }

  var newRows: [UInt32] { words.map { UInt32($0 >> 32) } }

  subscript(number: Int) -> (old: Int, new: Int) {
    (Int(words[number] & 0xFFFF_FFFF), Int(words[number] >> 32))
  }
}
