import Database
import TextUI

/// Draws what the values of a column are like: numbers on the left, the most frequent values and the histogram beside them.
struct StatisticsDrawing {
  let name: String
  let statistics: ColumnStatistics
  let rect: Rect
  let theme: Theme

  func draw(into frame: inout Frame) {
    let lines = lines
    let width = min(rect.width, 44)
    let shown = lines.count > rect.height ? max(0, rect.height - 1) : lines.count
    for (line, (label, text)) in lines.prefix(shown).enumerated() {
      frame.write(label, x: rect.x + 1, y: rect.y + line, maxWidth: 10, style: theme[.dim])
      frame.write(shortening: text, x: rect.x + 12, y: rect.y + line, maxWidth: width - 13, style: theme[.text])
    }
    if shown < lines.count, rect.height > 0 {
      let text = "… \(lines.count - shown) more lines in a higher pane"
      frame.write(text, x: rect.x + 1, y: rect.y + shown, maxWidth: width - 2, style: theme[.dim])
    }
    let right = Rect(x: rect.x + width, y: rect.y, width: rect.width - width - 1, height: rect.height)
    guard right.width >= 16 else { return }
    let showsBars = !statistics.frequent.isEmpty && statistics.frequent[0].count > 1
    let hasHistogram = statistics.histogram.map { $0.counts.count > 1 } ?? false
    let barHeight = !showsBars ? 0 : hasHistogram ? min(statistics.frequent.count + 1, rect.height / 2) : rect.height
    if barHeight > 1 { drawFrequent(into: &frame, Rect(x: right.x, y: right.y, width: right.width, height: barHeight)) }
    guard hasHistogram, rect.height - barHeight >= 5 else { return }
    let y = right.y + barHeight
    let what = statistics.kind == .text || statistics.kind == .natural ? "lengths of values" : "distribution"
    frame.write(what, x: right.x, y: y, maxWidth: right.width, style: theme[.gridHeader])
    var data = ChartData(kind: .histogram, xName: name, xKind: statistics.kind, yKind: .integer)
    data.histogram = statistics.histogram
    ChartDrawing(
      data: data, rect: Rect(x: right.x, y: y + 1, width: right.width, height: rect.maxY - y - 1), theme: theme
    ).draw(into: &frame)
  }

  private func drawFrequent(into frame: inout Frame, _ rect: Rect) {
    frame.write("most frequent", x: rect.x, y: rect.y, maxWidth: rect.width, style: theme[.gridHeader])
    var data = ChartData(kind: .bar, xName: name, xKind: .text, yKind: .integer)
    data.bars = statistics.frequent.prefix(rect.height - 1).map {
      ChartData.Bar(label: $0.text, value: Double($0.count))
    }
    data.barCount = data.bars.count
    ChartDrawing(
      data: data, rect: Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: max(4, rect.height - 1)), theme: theme
    ).draw(into: &frame)
  }

  private var lines: [(String, String)] {
    let count = statistics.rows - statistics.nulls
    let share = statistics.rows > 0 ? Double(statistics.nulls) / Double(statistics.rows) * 100 : 0
    var lines = [
      ("column", name), ("values", grouped(count)),
      ("NULL", statistics.nulls == 0 ? "0" : "\(grouped(statistics.nulls)) (\(AxisScale.plain(share, step: 0.1)) %)"),
      ("distinct", grouped(statistics.distinct)),
    ]
    if let smallest = statistics.smallest, let greatest = statistics.greatest {
      lines += [("smallest", smallest), ("greatest", greatest)]
    }
    if let mean = statistics.mean, let sum = statistics.sum {
      lines += [("mean", Self.number(mean)), ("sum", Self.number(sum))]
    }
    for (share, text) in statistics.quantiles {
      lines.append((share == 0.5 ? "median" : "\(Int((share * 100).rounded())) %", text))
    }
    return lines
  }

  /// Six decimals at most, fewer where a number that long has none.
  static func number(_ value: Double) -> String {
    guard abs(value) < 9e15 else { return "\(value)" }
    let (decimals, scale) = abs(value) < 1e9 ? (6, 1_000_000) : abs(value) < 1e12 ? (3, 1000) : (0, 1)
    let parts = Int((abs(value) * Double(scale)).rounded())
    let (whole, rest) = (parts / scale, parts % scale)
    var fraction = rest == 0 ? "" : String(rest)
    fraction = String(repeating: "0", count: fraction.isEmpty ? 0 : decimals - fraction.utf8.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return (value < 0 ? "-" : "") + grouped(whole) + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
