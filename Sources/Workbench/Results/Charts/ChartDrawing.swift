import Database
import TextUI

/// Draws a chart with its axes into whatever room there is.
struct ChartDrawing {
  let data: ChartData
  let rect: Rect
  let theme: Theme

  private static let roles: [Theme.Role] = [.number, .string, .parameter, .keyword, .function, .error]
  private static let eighths = Array("▏▎▍▌▋▊▉█")
  private static let levels = Array("▁▂▃▄▅▆▇█")

  func draw(into frame: inout Frame) {
    guard rect.width >= 16, rect.height >= 4 else {
      guard rect.height > 0 else { return }
      frame.write("no room for a chart", x: rect.x, y: rect.y, maxWidth: rect.width, style: theme[.dim])
      return
    }
    switch data.kind {
    case .bar: drawBars(into: &frame)
    case .histogram: drawHistogram(into: &frame)
    case .line, .scatter: drawPoints(into: &frame)
    }
  }

  private func style(_ series: Int) -> Style {
    var style = theme[Self.roles[series % Self.roles.count]]
    style.background = theme[.text].background
    return style
  }

  private func drawNothing(into frame: inout Frame) {
    frame.write("no values to draw", x: rect.x, y: rect.y, maxWidth: rect.width, style: theme[.dim])
  }

  // MARK: Bars

  /// Lying bars, a line each, with name and value.
  private func drawBars(into frame: inout Frame) {
    let bars = data.bars.prefix(rect.height - (data.barCount > rect.height ? 1 : 0))
    guard let greatest = bars.map({ abs($0.value) }).max() else { return drawNothing(into: &frame) }
    let labelWidth = min(rect.width / 3, bars.map { $0.label.displayWidth }.max() ?? 0)
    let texts = bars.map { AxisScale.plain($0.value, step: abs($0.value) < 10 ? 0.01 : 1) }
    let room = rect.width - labelWidth - (texts.map(\.utf8.count).max() ?? 0) - 3
    for (line, bar) in bars.enumerated() {
      let y = rect.y + line
      let name = bar.label.isEmpty ? "''" : bar.label
      frame.write(shortening: name, x: rect.x, y: y, maxWidth: labelWidth, style: theme[.text])
      let length = greatest > 0 ? Int(abs(bar.value) / greatest * Double(max(1, room) * 8)) : 0
      let x = rect.x + labelWidth + 1
      let used = frame.write(
        Self.bar(length), x: x, y: y, maxWidth: max(1, room), style: style(bar.value < 0 ? 5 : 0))
      frame.write(texts[line], x: x + used + 1, y: y, maxWidth: rect.maxX - x - used - 1, style: theme[.dim])
    }
    if data.barCount > bars.count {
      frame.write(
        "\(grouped(data.barCount - bars.count)) more", x: rect.x, y: rect.maxY - 1, maxWidth: rect.width,
        style: theme[.dim])
    }
  }

  /// A bar in eighths of a cell; something is there for the smallest too.
  private static func bar(_ length: Int) -> String {
    guard length > 0 else { return "▏" }
    return String(repeating: "█", count: length / 8) + (length % 8 > 0 ? String(eighths[length % 8 - 1]) : "")
  }

  // MARK: Histogram

  private func drawHistogram(into frame: inout Frame) {
    guard let histogram = data.histogram, let most = histogram.counts.max() else { return drawNothing(into: &frame) }
    let kind: ValueKind = data.xKind == .text || data.xKind == .natural ? .integer : data.xKind
    let upward = AxisScale(0, Double(most), kind: .integer, marks: max(1, (rect.height - 2) / 3))
    let plot = drawAxes(upward, histogram.low, histogram.high, kind, into: &frame)
    for column in 0..<plot.width {
      let bucket = column * histogram.counts.count / plot.width
      let eighths = Int((Double(histogram.counts[bucket]) / upward.high * Double(plot.height * 8)).rounded())
      let shown = histogram.counts[bucket] > 0 ? max(1, eighths) : 0
      for cell in 0..<(shown + 7) / 8 {
        let level = min(8, shown - cell * 8)
        frame.write(
          String(Self.levels[level - 1]), x: plot.x + column, y: plot.maxY - 1 - cell, maxWidth: 1, style: style(0))
      }
    }
  }

