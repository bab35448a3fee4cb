import Database

/// Statistics of columns and charts.
enum ChartCommands {
  private static let noRows: @Sendable (State) -> String? = {
    ($0.results.tab?.rowCount ?? 0) == 0 ? "there are no rows" : nil
  }

  private static func chart(_ name: String, _ summary: String, _ kind: ChartData.Kind) -> Command {
    Command(name, summary, unavailable: noRows) { state in
      state.results.change { $0.openChart(kind) }
      return state.fillChart()
    }
  }

  static let all: [Command] = [
    Command("grid.statistics", "Show what the values of the column are like, or the rows again", unavailable: noRows) {
      $0.toggleStatistics()
      return $0.fillChart()
    },
    Command("chart.next", "Draw the selected columns, then as another kind of chart", unavailable: noRows) {
      $0.cycleChart()
      return $0.fillChart()
    },
    chart("chart.bar", "Draw the selected columns as bars", .bar),
    chart("chart.line", "Draw the selected columns as lines", .line),
    chart("chart.scatter", "Draw the selected columns as points", .scatter),
    chart("chart.histogram", "Draw how the values of the column are spread", .histogram),
  ]
}
