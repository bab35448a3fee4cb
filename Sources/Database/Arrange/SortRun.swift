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

/// What is common to sorting all parts of a result.
package struct RowSorter: Sendable {
  let result: ResultSet
  let keys: [SortKey]
  private let cells: [CellKeys]
  private let comparisons: [CellComparison]

  private static let sampleCount = 64

  package init(_ result: ResultSet, _ keys: [SortKey]) {
    self.result = result
    self.keys = keys
    let kinds = keys.map { key -> ValueKind in
      let kind = ValueKind(typeOID: result.columns[key.column].typeOID)
      return kind == .text && key.isNatural ? .natural : kind
    }
    comparisons = kinds.map(CellComparison.init)
    cells = zip(keys, kinds).map { key, kind in
      let step = max(1, result.rowCount / Self.sampleCount)
      let samples = stride(from: 0, to: result.rowCount, by: step).compactMap {
        result.cell(row: $0, column: key.column)
      }
      return CellKeys(kind: kind, samples: samples)
    }
  }

  /// Sorts rows, given in ascending order; equal ones stay so.
  package func sort(_ rows: [UInt32]) -> SortRun {
    var run = SortRun(rows: rows, columns: [])
    run.columns = keys.indices.map { column(of: $0, rows) }
    var places = rows.indices.map { UInt32($0) }
    var radix = RadixSort()
    for index in keys.indices.reversed() { sort(&places, by: run.columns[index], key: index, rows, &radix) }
    run.rows = places.map { rows[Int($0)] }
    for index in run.columns.indices {
      let column = run.columns[index]
      run.columns[index].keys = places.map { column.keys[Int($0)] }
      if !column.nulls.isEmpty { run.columns[index].nulls = places.map { column.nulls[Int($0)] } }
    }
    return run
  }

  private func column(of index: Int, _ rows: [UInt32]) -> SortRun.Column {
    var keys: [UInt64] = []
    keys.reserveCapacity(rows.count)
    var nulls: [Bool] = []
    var isInexact = false
    let flip: UInt64 = self.keys[index].isDescending ? .max : 0
    let reader = cells[index]
    result.forEachCell(rows: rows, column: self.keys[index].column) { place, cell in
      guard let cell else {
        if nulls.isEmpty { nulls = Array(repeating: false, count: rows.count) }
        nulls[place] = true
        return keys.append(0)
      }
      let (key, isExact) = reader.key(cell)
      if !isExact { isInexact = true }
      keys.append(key ^ flip)
    }
    return SortRun.Column(keys: keys, nulls: nulls, isInexact: isInexact)
  }

  /// Brings places into the order of one key; places with equal keys keep the order they have.
  private func sort(
    _ places: inout [UInt32], by column: SortRun.Column, key index: Int, _ rows: [UInt32], _ radix: inout RadixSort
  ) {
    var keys = places.map { column.keys[Int($0)] }
    radix.sort(&keys, &places)
    if column.isInexact { settle(&places, keys, column, key: index, rows) }
    guard !column.nulls.isEmpty else { return }
    // NULL comes last, and first when the order is turned round, as in PostgreSQL.
    let isFirst = self.keys[index].isDescending
    places =
      places.filter { column.nulls[Int($0)] == isFirst } + places.filter { column.nulls[Int($0)] != isFirst }
  }

  /// Orders places with equal numbers by their cells.
  private func settle(
    _ places: inout [UInt32], _ keys: [UInt64], _ column: SortRun.Column, key index: Int, _ rows: [UInt32]
  ) {
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] == keys[start] { end += 1 }
      if end - start > 1 {
        // The library's sort is stable.
        places[start..<end].sort { one, two in
          let (one, two) = (Int(one), Int(two))
          if !column.nulls.isEmpty, column.nulls[one] || column.nulls[two] {
            return column.nulls[one] && !column.nulls[two]
          }
          return compareCells(Int(rows[one]), Int(rows[two]), key: index) < 0
        }
      }
      start = end
    }
  }

  /// By the cells themselves; neither is NULL.
  private func compareCells(_ one: Int, _ two: Int, key index: Int) -> Int {
    let column = keys[index].column
    guard let a = result.cell(row: one, column: column), let b = result.cell(row: two, column: column) else { return 0 }
    let order = comparisons[index].compare(a, b)
    return keys[index].isDescending ? -order : order
  }

  // MARK: Merging

  /// Joins sorted runs, each of which holds rows behind those of the one before.
  package func merge(_ one: SortRun, _ two: SortRun) -> SortRun {
    var merged = SortRun(rows: [], columns: [])
    let count = one.rows.count + two.rows.count
    merged.rows.reserveCapacity(count)
    var takesSecond: [Bool] = []
    takesSecond.reserveCapacity(count)
    var (i, j) = (0, 0)
    while i < one.rows.count, j < two.rows.count {
      let second = comesFirst(two, j, before: one, i)
      takesSecond.append(second)
      if second { j += 1 } else { i += 1 }
    }
    takesSecond.append(contentsOf: repeatElement(false, count: one.rows.count - i))
    takesSecond.append(contentsOf: repeatElement(true, count: two.rows.count - j))
    merged.rows = Self.interleave(one.rows, two.rows, takesSecond)
    merged.columns = keys.indices.map { index in
      let (a, b) = (one.columns[index], two.columns[index])
      return SortRun.Column(
        keys: Self.interleave(a.keys, b.keys, takesSecond),
        nulls: a.nulls.isEmpty && b.nulls.isEmpty
          ? []
          : Self.interleave(a.nulls.filled(one.rows.count), b.nulls.filled(two.rows.count), takesSecond),
        isInexact: a.isInexact || b.isInexact)
    }
    return merged
  }

  private static func interleave<Item>(_ one: [Item], _ two: [Item], _ takesSecond: [Bool]) -> [Item] {
    var (i, j) = (0, 0)
    return takesSecond.map { second in
      if second {
        j += 1
        return two[j - 1]
      }
      i += 1
      return one[i - 1]
    }
  }

  private func comesFirst(_ later: SortRun, _ j: Int, before earlier: SortRun, _ i: Int) -> Bool {
    for index in keys.indices {
      let (a, b) = (later.columns[index], earlier.columns[index])
      let isNull = !a.nulls.isEmpty && a.nulls[j]
      let otherIsNull = !b.nulls.isEmpty && b.nulls[i]
      if isNull != otherIsNull { return isNull == keys[index].isDescending }
      if isNull { continue }
      if a.keys[j] != b.keys[i] { return a.keys[j] < b.keys[i] }
      guard a.isInexact || b.isInexact else { continue }
      let order = compareCells(Int(later.rows[j]), Int(earlier.rows[i]), key: index)
      if order != 0 { return order < 0 }
    }
    return false
  }
}

extension [Bool] {
  /// An empty list stands for nothing but false.
  fileprivate func filled(_ count: Int) -> [Bool] { isEmpty ? Array(repeating: false, count: count) : self }
}
