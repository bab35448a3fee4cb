import Database

/// Tabs of results: keeping one, running one again, watching it.
enum TabCommands {
  private static let noTab: @Sendable (State) -> String? = { $0.results.tab == nil ? "there is no result" : nil }
  private static let notReady: @Sendable (State) -> String? = { state in
    if let reason = noTab(state) ?? QueryCommands.busy(state) { return reason }
    return state.results.tab?.text.isEmpty == false ? nil : "a comparison is of no statement"
  }

  private static let notWatchable: @Sendable (State) -> String? = { state in
    if let reason = notReady(state) { return reason }
    return state.results.tab?.staged.isEmpty == false ? "it has changes that are not applied" : nil
  }

  private static let notWatching: @Sendable (State) -> String? = { $0.watch == nil ? "nothing is watched" : nil }

  static let all: [Command] = [
    Command("tab.pin", "Keep the result when something else is run, or no longer", unavailable: noTab) { state in
      state.results.change { $0.isPinned.toggle() }
      state.say(state.results.tab?.isPinned == true ? "the result stays" : "the result goes with the next run")
      return []
    },
    Command("tab.close", "Close the result", unavailable: noTab) { state in
      state.results.tab.map { state.ifChangesMayGo(.closeTab($0.name)) } ?? []
    },
    Command("tab.rerun", "Run the statement of the result again", unavailable: notReady) { state in
      state.results.tab.map { state.ifChangesMayGo(.rerun($0.name)) } ?? []
    },
    Command(
      "tab.watch", "Run the statement of the result again and again, every so many seconds", unavailable: notWatchable
    ) {
      $0.overlay = .prompt(
        Prompt(.watchInterval, title: "Watch the result", lines: ["Seconds between two runs:"], offering: "2"))
      return []
    },
    Command("tab.stopWatching", "Watch no longer", unavailable: notWatching) { state in
      state.watch = nil
      state.say("watched no longer")
      return []
    },
  ]
}

/// A result that is run again and again.
struct Watch: Sendable {
  var tab: TabName
  /// Milliseconds.
  var interval: Int64
  /// Monotonic milliseconds of the next run.
  var due: Int64
}

extension State {
  /// Runs the statement of a tab again, when the parser says that it only reads; its rows take the place of the old ones, the cursor stays where
  /// it was. `reason` is said in place of how long it took.
  mutating func rerun(_ name: TabName, because reason: String? = nil) -> [Effect] {
    guard let index = results.index(name.run, name.statement) else { return [] }
    return submit([Run.Piece(text: results.tabs[index].text, offset: nil)], .again(name, because: reason))
  }

  /// What writes is run by the one who wants it, with the statement in sight.
  mutating func refuseToRunAgain(_ name: TabName, because reason: String?) {
    if watch?.tab == name { watch = nil }
    say([reason, "the statement may write: F5 runs it"].compactMap(\.self).joined(separator: " · "), .warning)
  }

  mutating func runAgain(_ pieces: [Run.Piece], in name: TabName, because reason: String?) -> [Effect] {
    guard let index = results.index(name.run, name.statement) else { return [] }
    var run = Run(
      id: nextNumber(), statements: pieces, startedAt: now, buffer: editor.buffer.id, cursor: editor.buffer.cursor)
    run.reason = reason
    activeRun = run
    editor.popup = nil
    status = StatusLine()
    results.renew(index, run: run.id, at: link.destination)
    if watch?.tab == name { watch?.tab = results.tabs[index].name }
    return [
      .run(
        session: link.session, id: run.id, statements: pieces.map(\.sent), rowLimit: rowLimit, begins: begins(pieces))
    ]
  }

  mutating func closeTab(_ name: TabName) {
    guard let index = results.index(name.run, name.statement), !results.tabs[index].isUnfinished else {
      return remark("the statement is running", .warning)
    }
    if watch?.tab == name { watch = nil }
    results.close(index)
  }

  // MARK: Watching

  /// What the tab of a result is called, and how often it is run again by itself.
  func resultTitle(_ index: Int) -> String {
    let title = results.tabTitle(index)
    guard let watch, watch.tab == results.tabs[index].name else { return title }
    return "\(title) · every \(duration(Double(watch.interval) / 1000))"
  }

  mutating func startWatching(every seconds: Double) -> [Effect] {
    guard let name = results.tab?.name else { return [] }
    let interval = Int64(seconds * 1000)
    watch = Watch(tab: name, interval: interval, due: now + interval)
    return rerun(name)
  }

  /// Runs the watched statement when it is time and nothing else runs; an error or a closed tab ends the watching.
  mutating func watchOn() -> [Effect] {
    guard let watch, activeRun == nil, applying == nil, guarded == nil else { return [] }
    guard let index = results.index(watch.tab.run, watch.tab.statement), link.facts != nil else {
      self.watch = nil
      return []
    }
    if results.tabs[index].isBroken {
      self.watch = nil
      return []
    }
    // Changes that are not applied wait for the user.
    guard now >= watch.due, !link.isParked, results.tabs[index].staged.isEmpty else { return [] }
    self.watch?.due = now + watch.interval
    return rerun(watch.tab)
  }
}

extension ResultsPane {
  /// Puts a tab that runs again in the place of one; what one sees stays until the new rows come.
  mutating func renew(_ index: Int, run: Int, at place: Destination) {
    let old = tabs[index]
    var new = ResultTab(run: run, statement: 0, text: old.text, at: place)
    new.isPinned = old.isPinned
    new.tables = old.tables
    new.previous = ResultTab.Previous(old)
    tabs[index] = new
    if index == active { search = nil }
  }

  mutating func close(_ index: Int) {
    tabs.remove(at: index)
    show(max(0, min(index < active ? active - 1 : active, tabs.count - 1)))
  }
}

extension ResultTab {
  /// How one looked at a result before it was run again.
  struct Previous: Sendable {
    var row: Int
    var column: Int
    var top: Int
    var left: Int
    var layout: ColumnLayout
    var names: [String]
    var showsRecord: Bool

    init(_ tab: ResultTab) {
      row = tab.row
      column = tab.column
      top = tab.top
      left = tab.left
      layout = tab.layout
      names = tab.columns.map(\.name)
      showsRecord = tab.showsRecord
    }
  }

  /// Looks at the new columns as at the old ones, when they are the same.
  mutating func restoreColumns() {
    guard let old = previous, old.names == columns.map(\.name) else {
      previous = nil
      return
    }
    column = old.column
    left = old.left
    layout = old.layout
    showsRecord = old.showsRecord
  }

  /// Goes back to the row one was at once it is there.
  mutating func restoreRow(isComplete: Bool) {
    guard let old = previous, rowCount > old.row || isComplete else { return }
    row = min(old.row, max(0, rowCount - 1))
    top = min(old.top, row)
    previous = nil
  }
}
