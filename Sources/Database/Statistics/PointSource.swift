/// The points of a chart: the values of one column over those of another, or over the number of the row as shown.
struct PointSource: Sendable {
  let result: ResultSet
  let order: RowOrder?
  let x: Int?
  let y: Int

  /// Steps along the bottom that keep their lowest and highest point each.
  private static let lineSteps = 2048
  /// Places for points in each direction.
  private static let scatterPlaces = 1024

  /// Points to draw, from left to right for a line; of many that would lie on each other, those that show. How many rows have no point
  /// comes with them.
  func points(
    _ kind: ChartData.Kind, _ crew: some WorkCrew, share: Double
  ) throws(WorkStopped) -> (points: [ChartData.Point], skipped: Int) {
    let rows = PointRows(self)
    var (xs, ys) = (ValueMeasure(), ValueMeasure())
    try crew.make(rows.partCount, share: share / 2) { part in
      var (xs, ys) = (ValueMeasure(), ValueMeasure())
      for point in rows.points(inPart: part) {
        xs.add(point.x)
        ys.add(point.y)
      }
      return (xs, ys)
    } then: {
      xs.add($0)
      ys.add($1)
    }
    let skipped = (order?.count ?? result.rowCount) - xs.count
    let points =
      kind == .line
      ? try line(rows, xs, crew, share: share / 2) : try scatter(rows, xs, ys, crew, share: share / 2)
    return (points, skipped)
  }

  private func line(
    _ rows: PointRows, _ xs: ValueMeasure, _ crew: some WorkCrew, share: Double
  ) throws(WorkStopped) -> [ChartData.Point] {
    let keepsAll = xs.count <= 2 * Self.lineSteps
    var all: [ChartData.Point] = []
    var extremes = Extremes(steps: keepsAll ? 0 : Self.lineSteps)
    try crew.make(rows.partCount, share: share) { part in
      let points = rows.points(inPart: part)
      if keepsAll { return (points, Extremes(steps: 0)) }
      var extremes = Extremes(steps: Self.lineSteps)
      for point in points { extremes.add(point, step: xs.step(of: point.x, steps: Self.lineSteps)) }
      return ([], extremes)
    } then: { points, found in
      all += points
      extremes.add(found)
    }
    return keepsAll ? all.sorted { $0.x < $1.x } : extremes.points
  }

  /// Points that would lie on each other are there once.
  private func scatter(
    _ rows: PointRows, _ xs: ValueMeasure, _ ys: ValueMeasure, _ crew: some WorkCrew, share: Double
  ) throws(WorkStopped) -> [ChartData.Point] {
    let places = Self.scatterPlaces
    let keepsAll = xs.count <= places
    @Sendable func place(_ point: ChartData.Point) -> Int {
      xs.step(of: point.x, steps: places) * places + ys.step(of: point.y, steps: places)
    }
    var seen: Set<Int> = []
    var kept: [ChartData.Point] = []
    try crew.make(rows.partCount, share: share) { part in
      if keepsAll { return rows.points(inPart: part) }
      var seen: Set<Int> = []
      return rows.points(inPart: part).filter { seen.insert(place($0)).inserted }
    } then: { points in
      kept += keepsAll ? points : points.filter { seen.insert(place($0)).inserted }
    }
    return kept
  }
}

/// The points of rows, part by part.
private struct PointRows: Sendable {
  private let source: PointSource
  private let chosen: ChosenRows
  private let scales: (x: ValueScale?, y: ValueScale)
  /// Whether points stand by the number of their row as shown, which is not that of the result.
  private let followsOrder: Bool

  init(_ source: PointSource) {
    func scale(_ column: Int) -> ValueScale { ValueScale(ValueKind(typeOID: source.result.columns[column].typeOID)) }
    self.source = source
    chosen = ChosenRows(source.result, order: source.order)
    scales = (source.x.map(scale), scale(source.y))
    followsOrder = source.x == nil && source.order != nil
  }

  private var all: Range<Int> { followsOrder ? 0..<source.order!.count : chosen.all }

  var partCount: Int { all.partCount }

  func points(inPart part: Int) -> [ChartData.Point] {
    let range = all.part(part)
    var rows: [UInt32] = []
    if followsOrder { source.order!.forEach(range) { rows.append(UInt32($0)) } } else { rows = chosen.rows(in: range) }
    let ys = values(source.y, scales.y, rows)
    let xs = source.x.map { values($0, scales.x!, rows) }
    return rows.indices.compactMap { place in
      let x = xs.map { $0[place] } ?? Double((followsOrder ? range.lowerBound + place : Int(rows[place])) + 1)
      guard let x, let y = ys[place] else { return nil }
      return ChartData.Point(x: x, y: y)
    }
  }

  private func values(_ column: Int, _ scale: ValueScale, _ rows: [UInt32]) -> [Double?] {
    var values = [Double?](repeating: nil, count: rows.count)
    func take(_ place: Int, _ cell: UnsafeRawBufferPointer?) {
      if let value = cell.flatMap(scale.value), value.isFinite { values[place] = value }
    }
    if followsOrder {
      source.result.forEachCell(ofRowsInAnyOrder: rows, column: column, take)
    } else {
      source.result.forEachCell(rows: rows, column: column, take)
    }
    return values
  }
}

/// The lowest and the highest point of each step along the bottom.
private struct Extremes: Sendable {
  private var lowest: [ChartData.Point?]
  private var highest: [ChartData.Point?]

  init(steps: Int) {
    lowest = Array(repeating: nil, count: steps)
    highest = lowest
  }

  mutating func add(_ point: ChartData.Point, step: Int) {
    if lowest[step].map({ point.y < $0.y }) ?? true { lowest[step] = point }
    if highest[step].map({ point.y > $0.y }) ?? true { highest[step] = point }
  }

  mutating func add(_ other: Extremes) {
    for step in lowest.indices {
      if let point = other.lowest[step] { add(point, step: step) }
      if let point = other.highest[step] { add(point, step: step) }
    }
  }

  /// From left to right.
  var points: [ChartData.Point] {
    zip(lowest, highest).flatMap { low, high in
      guard let low, let high else { return [ChartData.Point]() }
      if low == high { return [low] }
      return low.x <= high.x ? [low, high] : [high, low]
    }
  }
}
