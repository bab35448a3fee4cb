import Database
import Testing
import TextUI

@testable import Workbench

/// Statistics and charts in the place of the grid.
struct ChartStories {
  private static let columns = [
    Column(name: "at", typeOID: 1184), Column(name: "total", typeOID: 1700), Column(name: "city"),
  ]

  private func desk(width: Int = 120, height: Int = 40) -> Desk {
    var desk = Desk.connected(text: "select * from t", width: width, height: height)
    desk.press("F5")
    desk.answer(columns: Self.columns)
    desk.answer(
      rows: (0..<60).map { row in
        [
          "2026-01-\(row % 28 < 9 ? "0" : "")\(row % 28 + 1) 10:00:00+00", "\(row % 10).5",
          row % 3 == 0 ? "Oslo" : "Rome",
        ]
      })
    desk.complete("SELECT 60")
    desk.finish()
    desk.press("Alt-2")
    return desk
  }

  @Test func `i tells what a column is like, follows the cursor, and gives the rows back`() {
    var desk = desk()
    desk.press("l i")
    #expect(desk.shows("looking at 60 rows"))
    desk.workOnRows()
    for text in [
      "column     total", "values     60", "distinct   10", "smallest   0.5", "greatest   9.5", "mean       5",
      "median",
    ] {
      #expect(desk.shows(text), "\(text)")
    }
    desk.press("l")
    desk.workOnRows()
    #expect(desk.shows("column     city") && desk.shows("most frequent") && desk.shows("Rome"))
    desk.press("i")
    #expect(desk.shows("city") && !desk.shows("most frequent"))
  }

  @Test func `Of several columns that were selected the numbers are drawn`() {
    var desk = desk()
    desk.press("B Right Right K")
    desk.workOnRows()
    #expect(desk.shows("line: total over at · 60 rows"))
  }

  @Test func `Statistics that have no room say how much is missing`() {
    var desk = desk(width: 70, height: 20)
    desk.press("l i")
    desk.workOnRows()
    let hint = desk.lines.first { $0.contains("more lines in a higher pane") }
    #expect(hint != nil && !desk.shows("95 %"))
    desk.press("F11")
    #expect(desk.shows("95 %") && !desk.shows("more lines"))
  }

  @Test func `In the smallest room a chart leaves the border alone, and names that are cut end in a mark`() {
    var desk = desk(width: 20, height: 5)
    desk.press("F11 l")
    desk.choose("chart.bar")
    desk.workOnRows()
    #expect(!desk.shows("no room") && desk.lines.contains { $0.contains("└──────────────────┘") })
    #expect(desk.lines.contains { $0.contains("│ bar: ") && $0.contains("…") })
  }

  @Test func `The last line names the keys of what stands in place of the rows`() {
    var desk = desk()
    #expect(desk.shows("y copy"))
    desk.press("i")
    desk.workOnRows()
    #expect(desk.shows("K next chart") && !desk.shows("y copy"))
    desk.press("i")
    #expect(desk.shows("y copy"))
  }

  @Test func `Sums and means are written in full, with the decimals they can have`() {
    let numbers: [(Double, String)] = [
      (5, "5"), (-1234.5, "-1,234.5"), (0.000001, "0.000001"), (50_000_005_000_000, "50,000,005,000,000"),
      (2_500_000_000.125, "2,500,000,000.125"), (1e20, "1e+20"),
    ]
    for (number, text) in numbers { #expect(StatisticsDrawing.number(number) == text) }
  }

  @Test func `Looking at many rows tells how far it is, and can be stopped`() {
    var desk = desk()
    desk.send(.tick(1000))
    desk.press("l i")
    guard case .statistics(let request, _)? = desk.effects.last(where: \.isRowWork) else {
      Issue.record("nothing was asked")
      return
    }
    desk.send(.rows(.progress(request: request, done: 40)))
    #expect(!desk.statusLine.contains("looking at"))
    desk.send(.tick(1300))
    #expect(desk.statusLine.contains("looking at · 40 of 60 rows · Ctrl-C stops"))
    let effects = desk.press("Ctrl-C")
    #expect(effects.contains { if case .stopRowWork(request) = $0 { true } else { false } })
    #expect(!desk.shows("looking at") && desk.shows("row 1 of 60"))
  }

  @Test func `Work for a panel that was left is stopped`() {
    var desk = desk()
    desk.press("l i")
    #expect(desk.press("Esc").contains { if case .stopRowWork = $0 { true } else { false } })
    desk.press("i")
    let effects = desk.press("l")
    #expect(
      effects.contains { if case .stopRowWork = $0 { true } else { false } } && effects.contains(where: \.isRowWork))
  }

