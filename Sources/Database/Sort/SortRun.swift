/// Some rows of a result in order, with the numbers they were ordered by.
package struct SortRun: Sendable {
  /// What one key says about each row, in the order of the rows.
  struct Column: Sendable {
    var keys: [UInt64]
    /// Whether the cell is NULL; empty when none is.
    var nulls: [Bool]
    /// Whether equal numbers may stand for different cells.
    var isInexact: Bool
  }

  /// Rows of the result.
  package internal(set) var rows: [UInt32]
  var columns: [Column]
}

/// A sorted run in scratch space.
package struct KeptRun: Sendable {
  struct Column: Sendable {
    var keys: KeptNumbers<UInt64>
    /// Whether the cell is NULL; nil when none is.
    var nulls: KeptNumbers<Bool>?
    var isInexact: Bool

    subscript(place: Int) -> SortPart {
      SortPart(key: keys[place], isNull: nulls?[place] ?? false, isInexact: isInexact)
    }

    func evict() {
      keys.evict()
      nulls?.evict()
    }
  }

  let rows: KeptNumbers<UInt32>
  let columns: [Column]
  /// Some of the rows, at even distances.
  let points: [SortPoint]
  /// Rows with NULL in the first column.
  let nullCount: Int

  init(_ run: SortRun, points: [SortPoint], in space: ScratchSpace) {
    rows = KeptNumbers(run.rows, in: space)
    columns = run.columns.map { column in
      Column(
        keys: KeptNumbers(column.keys, in: space),
        nulls: column.nulls.isEmpty ? nil : KeptNumbers(column.nulls, in: space), isInexact: column.isInexact)
    }
    self.points = points
    nullCount = run.columns.first?.nulls.reduce(0) { $0 + ($1 ? 1 : 0) } ?? 0
  }

  func evict() {
    rows.evict()
    for column in columns { column.evict() }
  }
}
