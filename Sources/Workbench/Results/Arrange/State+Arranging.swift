package import Database

/// What the worker says about the rows it was asked to arrange or to search.
package enum RowReport: Sendable {
  /// Rows of the result that pass, in the order to show. `done` counts the rows looked at; several reports may follow each other.
  case arranged(request: Int, rows: RowOrder, done: Int, isWhole: Bool)
  /// Rows looked at so far.
  case progress(request: Int, done: Int)
  /// Where the text was found, nil when it is nowhere.
  case searched(request: Int, SearchJob.Place?)
  case statistics(request: Int, ColumnStatistics)
  case chart(request: Int, ChartData)
}

extension State {
  /// Asks for what is missing between the rows shown and the rows wanted, one thing at a time.
  mutating func arrangeRows() -> [Effect] {
    guard results.work == nil, let (tab, kind, rows) = results.neededRows() else { return [] }
    let work = RowWork(
      request: nextNumber(), kind: kind, run: tab.run, statement: tab.statement, startedAt: now, rows: rows)
    results.work = work
    return [
      .arrange(
        request: work.request,
        ArrangeJob(result: tab.result!, rows: rows, filter: tab.arrangement.filter, sort: tab.arrangement.sort))
    ]
  }

  mutating func receive(rows report: RowReport) -> [Effect] {
    switch report {
    case .arranged(let request, let rows, let done, let isWhole):
      guard let work = results.work, work.request == request else { return [] }
      results.take(rows, done: done, isWhole: isWhole)
      if isWhole, work.kind == .arrange { sayArranged(work) }
      return isWhole ? arrangeRows() : []
    case .progress(let request, let done):
      if results.work?.request == request { results.work?.rowsDone = done }
      if results.search?.request == request { results.search?.rowsDone = done }
      results.changePanel(request) { $0.rowsDone = done }
    case .searched(let request, let place):
      guard results.search?.request == request else { return [] }
      results.search = nil
      if let place { results.go(to: place) } else { remark("\"\(results.searchText)\" is in no row", .warning) }
    case .statistics(let request, let statistics):
      results.changePanel(request) { $0.content = .statistics(statistics) }
      panelWork.remove(request)
    case .chart(let request, let chart):
      results.changePanel(request) { $0.content = .chart(chart) }
      panelWork.remove(request)
    }
    return []
  }

  private mutating func sayArranged(_ work: RowWork) {
    guard activeRun == nil, let tab = results.tab, let result = tab.result else { return }
    let seconds = duration(Double(now - work.startedAt) / 1000)
    if tab.arrangement.filter != nil {
      say("\(grouped(tab.rowCount)) of \(grouped(result.rowCount)) rows · \(seconds)")
    } else {
      say("\(grouped(tab.rowCount)) rows sorted · \(seconds)")
    }
  }

  /// Changes the arrangement of the result in front.
  mutating func arrange(_ change: (inout RowArrangement) -> Void) -> [Effect] {
    guard var wanted = results.tab?.arrangement else { return [] }
    change(&wanted)
    results.change { $0.arrange(wanted) }
    // What was said of the arrangement before would stay on, beside the pause.
    if results.isPaused { status = StatusLine() }
    if wanted.isPlain, activeRun == nil, let rows = results.tab?.rowCount {
      say("all \(grouped(rows)) rows as they came")
    }
    return stopArranging() + arrangeRows()
  }

  /// Lets the work under way go, when it is for other rows than those wanted now.
  private mutating func stopArranging() -> [Effect] {
    guard let work = results.work else { return [] }
    results.work = nil
    return [.stopRowWork(request: work.request)]
  }

  /// Stops what is done to the rows of a tab that are to change; what is still wanted begins anew.
  mutating func stopRowWork(on tab: TabName) -> [Effect] {
    var effects: [Effect] = []
    if let work = results.work, work.run == tab.run, work.statement == tab.statement {
      results.change(named: tab) { $0.isStale = true }
      effects += stopArranging()
    }
    if let search = results.search, results.tab?.name == tab {
      results.search = nil
      effects.append(.stopRowWork(request: search.request))
    }
    return effects
  }

  /// Stops what is done to the rows in front; nil when nothing is.
  mutating func cancelRowWork() -> [Effect]? {
    if let search = results.search {
      results.search = nil
      say("the search was stopped", .warning)
      return [.stopRowWork(request: search.request)]
    }
    if results.tab?.panel?.isWaiting == true {
      results.change { $0.panel = nil }
      say("stopped; here are the rows again", .warning)
      return stopLeftPanels()
    }
    guard let work = results.work, work.kind == .arrange else { return nil }
    results.stopWork()
    say("stopped; the rows are as before", .warning)
    return [.stopRowWork(request: work.request)]
  }

  // MARK: Filtering

  /// The reason why the filter cannot be read, nil when it was taken.
  mutating func filter(_ text: String) -> (complaint: String?, effects: [Effect]) {
    guard let tab = results.tab else { return (nil, []) }
    do throws(FilterError) {
      let filter = try FilterParser.filter(text, columns: tab.columns)
      return (
        nil,
        arrange {
          $0.filter = filter
          $0.filterText = filter == nil ? "" : text
        }
      )
    } catch {
      return ("character \(error.offset + 1): \(error.message)", [])
    }
  }

  /// Shows only rows that have the same value in the column of the cursor, besides the filter there is.
  mutating func filterByCell() -> [Effect] {
    guard let tab = results.tab, tab.rowCount > 0 else { return [] }
    let name = "\"\(tab.columns[tab.column].name.replacing("\"", with: "\"\""))\""
    let condition =
      tab.text(row: tab.row, column: tab.column).map { "\(name) = '\($0.replacing("'", with: "''"))'" }
      ?? "\(name) is null"
    let old = tab.arrangement.filterText
    switch tab.arrangement.filter {
    case nil: return filter(condition).effects
    case .text where !FilterParser.isQuoted(old):
      return filter("'\(old.replacing("'", with: "''"))' and \(condition)").effects
    default: return filter("(\(old)) and \(condition)").effects
    }
  }

  // MARK: Searching

  mutating func search(isForward: Bool, includesStart: Bool = false) -> [Effect] {
    guard let tab = results.tab, let result = tab.result, tab.rowCount > 0, !results.searchText.isEmpty else {
      return []
    }
    guard let filter = try? RowFilter.searching(results.searchText) else { return [] }
    let start = SearchJob.Place(row: min(tab.row, tab.rowCount - 1), column: tab.column)
    let job = SearchJob(
      result: result, order: tab.order, filter: filter, from: start,
      isForward: isForward, includesStart: includesStart)
    let old = results.search.map { [Effect.stopRowWork(request: $0.request)] } ?? []
    let search = RowSearch(request: nextNumber(), startedAt: now, rowCount: tab.rowCount)
    results.search = search
    return old + [.search(request: search.request, job)]
  }
}

/// A search that has not been answered.
struct RowSearch: Sendable {
  var request: Int
  /// Monotonic milliseconds.
  var startedAt: Int64
  var rowCount: Int
  var rowsDone = 0
}