  @Test func `Esc leaves a chart before it leaves the results`() {
    var desk = desk()
    desk.press("i Esc")
    #expect(desk.state.focus == .results && !desk.shows("looking at"))
  }

  @Test func `Selected numbers are drawn over the time beside them, wherever it stands`() {
    var desk = Desk.connected(text: "select * from t", width: 120, height: 40)
    desk.press("F5")
    desk.answer(columns: [Column(name: "total", typeOID: 1700), Column(name: "at", typeOID: 1184)])
    desk.answer(rows: (1...9).map { ["\($0)", "2026-01-0\($0) 10:00:00+00"] })
    desk.complete("SELECT 9")
    desk.finish()
    desk.press("Alt-2 Shift-Right K")
    desk.workOnRows()
    #expect(desk.shows("line: total over at · 9 rows"))
  }

  @Test func `Numbers beside a time are drawn as a line with dates below`() {
    var desk = desk()
    desk.press("l K")
    desk.workOnRows()
    #expect(desk.shows("line: total over at · 60 rows"))
    #expect(desk.lines.contains { line in line.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } })
    #expect(desk.shows("2026-01-"))
  }

  @Test func `The kinds of chart follow each other`() {
    var desk = desk()
    desk.press("l")
    var seen: [String] = []
    for _ in 0..<4 {
      desk.press("K")
      desk.workOnRows()
      seen += ["bar: ", "line: ", "scatter: ", "histogram: "].filter(desk.shows)
    }
    #expect(seen == ["line: ", "scatter: ", "histogram: ", "bar: "])
  }

  @Test func `Selected columns are drawn, the leftmost along the bottom`() {
    var desk = desk()
    desk.press("l C l")
    desk.choose("chart.bar")
    desk.workOnRows()
    #expect(desk.shows("bar: city by total"))
    desk.press("Esc")
    desk.press("l > < < C h")
    desk.choose("chart.bar")
    desk.workOnRows()
    #expect(desk.state.results.tab!.panel?.ys.count == 1)
  }

  @Test func `A chart shows the rows that are shown`() {
    var desk = desk()
    desk.press("f")
    desk.type("city = Oslo\n")
    desk.workOnRows()
    desk.press("End i")
    desk.workOnRows()
    #expect(desk.shows("values     20") && desk.shows("distinct   1"))
  }

  @Test(arguments: [(20, 5), (40, 12), (80, 24), (200, 60)]) func `Charts fit any size`(width: Int, height: Int) {
    for kind in ["bar", "line", "scatter", "histogram"] {
      var desk = desk(width: width, height: height)
      desk.press("l")
      _ = desk.state.run(command: "chart.\(kind)")
      desk.send(.resized(Size(width: width, height: height)))
      desk.workOnRows()
      #expect(desk.lines.count == height)
    }
  }

  @Test(arguments: [
    (0.0, 1.0, 4, ["0", "0.5", "1"]), (0.0, 100.0, 5, ["0", "20", "40", "60", "80", "100"]),
    (-50.0, 50.0, 2, ["-50", "0", "50"]), (0.0, 4_000_000.0, 4, ["0", "1M", "2M", "3M", "4M"]),
  ]) func `Axes have round marks`(low: Double, high: Double, marks: Int, expected: [String]) {
    let axis = AxisScale(low, high, kind: .decimal, marks: marks)
    #expect(axis.marks.map(axis.text) == expected)
  }

  @Test func `Times on an axis are as fine as the marks are close`() {
    #expect(CalendarTime(secondsSince1970: 0).text(step: 86_400) == "1970-01-01")
    #expect(CalendarTime(secondsSince1970: 1_767_225_600 + 3660).text(step: 3600) == "01:01")
    #expect(CalendarTime(secondsSince1970: -1).text(step: 1) == "23:59:59")
    #expect(CalendarTime(secondsSince1970: 951_782_400).text(step: 86_400) == "2000-02-29")
    #expect(CalendarTime(secondsSince1970: 951_782_400).text(step: 400 * 86_400) == "2000-02")
  }
}
