import Database

/// Comparing two results.
enum CompareCommands {
  private static let noPair: @Sendable (State) -> String? = { state in
    if state.comparing != nil { return "a comparison is under way" }
    guard state.results.tab?.isComparable == true else { return "there is no result with columns in front" }
    return state.results.tabs.count { $0.isComparable } < 2
      ? "there is one result only; \(state.howTo("tab.pin")) keeps one" : nil
  }

  private static let idle: @Sendable (State) -> String? = { $0.comparing == nil ? "nothing is compared" : nil }

  static let all: [Command] = [
    Command("tab.compare", "Compare the result with another one, row by row", unavailable: noPair) { state in
      state.openCompare()
      return []
    },
    Command("tab.stopComparing", "Stop the comparison", unavailable: idle) { $0.cancelComparison() },
  ]
}

extension ResultTab {
  var isComparable: Bool { result != nil && !columns.isEmpty && !isUnfinished && differences == nil }

  /// Whether the cell of a changed row is one that changed.
  func isDifferent(row: Int, column: Int) -> Bool {
    guard let differences, let result, column > 0, differences.indices.contains(row) else { return false }
    let other: Int
    switch differences[row] {
    case .before: other = row + 1
    case .after: other = row - 1
    case .removed, .added: return false
    }
    let one = result.cell(row: row, column: column)
    let two = result.cell(row: other, column: column)
    guard let one, let two else { return (one == nil) != (two == nil) }
    return !one.elementsEqual(two)
  }
}

/// A comparison that is under way.
struct RunningComparison: Sendable {
  var number: Int
  var old: TabName
  var new: TabName
  var rowCount: Int
  var rows = 0
  var cancelRequested = false
  /// Monotonic milliseconds.
  var startedAt: Int64
}

extension State {
  /// The other results, or the keys when there is only one other.
  mutating func openCompare() {
    let others = likeliestPartners
    if others.count == 1 { return openKeys(with: others[0]) }
    var picker = Picker(
      kind: .compare, title: "Compare with",
      hints: hints([("list.accept", "choose"), ("list.cancel", "close")], in: "list"))
    picker.fill(
      others.map { index in
        let tab = results.tabs[index]
        return Picker.Row(results.tabTitle(index), detail: tab.text, choice: .compareWith(tab.name))
      })
    overlay = .picker(picker)
  }

  /// Those that have most columns of the front one first, and of these the latest.
  private var likeliestPartners: [Int] {
    let names = Set(results.columnNames)
    let others = results.tabs.indices.filter { $0 != results.active && results.tabs[$0].isComparable }
    let shared = others.map { (index: $0, count: names.intersection(results.tabs[$0].columns.map(\.name)).count) }
    return shared.sorted { ($0.count, $0.index) > ($1.count, $1.index) }.map(\.index)
  }

  mutating func openKeys(with tab: TabName) {
    if let index = results.index(tab.run, tab.statement) { openKeys(with: index) }
  }

  /// What tells rows apart: the key of the table first, then single columns, then whole rows.
  private mutating func openKeys(with index: Int) {
    guard let front = results.tab, results.tabs.indices.contains(index) else { return }
    let other = results.tabs[index]
    let names = front.columns.map(\.name).filter { name in other.columns.contains { $0.name == name } }
    guard !names.isEmpty else { return say("the results have no column in common", .warning) }
    let found = keyNames(front).flatMap { $0.allSatisfy(names.contains) ? $0 : nil }
    var choices: [(String, [String])] = found.map { [("the key: \($0.joined(separator: ", "))", $0)] } ?? []
    choices += names.filter { found != [$0] }.map { ($0, [$0]) }
    choices.append(("whole rows", []))
    var picker = Picker(
      kind: .compare, title: "Rows belong together by",
      hints: hints([("list.accept", "compare"), ("list.cancel", "close")], in: "list"))
    picker.fill(choices.map { Picker.Row($0.0, choice: .compareBy(other.name, $0.1)) })
    overlay = .picker(picker)
  }

  /// The primary key of the only table whose primary key is whole in the result.
  private func keyNames(_ tab: ResultTab) -> [String]? {
    let oids = Set(tab.columns.map(\.tableOID)).subtracting([0])
    let keys = (browser.catalog?.relations ?? []).filter { oids.contains($0.oid) }.map { relation in
      relation.columns.filter(\.isPrimaryKey).map(\.name)
    }.filter { key in !key.isEmpty && key.allSatisfy { name in tab.columns.contains { $0.name == name } } }
    return keys.count == 1 ? keys[0] : nil
  }

  /// The result in front is the new one.
  mutating func compare(with name: TabName, by key: [String]) -> [Effect] {
    guard let front = results.tab, let new = front.result, let index = results.index(name.run, name.statement),
      let old = results.tabs[index].result
    else { return [] }
    let number = nextNumber()
    comparing = RunningComparison(
      number: number, old: name, new: front.name, rowCount: old.rowCount + new.rowCount, startedAt: now)
    status = StatusLine()
    return [.compare(number: number, ComparisonRequest(old: old, new: new, key: key))]
  }

  mutating func cancelComparison() -> [Effect] {
    guard let number = comparing?.number else { return [] }
    comparing?.cancelRequested = true
    return [.cancelExport(number: number)]
  }

  mutating func receive(comparing number: Int, rows: Int) {
    if comparing?.number == number { comparing?.rows = rows }
  }

  mutating func receive(compared number: Int, _ outcome: ComparisonOutcome) {
    guard let running = comparing, running.number == number else { return }
    comparing = nil
    switch outcome {
    case .cancelled: say("the comparison was stopped", .warning)
    case .failed(let reason): say("not compared: \(reason)", .error)
    case .ambiguous(let key): say("not compared: several rows have the key \(key)", .error)
    case .done(let result, let differences, let counts):
      let title = "\(results.number(of: running.old)) → \(results.number(of: running.new)): \(counts.text)"
      results.add(comparison: number, result, differences, title: title, at: link.destination)
      focus = .results
      say("\(counts.text) · \(duration(Double(now - running.startedAt) / 1000))", .success)
    }
  }
}

extension ResultsPane {
  /// What the title of a tab begins with, as long as there is one.
  fileprivate func number(of tab: TabName) -> String {
    index(tab.run, tab.statement).map { "\($0 + 1)" } ?? "closed"
  }

  mutating func add(
    comparison run: Int, _ result: ResultSet, _ differences: [RowDifference], title: String, at place: Destination
  ) {
    var tab = ResultTab(run: run, statement: 0, text: "", at: place)
    tab.begin(result.columns)
    for batch in result.batches { tab.append(batch) }
    tab.outcome = .done(tag: title)
    tab.differences = differences
    tabs.append(tab)
    show(tabs.count - 1)
  }
}
