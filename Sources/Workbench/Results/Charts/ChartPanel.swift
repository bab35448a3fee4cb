import Database

/// What stands in the place of the grid: what a column is like, or a chart.
package struct ChartPanel: Sendable {
  enum Content: Sendable {
    case waiting
    case statistics(ColumnStatistics)
    case chart(ChartData)
  }

  /// The kind of chart; nil for the statistics of the column.
  var kind: ChartData.Kind?
  /// The column along the bottom, nil for the number of the row.
  var x: Int?
  /// The columns drawn upwards; the one of the statistics.
  var ys: [Int]
  var content = Content.waiting
  /// The question that was asked for the content.
  var request = 0
  /// Rows shown when it was asked.
  var rowCount = 0
  /// Rows looked at so far.
  var rowsDone = 0
  /// Monotonic milliseconds.
  var startedAt: Int64 = 0

  /// Whether another thread is at work for it.
  var isWaiting: Bool { if case .waiting = content { request > 0 } else { false } }
}

extension ResultTab {
  /// The columns of a chart: those selected, the leftmost along the bottom unless numbers stand beside a time, and upwards the numbers among them;
  /// else the column of the cursor, over time where there is time.
  var chartColumns: (x: Int?, ys: [Int]) {
    func isTime(_ column: Int) -> Bool { ValueKind(typeOID: columns[column].typeOID) == .time }
    if selection != nil, let chosen = area?.columns, chosen.count > 1 {
      let x = (columns[chosen[0]].isNumeric ? chosen.first(where: isTime) : nil) ?? chosen[0]
      let others = chosen.filter { $0 != x }
      let numbers = others.filter { columns[$0].isNumeric }
      return (x, numbers.isEmpty ? others : numbers)
    }
    let time = layout.shown.first { isTime($0) && $0 != column }
    return (columns[column].isNumeric ? time : nil, [column])
  }

  /// The statistics of the column of the cursor.
  mutating func openStatistics() { panel = ChartPanel(kind: nil, x: nil, ys: [column]) }

  /// A chart of a kind, or of the kind that suits the columns.
  mutating func openChart(_ kind: ChartData.Kind?) {
    let (x, ys) = chartColumns
    panel = ChartPanel(kind: kind ?? ChartJob.usualKind(x: x, ys: ys, columns: columns), x: x, ys: ys)
  }
}
