/// Makes the data of a chart from columns of a result.
package struct ChartJob: Sendable {
  private let result: ResultSet
  /// Rows of the result as shown; nil for all.
  private let order: [UInt32]?
  private let kind: ChartData.Kind
  private let x: Int?
  private let ys: [Int]

  private static let mostBars = 500
  /// Steps along the bottom that keep their lowest and highest point each.
  private static let lineSteps = 2048
  /// Places for points in each direction.
  private static let scatterPlaces = 1024
  /// Rows between two looks at whether to go on.
  private static let progressRows = 1 << 16

  /// `x` runs along the bottom (for bars: names them), the values of `ys` upwards. Without `x` the number of the row takes its place.
  package init(result: ResultSet, order: [UInt32]?, kind: ChartData.Kind, x: Int?, ys: [Int]) {
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

  package func data() -> ChartData { data { _ in true }! }

  /// The data; nil when `goOn`, which is told how many rows were looked at, says no.
  package func data(goOn: (Int) -> Bool) -> ChartData? {
    let columns = result.columns
    func valueKind(_ column: Int?) -> ValueKind { column.map { ValueKind(typeOID: columns[$0].typeOID) } ?? .integer }
    var data = ChartData(
      kind: kind, xName: x.map { columns[$0].name } ?? "row", xKind: valueKind(x), yKind: valueKind(ys.first))
    switch kind {
    case .bar: guard addBars(&data, goOn) else { return nil }
    case .histogram: guard addHistogram(&data, goOn) else { return nil }
    case .line, .scatter:
      for column in ys {
        guard let all = points(column, &data, goOn) else { return nil }
        let points = kind == .line ? thinned(all) : spread(all)
        data.series.append(ChartData.Series(name: columns[column].name, points: points))
      }
    }
    return data
  }

  /// Whether all rows were gone through.
  private func forEachRow(_ goOn: (Int) -> Bool, _ body: (_ place: Int, _ row: Int) -> Void) -> Bool {
    for place in 0..<rowCount {
      if place % Self.progressRows == 0, place > 0 {
        if !goOn(place) { return false }
        // Rows in their own order leave their pieces behind for good.
        if order == nil {
          result.forEachBatch(rows: place - Self.progressRows..<place) { batch, _, _ in batch.evict() }
        }
      }
      body(place, order.map { Int($0[place]) } ?? place)
    }
    return true
  }

  private func points(_ column: Int, _ data: inout ChartData, _ goOn: (Int) -> Bool) -> [ChartData.Point]? {
    let (xScale, yScale) = (ValueScale(data.xKind), ValueScale(ValueKind(typeOID: result.columns[column].typeOID)))
    var points: [ChartData.Point] = []
    var skipped = 0
    let isWhole = forEachRow(goOn) { place, row in
      let along = x.map { result.cell(row: row, column: $0).flatMap(xScale.value) } ?? Double(place + 1)
      let up = result.cell(row: row, column: column).flatMap(yScale.value)
      if let along, let up, along.isFinite, up.isFinite {
        points.append(ChartData.Point(x: along, y: up))
      } else {
        skipped += 1
      }
    }
    data.skipped = max(data.skipped, skipped)
    return isWhole ? points : nil
  }

  /// Sorted along the bottom; of many points the lowest and the highest of each step stay.
  private func thinned(_ points: [ChartData.Point]) -> [ChartData.Point] {
    let sorted = points.sorted { $0.x < $1.x }
    guard sorted.count > 2 * Self.lineSteps, let first = sorted.first, let last = sorted.last, last.x > first.x else {
      return sorted
    }
    let width = (last.x - first.x) / Double(Self.lineSteps)
    var kept: [ChartData.Point] = []
    var start = 0
    while start < sorted.count {
      let step = ((sorted[start].x - first.x) / width).rounded(.down)
      var end = start
      var (low, high) = (start, start)
      while end < sorted.count, ((sorted[end].x - first.x) / width).rounded(.down) == step {
        if sorted[end].y < sorted[low].y { low = end }
        if sorted[end].y > sorted[high].y { high = end }
        end += 1
      }
      kept.append(sorted[min(low, high)])
      if low != high { kept.append(sorted[max(low, high)]) }
      start = end
    }
    return kept
  }

  /// Points that would lie on each other are there once.
  private func spread(_ points: [ChartData.Point]) -> [ChartData.Point] {
    guard points.count > Self.scatterPlaces else { return points }
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    guard let left = xs.min(), let right = xs.max(), let bottom = ys.min(), let top = ys.max() else { return points }
    let places = Double(Self.scatterPlaces - 1)
    func place(_ value: Double, _ low: Double, _ high: Double) -> Int {
      high > low ? Int((value - low) / (high - low) * places) : 0
    }
    var seen: Set<Int> = []
    return points.filter {
      seen.insert(place($0.x, left, right) * Self.scatterPlaces + place($0.y, bottom, top)).inserted
    }
  }

  /// Names with the sum of their values, or with how often they are there.
  private func addBars(_ data: inout ChartData, _ goOn: (Int) -> Bool) -> Bool {
    guard let names = x ?? ys.first else { return true }
    let values = x == nil ? nil : ys.first
    let scale = values.map { ValueScale(ValueKind(typeOID: result.columns[$0].typeOID)) }
    var sums: [String: Double] = [:]
    var skipped = 0
    let isWhole = forEachRow(goOn) { _, row in
      let value = values.map { result.cell(row: row, column: $0).flatMap { scale!.value($0) } } ?? 1
      guard let value, value.isFinite else {
        skipped += 1
        return
      }
      sums[result.text(row: row, column: names) ?? "NULL", default: 0] += value
    }
    data.skipped = skipped
    data.barCount = sums.count
    data.bars = sums.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.prefix(Self.mostBars)
      .map { ChartData.Bar(label: $0.key, value: $0.value) }
    return isWhole
  }

  private func addHistogram(_ data: inout ChartData, _ goOn: (Int) -> Bool) -> Bool {
    guard let column = ys.first else { return true }
    let scale = ValueScale(data.yKind)
    var values: [Double] = []
    let isWhole = forEachRow(goOn) { _, row in
      if let value = result.cell(row: row, column: column).flatMap(scale.value), value.isFinite { values.append(value) }
    }
    data.skipped = rowCount - values.count
    data.xName = result.columns[column].name
    data.xKind = data.yKind
    if !values.isEmpty { data.histogram = ColumnStatistics.Histogram(values, buckets: StatisticsJob.buckets) }
    return isWhole
  }
}
