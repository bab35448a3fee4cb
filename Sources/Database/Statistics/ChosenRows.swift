/// The rows of a result that are looked at, and their values on a scale, part by part.
struct ChosenRows: Sendable {
  let result: ResultSet
  /// nil for all rows.
  private let chosen: RowSet?

  init(_ result: ResultSet, order: RowOrder?) {
    self.result = result
    chosen = order.map { RowSet($0, of: result.rowCount) }
  }

  var all: Range<Int> { 0..<result.rowCount }

  func rows(in range: Range<Int>) -> [UInt32] { chosen?.rows(in: range) ?? range.map { UInt32($0) } }

  /// What the rows of one part have on a scale; cells that are not on it are left out. Mapped memory is let go of behind.
  func forEachValue(inPart part: Int, column: Int, _ scale: ValueScale, _ body: (Double) -> Void) {
    result.forEachCell(rows: rows(in: all.part(part)), column: column) { _, cell in
      if let value = cell.flatMap(scale.value), value.isFinite { body(value) }
    }
  }

  /// Sum and range of a column.
  func measure(
    _ column: Int, _ scale: ValueScale, _ crew: some WorkCrew, share: Double
  ) throws(WorkStopped) -> ValueMeasure {
    var whole = ValueMeasure()
    try crew.make(all.partCount, share: share) { part in
      var measure = ValueMeasure()
      forEachValue(inPart: part, column: column, scale) { measure.add($0) }
      return measure
    } then: {
      whole.add($0)
    }
    return whole
  }

  /// How the values of a column are spread; nil without values.
  func histogram(
    _ column: Int, _ scale: ValueScale, _ measure: ValueMeasure, buckets: Int, _ crew: some WorkCrew, share: Double
  ) throws(WorkStopped) -> ColumnStatistics.Histogram? {
    guard let empty = measure.emptyHistogram(buckets: buckets) else { return nil }
    var whole = empty
    try crew.make(all.partCount, share: share) { part in
      var histogram = empty
      forEachValue(inPart: part, column: column, scale) { histogram.add($0) }
      return histogram
    } then: {
      whole.add($0)
    }
    return whole
  }
}
