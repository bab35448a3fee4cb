import Database

extension State {
  /// Asks for what the panel of the result in front shows, when it was opened or other rows are shown since.
  mutating func fillChart() -> [Effect] {
    let asked = askForPanel()
    return stopLeftPanels() + asked
  }

  private mutating func askForPanel() -> [Effect] {
    guard let tab = results.tab, let result = tab.result, var panel = tab.panel, tab.rowCount > 0 else {
      return []
    }
    if panel.kind == nil, panel.ys != [tab.column] { panel = ChartPanel(kind: nil, x: nil, ys: [tab.column]) }
    let isArriving = activeRun != nil && panel.request > 0
    guard panel.request == 0 || panel.rowCount != tab.rowCount && !isArriving else { return [] }
    let request = nextNumber()
    panelWork.insert(request)
    panel.request = request
    panel.rowCount = tab.rowCount
    panel.startedAt = now
    let asked = panel
    results.change { $0.panel = asked }
    guard let kind = panel.kind else {
      return [
        .statistics(request: request, StatisticsJob(result: result, order: tab.order, column: panel.ys[0]))
      ]
    }
    return [
      .chart(request: request, ChartJob(result: result, order: tab.order, kind: kind, x: panel.x, ys: panel.ys))
    ]
  }

  /// Stops the work for panels that nobody looks at any more.
  mutating func stopLeftPanels() -> [Effect] {
    guard !panelWork.isEmpty else { return [] }
    let wanted = Set(results.tabs.compactMap { $0.panel?.isWaiting == true ? $0.panel?.request : nil })
    let left = panelWork.subtracting(wanted)
    panelWork.formIntersection(wanted)
    return left.sorted().map { .stopRowWork(request: $0) }
  }

  /// Shows statistics or a chart instead of the grid; the same again brings the grid back.
  mutating func toggleStatistics() {
    results.change { tab in
      if tab.panel != nil, tab.panel?.kind == nil { tab.panel = nil } else { tab.openStatistics() }
    }
  }

  /// The next kind of chart, beginning with the one that suits the columns.
  mutating func cycleChart() {
    results.change { tab in
      guard let kind = tab.panel?.kind else { return tab.openChart(nil) }
      let kinds = ChartData.Kind.allCases
      tab.openChart(kinds[(kinds.firstIndex(of: kind)! + 1) % kinds.count])
    }
  }

}

extension ResultsPane {
  mutating func changePanel(_ request: Int, _ change: (inout ChartPanel) -> Void) {
    guard let index = tabs.firstIndex(where: { $0.panel?.request == request }), var panel = tabs[index].panel else {
      return
    }
    change(&panel)
    tabs[index].panel = panel
  }
}
