/// Rows of a result, whatever order they are shown in.
struct RowSet: Sendable {
  private var words: [UInt64]

  init(_ order: RowOrder, of rowCount: Int) {
    var words = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    order.forEach(0..<order.count) { words[$0 / 64] |= 1 << UInt64($0 % 64) }
    self.words = words
  }

  /// Those in a range, ascending.
  func rows(in range: Range<Int>) -> [UInt32] {
    var rows: [UInt32] = []
    for row in range where words[row / 64] >> UInt64(row % 64) & 1 == 1 { rows.append(UInt32(row)) }
    return rows
  }
}
