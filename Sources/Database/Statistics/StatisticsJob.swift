/// Finds out what the values of a column are like, in parts that can be done side by side.
package struct StatisticsJob: Sendable {
  private let result: ResultSet
  private let order: [UInt32]?
  private let column: Int
  private let sorter: RowSorter
  private let kind: ValueKind

  private static let partRows = 1 << 16
  private static let mostFrequent = 12
  package static let buckets = 40

  /// Of the rows as shown: `order` names them, nil for all.
  package init(result: ResultSet, order: [UInt32]?, column: Int) {
    self.result = result
    // Parts are read from the first row on.
    self.order = order?.sorted()
    self.column = column
    kind = ValueKind(typeOID: result.columns[column].typeOID)
    sorter = RowSorter(result, [SortKey(column: column)])
  }

  package var rowCount: Int { order?.count ?? result.rowCount }
  package var partCount: Int { max(1, (rowCount + Self.partRows - 1) / Self.partRows) }

  /// The rows of one part, sorted by the column.
  package func part(_ index: Int) -> SortRun {
    let range = index * Self.partRows..<min((index + 1) * Self.partRows, rowCount)
    return sorter.sort(order.map { Array($0[range]) } ?? range.map { UInt32($0) })
  }

  /// Rows looked at once this many parts are done.
  package func rowsDone(after parts: Int) -> Int { min(parts * Self.partRows, rowCount) }

  package func join(_ one: SortRun, _ two: SortRun) -> SortRun { sorter.merge(one, two) }

  /// What the sorted rows tell. NULL comes last among them.
  package func statistics(_ sorted: SortRun) -> ColumnStatistics {
    var found = ColumnStatistics(kind: kind)
    found.rows = sorted.rows.count
    found.nulls = sorted.columns[0].nulls.reduce(0) { $0 + ($1 ? 1 : 0) }
    let count = found.rows - found.nulls
    guard count > 0 else { return found }
    found.smallest = text(sorted, 0)
    found.greatest = text(sorted, count - 1)
    found.quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map { share in
      (share, text(sorted, min(count - 1, Int((Double(count) * share).rounded(.down)))))
    }
    countValues(sorted, count, &found)
    measure(&found)
    return found
  }

  /// The cells that are not NULL, from the first row on: mapped memory is let go of behind.
  private func forEachCell(_ body: (UnsafeRawBufferPointer) -> Void) {
    if let order { return result.forEachCell(rows: order, column: column) { _, cell in cell.map(body) } }
    for batch in result.batches {
      batch.forEachCell(column: column) { _, cell in cell.map(body) }
      batch.evict()
    }
  }

  private func text(_ sorted: SortRun, _ place: Int) -> String {
    result.text(row: Int(sorted.rows[place]), column: column) ?? ""
  }

  private func cell(_ sorted: SortRun, _ place: Int) -> UnsafeRawBufferPointer {
    result.cell(row: Int(sorted.rows[place]), column: column) ?? UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Equal values stand side by side.
  private func countValues(_ sorted: SortRun, _ count: Int, _ found: inout ColumnStatistics) {
    let keys = sorted.columns[0].keys
    let isInexact = sorted.columns[0].isInexact
    let comparison = CellComparison(kind)
    var top: [(place: Int, count: Int)] = []
    var start = 0
    for place in 1...count {
      if place < count, keys[place] == keys[start],
        !isInexact || comparison.compare(cell(sorted, place), cell(sorted, start)) == 0
      {
        continue
      }
      found.distinct += 1
      let length = place - start
      if top.count < Self.mostFrequent || length > top.last!.count {
        let spot = top.firstIndex { $0.count < length } ?? top.count
        top.insert((start, length), at: spot)
        if top.count > Self.mostFrequent { top.removeLast() }
      }
      start = place
    }
    found.frequent = top.map { ColumnStatistics.Frequent(text: text(sorted, $0.place), count: $0.count) }
  }

  /// Sum, mean and histogram of what can be put on a scale.
  private func measure(_ found: inout ColumnStatistics) {
    let scale = ValueScale(kind)
    var values: [Double] = []
    values.reserveCapacity(found.rows - found.nulls)
    forEachCell { if let value = scale.value($0), value.isFinite { values.append(value) } }
    guard !values.isEmpty else { return }
    if kind == .integer || kind == .decimal {
      let sum = values.reduce(0, +)
      found.sum = sum
      found.mean = sum / Double(values.count)
    }
    found.histogram = ColumnStatistics.Histogram(values, buckets: Self.buckets)
  }
}
