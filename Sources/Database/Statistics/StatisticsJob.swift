/// Finds out what the values of a column are like.
package struct StatisticsJob: Sendable {
  private let result: ResultSet
  private let order: RowOrder?
  private let column: Int
  private let kind: ValueKind

  private static let mostFrequent = 12
  private static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]
  package static let buckets = 40

  /// Of the rows as shown: `order` names them, nil for all.
  package init(result: ResultSet, order: RowOrder?, column: Int) {
    self.result = result
    self.order = order
    self.column = column
    kind = ValueKind(typeOID: result.columns[column].typeOID)
  }

  package var rowCount: Int { order?.count ?? result.rowCount }

  package func statistics(_ crew: some WorkCrew, in space: ScratchSpace) throws(WorkStopped) -> ColumnStatistics {
    let chosen = ChosenRows(result, order: order)
    let job = SortJob(result, rows: chosen.all, [SortKey(column: column)], wanted: chosen.rows)
    let merge = try job.merge(crew, in: space, share: 0.4)
    var found = ColumnStatistics(kind: kind)
    found.rows = merge.rowCount
    found.nulls = merge.nullCount
    guard found.nulls < found.rows else { return found }
    try countValues(merge, &found, crew, space)
    let scale = ValueScale(kind)
    let measure = try chosen.measure(column, scale, crew, share: 0.15)
    if kind == .integer || kind == .decimal, measure.count > 0 {
      found.sum = measure.sum
      found.mean = measure.sum / Double(measure.count)
    }
    found.histogram = try chosen.histogram(column, scale, measure, buckets: Self.buckets, crew, share: 0.15)
    return found
  }

  /// What the sorted rows tell. NULL comes last among them.
  private func countValues(
    _ merge: RunMerge, _ found: inout ColumnStatistics, _ crew: some WorkCrew, _ space: ScratchSpace
  ) throws(WorkStopped) {
    let comparison = CellComparison(kind)
    var tally = GroupTally(limit: Self.mostFrequent, of: column, in: result, comparison)
    var sorted = RowOrder()
    try crew.make(merge.rangeCount, share: 0.3) { index in
      let run = merge.range(index)
      let count = run.rows.count - run.columns[0].nulls.reduce(0) { $0 + ($1 ? 1 : 0) }
      let groups = run.groups(
        first: count, limit: Self.mostFrequent, in: result, column: column, comparison, value: { _ in 1 })
      return (groups, RowOrder(run.rows, in: space))
    } then: { groups, rows in
      tally.add(groups)
      sorted.append(rows)
    }
    let count = found.rows - found.nulls
    found.distinct = tally.groups.groupCount
    found.frequent = tally.groups.groups.map { .init(text: text(Int($0.row)), count: $0.count) }
    found.smallest = text(sorted[0])
    found.greatest = text(sorted[count - 1])
    found.quantiles = Self.shares.map { share in
      (share, text(sorted[min(count - 1, Int((Double(count) * share).rounded(.down)))]))
    }
  }

  private func text(_ row: Int) -> String {
    defer { result.evict(row: row) }
    return result.text(row: row, column: column) ?? ""
  }
}
