/// Copies of the cells of some rows, taken in one sweep, so that comparing them needs no memory but this.
struct CellCopies: ~Copyable {
  private let result: ResultSet
  private let column: Int
  private let comparison: CellComparison
  /// The copies one after the other.
  private var bytes: [UInt8] = []
  /// Where the copy of a place ends; it begins where the one before in `slots` ends.
  private var ends: [Int] = [0]
  /// Of each place, which copy is its own.
  private var slots: [UInt32]
  /// Bytes of a cell that are copied.
  private let limit: Int

  private static let room = 8 << 20
  private static let least = 64

  /// - Parameters:
  ///   - places: indices into `rows` of the cells that matter.
  ///   - rows: rows of the result, in any order.
  init(_ result: ResultSet, column: Int, _ comparison: CellComparison, places: [UInt32], rows: [UInt32]) {
    self.result = result
    self.column = column
    self.comparison = comparison
    limit = max(Self.least, Self.room / max(1, places.count))
    slots = Array(repeating: 0, count: rows.count)
    ends.reserveCapacity(places.count + 1)
    result.forEachCell(ofRowsInAnyOrder: places.map { rows[Int($0)] }, column: column) { place, cell in
      slots[Int(places[place])] = UInt32(ends.count - 1)
      if let cell { bytes.append(contentsOf: cell.prefix(limit)) }
      ends.append(bytes.count)
    }
  }

  /// Orders the cells of two places; neither is NULL.
  func compare(_ one: Int, _ two: Int, rows: [UInt32]) -> Int {
    bytes.withUnsafeBytes { bytes in
      let (a, b) = (copy(one, in: bytes), copy(two, in: bytes))
      guard a.count == limit || b.count == limit else { return comparison.compare(a, b) }
      if comparison.kind == .text {
        let count = min(a.count, b.count)
        let order = TextOrder.compare(
          UnsafeRawBufferPointer(rebasing: a[..<count]), UnsafeRawBufferPointer(rebasing: b[..<count]))
        if order != 0 { return order }
      }
      return compareWhole(Int(rows[one]), Int(rows[two]))
    }
  }

  private func copy(_ place: Int, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let slot = Int(slots[place])
    return UnsafeRawBufferPointer(rebasing: bytes[ends[slot]..<ends[slot + 1]])
  }

  private func compareWhole(_ one: Int, _ two: Int) -> Int {
    guard let a = result.cell(row: one, column: column), let b = result.cell(row: two, column: column) else { return 0 }
    defer {
      result.evict(row: one)
      result.evict(row: two)
    }
    return comparison.compare(a, b)
  }
}
