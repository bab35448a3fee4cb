package import Database
import TextUI

/// The results of the last run: a tab for each statement that has begun, rows in a grid.
package struct ResultsPane: Sendable {
  package internal(set) var tabs: [ResultTab] = []
  package internal(set) var active = 0
  /// The run whose statements have not all begun.
  private var coming: ComingStatements?
  /// Where foreign keys were followed from.
  var trail: [Place] = []
  package var searchText = ""
  /// A search that has not been answered.
  var search: RowSearch?
  /// Filtering or sorting that has not been answered.
  var work: RowWork?
  var size = Size(width: 80, height: 10)
  /// Lines at the bottom that show the cell under the cursor.
  var footHeight = 0

  package init() {}

  /// Notices that are kept for each statement.
  private static let noticeLimit = 1000

  var tab: ResultTab? { tabs.indices.contains(active) ? tabs[active] : nil }

  func tabTitle(_ index: Int) -> String { "\(index + 1): \(tabs[index].title)\(tabs[index].marks)" }

  package var columnNames: [String] { tab?.columns.map(\.name) ?? [] }

  /// Rows of the result that is arriving, or of the one in front.
  package var rowsSoFar: Int {
    tabs.last { if case .running = $0.outcome { true } else { false } }?.result?.rowCount ?? 0
  }

  package var isPaused: Bool { pause != nil }

  /// Why the result that is arriving does not go on.
  var pause: PauseReason? { tabs.lazy.compactMap(\.pause).first }

  /// nil when the statement returned no rows at all, not even zero.
  package func rowCount(run: Int, statement: Int) -> Int? {
    index(run, statement).flatMap { tabs[$0].result?.rowCount }
  }

  /// Looks from the end, where the statement that runs has its tab.
  func index(_ run: Int, _ statement: Int) -> Int? {
    tabs.lastIndex { $0.run == run && $0.statement == statement }
  }

  /// Changes a tab wherever it is now.
  mutating func change(named name: TabName, _ change: (inout ResultTab) -> Void) {
    if let index = index(name.run, name.statement) { change(&tabs[index]) }
  }

  mutating func change(_ change: (inout ResultTab) -> Void) {
    guard tabs.indices.contains(active) else { return }
    change(&tabs[active])
  }

  // MARK: What the session reports

  package mutating func begin(run: Int, statements: [String], isLong: Bool = false, at place: Destination) {
    // Changes that are not applied are not lost with a run.
    tabs.removeAll { !$0.isPinned && $0.staged.isEmpty }
    active = tabs.count
    coming = ComingStatements(run: run, texts: statements, place: place, isLong: isLong)
    search = nil
    work = nil
    _ = start(run, 0)
  }

  /// The tab of a statement, made when it begins. In long scripts it takes the place of one that told nothing but its tag.
  private mutating func start(_ run: Int, _ statement: Int) -> Int? {
    if let index = index(run, statement) { return index }
    guard let coming, coming.run == run, coming.texts.indices.contains(statement) else { return nil }
    let tab = ResultTab(run: run, statement: statement, text: coming.texts[statement], at: coming.place)
    if coming.isLong, let before = index(run, statement - 1), tabs[before].isOnlyTag {
      tabs[before] = tab
      return before
    }
    tabs.append(tab)
    return tabs.count - 1
  }

  package mutating func receive(columns: [Column], run: Int, statement: Int) {
    guard let index = start(run, statement) else { return }
    tabs[index].begin(columns)
    show(index)
  }

  package mutating func receive(rows: RowBatch, run: Int, statement: Int) {
    guard let index = index(run, statement) else { return }
    tabs[index].append(rows)
  }

  package mutating func complete(tag: String, seconds: Double, run: Int, statement: Int) {
    guard let index = start(run, statement) else { return }
    tabs[index].outcome = .done(tag: tag)
    tabs[index].restoreRow(isComplete: true)
    tabs[index].pause = nil
    if tabs[index].result == nil { show(index) }
    _ = start(run, statement + 1)
  }

  package mutating func fail(_ error: ServerError, at place: Int? = nil, run: Int, statement: Int) {
    guard let index = start(run, statement) else { return }
    tabs[index].fail(error, at: place)
    show(index)
  }

  package mutating func pause(run: Int, statement: Int, _ reason: PauseReason) {
    guard let index = index(run, statement) else { return }
    tabs[index].pause = reason
  }

  package mutating func resume() { for index in tabs.indices { tabs[index].pause = nil } }

  /// The tab of a statement that never ended goes.
  package mutating func finish(run: Int) {
    if coming?.run == run { coming = nil }
    let front = tab?.name
    for index in tabs.indices where tabs[index].run == run {
      tabs[index].pause = nil
      if case .running = tabs[index].outcome, tabs[index].result != nil { tabs[index].outcome = .done(tag: "") }
    }
    tabs.removeAll { $0.run == run && $0.isUnfinished }
    active = front.flatMap { index($0.run, $0.statement) } ?? min(active, max(0, tabs.count - 1))
  }

  package mutating func notice(_ notice: ServerError, run: Int) {
    guard let index = tabs.lastIndex(where: { $0.run == run }) else { return }
    guard tabs[index].notices.count < Self.noticeLimit else {
      tabs[index].noticesLeftOut += 1
      return
    }
    tabs[index].notices.append(notice)
  }

  /// What was told during a run in tabs that show rows in its place.
  func noticesBesideRows(run: Int) -> [ServerError] {
    tabs.filter { $0.run == run && !$0.columns.isEmpty }.flatMap(\.notices)
  }

  /// Says of each statement of a run that what it did was taken back.
  mutating func markRolledBack(run: Int) {
    for index in tabs.indices where tabs[index].run == run { tabs[index].isRolledBack = true }
  }

  mutating func show(_ index: Int) {
    guard tabs.indices.contains(index) else { return }
    active = index
    search = nil
    layout(Rect(size))
  }

  /// Goes to a column; one that is hidden shows again.
  package mutating func jump(toColumn column: Int) {
    change { tab in
      tab.layout.show(column)
      tab.column = column
    }
  }

  // MARK: Arranging and searching

  /// Whether another thread looks through rows for what was asked for by hand.
  package var isSearching: Bool { search != nil || work?.kind == .arrange || tab?.panel?.isWaiting == true }

  /// The first result whose shown rows are not those wanted, the one in front before others.
  func neededRows() -> (tab: ResultTab, kind: RowWork.Kind, rows: Range<Int>)? {
    if let tab, let (kind, rows) = tab.neededRows() { return (tab, kind, rows) }
    for index in tabs.indices {
      if let (kind, rows) = tabs[index].neededRows() { return (tabs[index], kind, rows) }
    }
    return nil
  }

  /// Takes in rows that the work under way has found.
  mutating func take(_ rows: RowOrder, done: Int, isWhole: Bool) {
    guard var work, let index = index(work.run, work.statement) else {
      work = nil
      return
    }
    tabs[index].take(rows, work, isFirst: !work.hasRows, isWhole: isWhole)
    work.hasRows = true
    work.rowsDone = done
    self.work = isWhole ? nil : work
  }

  /// Gives the work under way up.
  mutating func stopWork() {
    guard let work else { return }
    self.work = nil
    if let index = index(work.run, work.statement) { tabs[index].stop(work) }
  }

  mutating func go(to place: SearchJob.Place) {
    change { $0.row = place.row }
    jump(toColumn: place.column)
  }
}
