/// What one key says about one row.
struct SortPart: Sendable {
  var key: UInt64
  var isNull: Bool
  /// Whether equal numbers may stand for different cells.
  var isInexact: Bool
}

/// One row as sorting sees it, with copies of its cells: what lies before it and what behind can be told without the result.
struct SortPoint: Sendable {
  var row: UInt32
  var parts: [SortPart]
  /// Of each key; empty for NULL.
  var cells: [[UInt8]]

  /// Bytes of a cell that a point may hold; rows with longer ones are no points.
  static let longestCell = 1024
}

/// Orders rows by what the keys say about them, then by their cells, then as they came.
struct SortOrder: Sendable {
  let keys: [SortKey]
  let comparisons: [CellComparison]

  init(keys: [SortKey], kinds: [ValueKind]) {
    self.keys = keys
    comparisons = kinds.map(CellComparison.init)
  }

  /// Less than zero when the row of `point` comes before another with these parts. `cells` compares their cells for a key, and is asked
  /// only when the numbers do not tell.
  func compare(
    _ point: SortPoint, toRow row: UInt32, part: (_ key: Int) -> SortPart, cells: (_ key: Int) -> Int
  ) -> Int {
    for index in keys.indices {
      let (one, two) = (point.parts[index], part(index))
      // NULL comes last, and first when the order is turned round, as in PostgreSQL.
      if one.isNull != two.isNull { return one.isNull == keys[index].isDescending ? -1 : 1 }
      if one.isNull { continue }
      if one.key != two.key { return one.key < two.key ? -1 : 1 }
      guard one.isInexact || two.isInexact else { continue }
      let order = cells(index)
      if order != 0 { return order }
    }
    return point.row == row ? 0 : point.row < row ? -1 : 1
  }

  func compare(_ one: SortPoint, _ two: SortPoint) -> Int {
    func compareCells(_ key: Int) -> Int {
      one.cells[key].withUnsafeBytes { a in two.cells[key].withUnsafeBytes { self.compareCells(a, $0, key: key) } }
    }
    return compare(one, toRow: two.row, part: { two.parts[$0] }, cells: compareCells)
  }

  func compareCells(_ one: UnsafeRawBufferPointer, _ two: UnsafeRawBufferPointer, key index: Int) -> Int {
    let order = comparisons[index].compare(one, two)
    return keys[index].isDescending ? -order : order
  }
}
