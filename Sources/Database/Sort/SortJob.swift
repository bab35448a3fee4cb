/// Sorts rows of a result: parts of the rows become runs in scratch space, then ranges of all runs are merged. However many the rows are,
/// a step needs memory for some ten thousand.
package struct SortJob: Sendable {
  private let sorter: RowSorter
  private let rows: Range<Int>
  /// Which of the rows in a range are wanted, ascending.
  private let wanted: @Sendable (Range<Int>) -> [UInt32]

  /// Different cells of a column that are ranked at most.
  private let mostRanked: Int

  /// Rows that tell whether the numbers of a key suffice.
  private static let sampleRows = 4096
  /// Parts that are looked through for different cells before the next look at how many there are.
  private static let partsAtOnce = 4

  /// Sorts those rows of a range that `wanted` picks.
  init(
    _ result: ResultSet, rows: Range<Int>, _ keys: [SortKey], mostRanked: Int = DistinctCells.usualMost,
    wanted: @escaping @Sendable (Range<Int>) -> [UInt32]
  ) {
    self.mostRanked = mostRanked
    sorter = RowSorter(result, keys)
    self.rows = rows
    self.wanted = wanted
  }

  /// Sorts the parts. What is left to do comes back.
  package func merge(_ crew: some WorkCrew, in space: ScratchSpace, share: Double) throws(WorkStopped) -> RunMerge {
    let (sorter, spent) = try rankedSorter(crew, share: share / 4)
    var runs: [KeptRun] = []
    try crew.make(rows.partCount, share: share - spent) {
      sorter.keep(sorter.sort(wanted(rows.part($0))), in: space)
    } then: {
      runs.append($0)
    }
    return RunMerge(sorter, runs)
  }

  /// Cells whose numbers are equal have to be looked at, and lie anywhere. Of many parts, each would be read again and again: so keys whose
  /// numbers tie often get better ones first. How much of the work that was comes back.
  private func rankedSorter(
    _ crew: some WorkCrew, share: Double
  ) throws(WorkStopped) -> (sorter: RowSorter, spent: Double) {
    guard rows.partCount > 1 else { return (sorter, 0) }
    var ranked = sorter
    var spent = 0.0
    let sample = sample
    let tying = sorter.order.keys.indices.filter { sorter.oftenTies($0, among: sample) }
    for key in tying {
      let share = share / Double(tying.count)
      if let cells = try distinctCells(sorter.order.keys[key].column, crew, share, &spent) {
        ranked.rank(key, cells)
      } else {
        ranked.divide(key, by: sample)
      }
    }
    return (ranked, spent)
  }

  /// Some of the rows in order, at uneven distances: values may come round at even ones.
  private var sample: [UInt32] {
    let distance = rows.count / Self.sampleRows
    return (0..<Self.sampleRows).map { number in
      let scattered = Int(truncatingIfNeeded: UInt64(number) &* 0x9E37_79B9_7F4A_7C15 >> 40)
      return UInt32(rows.lowerBound + number * distance + scattered % distance)
    }
  }

  /// The different cells of a column; nil when they are many, which the first parts tell already of most columns.
  private func distinctCells(
    _ column: Int, _ crew: some WorkCrew, _ share: Double, _ spent: inout Double
  ) throws(WorkStopped) -> DistinctCells? {
    var all = DistinctCells(most: mostRanked)
    let parts = rows.partCount
    for start in stride(from: 0, to: parts, by: Self.partsAtOnce) where !all.isTooMany {
      let count = min(Self.partsAtOnce, parts - start)
      let share = share * Double(count) / Double(parts)
      let known = all
      try crew.make(count, share: share) {
        sorter.result.cells(of: column, rows.part(start + $0), beside: known)
      } then: {
        all.insert($0)
      }
      spent += share
    }
    return all.isTooMany ? nil : all
  }
}

extension ResultSet {
  /// Different cells of a column in some rows that are not known yet, as many as are worth telling apart.
  fileprivate func cells(of column: Int, _ rows: Range<Int>, beside known: DistinctCells) -> DistinctCells {
    var found = DistinctCells(most: known.most)
    forEachCell(rows: rows.map { UInt32($0) }, column: column) { _, cell in
      guard let cell, !found.isTooMany, known.number(of: cell) == nil else { return }
      found.insert(cell)
    }
    return found
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