  // MARK: Lines and points

  private func drawPoints(into frame: inout Frame) {
    let points = data.series.flatMap(\.points)
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let bottom = points.map(\.y).min(),
      let top = points.map(\.y).max()
    else { return drawNothing(into: &frame) }
    // Zero is in sight when it is near.
    let low = bottom > 0 && bottom < (top - bottom) / 2 ? 0 : bottom
    let upward = AxisScale(low, top, kind: data.yKind, marks: max(1, (rect.height - 2) / 3))
    let plot = drawAxes(upward, left, right, data.xKind, into: &frame)
    var canvas = BrailleCanvas(width: plot.width, height: plot.height)
    let along = AxisScale(left, right, kind: data.xKind, marks: 1)
    for (number, series) in data.series.enumerated() {
      var last: (x: Int, y: Int)?
      for point in series.points {
        let place = (
          x: Int(along.share(point.x) * Double(canvas.dotsAcross - 1)),
          y: Int(upward.share(point.y) * Double(canvas.dotsUp - 1))
        )
        if data.kind == .line, let last {
          canvas.line(from: last, to: place, series: number)
        } else {
          canvas.set(place.x, place.y, series: number)
        }
        last = place
      }
    }
    canvas.draw(into: &frame, x: plot.x, y: plot.y, style: style)
    drawLegend(into: &frame, plot)
  }

  private func drawLegend(into frame: inout Frame, _ plot: Rect) {
    guard data.series.count > 1 else { return }
    var x = plot.x + 1
    for (number, series) in data.series.enumerated() where x < plot.maxX {
      x += frame.write("● \(series.name)  ", x: x, y: plot.y, maxWidth: plot.maxX - x, style: style(number))
    }
  }

  // MARK: Axes

  /// Draws both axes with their marks; gives the room between them.
  private func drawAxes(
    _ upward: AxisScale, _ left: Double, _ right: Double, _ xKind: ValueKind, into frame: inout Frame
  ) -> Rect {
    let labels = upward.marks.map { ($0, upward.text($0)) }
    let gutter = min(rect.width / 3, (labels.map { $0.1.displayWidth }.max() ?? 0) + 1)
    let plot = Rect(x: rect.x + gutter + 1, y: rect.y, width: rect.width - gutter - 2, height: rect.height - 2)
    for y in plot.y..<plot.maxY { frame.write("│", x: plot.x - 1, y: y, maxWidth: 1, style: theme[.gridRule]) }
    for (value, text) in labels {
      let y = plot.maxY - 1 - Int((upward.share(value) * Double(plot.height - 1)).rounded())
      guard y >= plot.y, y < plot.maxY else { continue }
      frame.write(text, x: plot.x - 1 - text.displayWidth, y: y, maxWidth: gutter, style: theme[.dim])
      frame.write("┤", x: plot.x - 1, y: y, maxWidth: 1, style: theme[.gridRule])
    }
    let line = "└" + String(repeating: "─", count: max(0, plot.width))
    frame.write(line, x: plot.x - 1, y: plot.maxY, maxWidth: plot.width + 1, style: theme[.gridRule])
    drawMarks(AxisScale(left, right, kind: xKind, marks: max(1, plot.width / 14)), plot, into: &frame)
    return plot
  }

  private func drawMarks(_ along: AxisScale, _ plot: Rect, into frame: inout Frame) {
    var free = plot.x - 1
    for value in along.marks {
      let text = along.text(value)
      let x = plot.x + Int(along.share(value) * Double(plot.width - 1))
      frame.write("┬", x: x, y: plot.maxY, maxWidth: 1, style: theme[.gridRule])
      let start = min(max(plot.x - 1, x - text.displayWidth / 2), rect.maxX - text.displayWidth)
      guard start >= free else { continue }
      frame.write(text, x: start, y: plot.maxY + 1, maxWidth: rect.maxX - start, style: theme[.dim])
      free = start + text.displayWidth + 2
    }
  }
}
