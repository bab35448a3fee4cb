/// Sorts rows of a result: parts of the rows become runs in scratch space, then ranges of all runs are merged. However many the rows are,
/// a step needs memory for some ten thousand.
package struct SortJob: Sendable {
  private let sorter: RowSorter
  private let rows: Range<Int>
  /// Which of the rows in a range are wanted, ascending.
  private let wanted: @Sendable (Range<Int>) -> [UInt32]

  /// Sorts those rows of a range that `wanted` picks.
  init(_ result: ResultSet, rows: Range<Int>, _ keys: [SortKey], wanted: @escaping @Sendable (Range<Int>) -> [UInt32]) {
    sorter = RowSorter(result, keys)
    self.rows = rows
    self.wanted = wanted
  }

  /// Sorts the parts. What is left to do comes back.
  package func merge(_ crew: some WorkCrew, in space: ScratchSpace, share: Double) throws(WorkStopped) -> RunMerge {
    var runs: [KeptRun] = []
    try crew.make(rows.partCount, share: share) {
      sorter.keep(sorter.sort(wanted(rows.part($0))), in: space)
    } then: {
      runs.append($0)
    }
    return RunMerge(sorter, runs)
  }
}

/// Merges sorted runs range by range; the rows of each range come before those of the next.
package struct RunMerge: Sendable {
  private let sorter: RowSorter
  private let runs: [KeptRun]
  /// Rows that ranges begin with, but for the first.
  private let starts: [SortPoint]
  package let rowCount: Int
  /// Rows with NULL in the first column.
  let nullCount: Int

  init(_ sorter: RowSorter, _ runs: [KeptRun], rangeRows: Int = Range.partRows) {
    self.sorter = sorter
    self.runs = runs
    rowCount = runs.reduce(0) { $0 + $1.rows.count }
    nullCount = runs.reduce(0) { $0 + $1.nullCount }
    let points = runs.flatMap(\.points).sorted { sorter.order.compare($0, $1) < 0 }
    let ranges = max(1, rowCount / rangeRows)
    let places = Set((1..<max(1, ranges)).map { $0 * points.count / ranges }).sorted()
    starts = places.filter { points.indices.contains($0) }.map { points[$0] }
  }

  package var rangeCount: Int { starts.count + 1 }

  /// The rows of one range in order.
  package func range(_ index: Int) -> SortRun {
    var merged = SortRun(rows: [], columns: sorter.order.keys.map { _ in .init(keys: [], nulls: [], isInexact: false) })
    for run in runs {
      let low = index == 0 ? 0 : sorter.count(in: run, before: starts[index - 1])
      let high = index == starts.count ? run.rows.count : sorter.count(in: run, before: starts[index])
      merged.append(run, low..<high)
      run.evict()
    }
    if runs.count > 1 { sorter.sort(&merged) }
    return merged
  }

  /// The rows of all ranges.
  package func rows(_ crew: some WorkCrew, in space: ScratchSpace, share: Double) throws(WorkStopped) -> RowOrder {
    var order = RowOrder()
    try crew.make(rangeCount, share: share) {
      RowOrder(range($0).rows, in: space)
    } then: {
      order.append($0)
    }
    return order
  }
}

extension SortRun {
  /// Puts rows of a run behind those that are there.
  fileprivate mutating func append(_ run: KeptRun, _ places: Range<Int>) {
    guard !places.isEmpty else { return }
    let count = rows.count
    run.rows.withNumbers { rows.append(contentsOf: $0[places]) }
    for index in columns.indices {
      let column = run.columns[index]
      column.keys.withNumbers { columns[index].keys.append(contentsOf: $0[places]) }
      columns[index].isInexact = columns[index].isInexact || column.isInexact
      if let nulls = column.nulls {
        if columns[index].nulls.isEmpty { columns[index].nulls = Array(repeating: false, count: count) }
        nulls.withNumbers { columns[index].nulls.append(contentsOf: $0[places]) }
      } else if !columns[index].nulls.isEmpty {
        columns[index].nulls.append(contentsOf: repeatElement(false, count: places.count))
      }
    }
  }
}
