/// Makes the data of a chart from columns of a result.
package struct ChartJob: Sendable {
  private let result: ResultSet
  /// Rows of the result as shown; nil for all.
  private let order: RowOrder?
  private let kind: ChartData.Kind
  private let x: Int?
  private let ys: [Int]

  private static let mostBars = 500

  /// `x` runs along the bottom (for bars: names them), the values of `ys` upwards. Without `x` the number of the row takes its place.
  package init(result: ResultSet, order: RowOrder?, kind: ChartData.Kind, x: Int?, ys: [Int]) {
    self.result = result
    self.order = order
    self.kind = kind
    self.x = x
    self.ys = ys
  }

  /// The kind of chart that suits columns: lines over time, bars for names, points for two numbers, a histogram for one.
  package static func usualKind(x: Int?, ys: [Int], columns: [Column]) -> ChartData.Kind {
    func kind(_ column: Int) -> ValueKind { ValueKind(typeOID: columns[column].typeOID) }
    guard let x else { return ys.first.map { kind($0) == .text ? .bar : .histogram } ?? .bar }
    return switch kind(x) {
    case .time: .line
    case .text, .natural: .bar
    case .integer, .decimal, .interval: .scatter
    }
  }

  package var rowCount: Int { order?.count ?? result.rowCount }

  package func data(_ crew: some WorkCrew, in space: ScratchSpace) throws(WorkStopped) -> ChartData {
    let columns = result.columns
    var data = ChartData(
      kind: kind, xName: x.map { columns[$0].name } ?? "row", xKind: x.map(valueKind) ?? .integer,
      yKind: ys.first.map(valueKind) ?? .integer)
    switch kind {
    case .bar: try addBars(&data, crew, space)
    case .histogram: try addHistogram(&data, crew)
    case .line, .scatter:
      for column in ys {
        let source = PointSource(result: result, order: order, x: x, y: column)
        let (points, skipped) = try source.points(kind, crew, share: 1 / Double(ys.count))
        data.skipped = max(data.skipped, skipped)
        data.series.append(ChartData.Series(name: columns[column].name, points: points))
      }
    }
    return data
  }

  private func valueKind(_ column: Int) -> ValueKind { ValueKind(typeOID: result.columns[column].typeOID) }

  /// Names with the sum of their values, or with how often they are there.
  private func addBars(_ data: inout ChartData, _ crew: some WorkCrew, _ space: ScratchSpace) throws(WorkStopped) {
    guard let names = x ?? ys.first else { return }
    let summed = x == nil ? nil : ys.first
    let chosen = ChosenRows(result, order: order)
    let job = SortJob(result, rows: chosen.all, [SortKey(column: names)], wanted: chosen.rows)
    let merge = try job.merge(crew, in: space, share: 0.5)
    let comparison = CellComparison(valueKind(names))
    var tally = GroupTally(limit: Self.mostBars, of: names, in: result, comparison)
    try crew.make(merge.rangeCount, share: 0.5) { index in
      let run = merge.range(index)
      let values = summed.map { self.values($0, of: run.rows) }
      return run.groups(
        first: run.rows.count, limit: Self.mostBars, in: result, column: names, comparison,
        value: { values?[$0] ?? (values == nil ? 1 : nil) })
    } then: {
      tally.add($0)
    }
    data.skipped = merge.rowCount - tally.groups.rowCount
    data.barCount = tally.groups.groupCount
    data.bars = tally.groups.groups.map {
      ChartData.Bar(label: result.text(row: Int($0.row), column: names) ?? "NULL", value: $0.sum)
    }
  }

  /// What rows in any order have on the scale of a column.
  private func values(_ column: Int, of rows: [UInt32]) -> [Double?] {
    let scale = ValueScale(valueKind(column))
    var values = [Double?](repeating: nil, count: rows.count)
    result.forEachCell(ofRowsInAnyOrder: rows, column: column) { place, cell in
      if let value = cell.flatMap(scale.value), value.isFinite { values[place] = value }
    }
    return values
  }

  private func addHistogram(_ data: inout ChartData, _ crew: some WorkCrew) throws(WorkStopped) {
    guard let column = ys.first else { return }
    let chosen = ChosenRows(result, order: order)
    let scale = ValueScale(data.yKind)
    let measure = try chosen.measure(column, scale, crew, share: 0.5)
    data.skipped = rowCount - measure.count
    data.xName = result.columns[column].name
    data.xKind = data.yKind
    data.histogram = try chosen.histogram(
      column, scale, measure, buckets: StatisticsJob.buckets, crew, share: 0.5)
  }
}
