import Database
import TextUI

extension ResultsPane {
  /// Statistics or a chart in place of the grid.
  func drawPanel(_ panel: ChartPanel, _ tab: ResultTab, into frame: inout Frame, _ rect: Rect, _ theme: Theme) {
    frame.fill(rect, style: theme[.text])
    let inner = Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 1)
    frame.write(
      shortening: title(panel, tab), x: rect.x + 1, y: rect.y, maxWidth: rect.width - 2, style: theme[.gridHeader])
    switch panel.content {
    case .waiting:
      frame.write(
        "looking at \(grouped(tab.rowCount)) rows", x: rect.x + 1, y: inner.y, maxWidth: rect.width - 2,
        style: theme[.dim])
    case .statistics(let statistics):
      StatisticsDrawing(name: tab.columns[panel.ys[0]].name, statistics: statistics, rect: inner, theme: theme)
        .draw(into: &frame)
    case .chart(let data):
      let room = Rect(x: inner.x + 1, y: inner.y, width: inner.width - 2, height: inner.height)
      ChartDrawing(data: data, rect: room, theme: theme).draw(into: &frame)
    }
  }

  private func title(_ panel: ChartPanel, _ tab: ResultTab) -> String {
    let rows = "\(grouped(tab.rowCount)) rows"
    let names = panel.ys.map { tab.columns[$0].name }.joined(separator: ", ")
    guard let kind = panel.kind else { return "\(names) · \(rows)" }
    var skipped = ""
    if case .chart(let data) = panel.content, data.skipped > 0 {
      skipped = " · \(grouped(data.skipped)) without a value"
    }
    let along = panel.x.map { tab.columns[$0].name }
    let what =
      switch kind {
      case .bar: along.map { "\(names) by \($0)" } ?? "how often each \(names) is there"
      case .line, .scatter: "\(names) over \(along ?? "rows")"
      case .histogram: "how \(names) is spread"
      }
    return "\(kind.rawValue): \(what) · \(rows)\(skipped)"
  }
}
