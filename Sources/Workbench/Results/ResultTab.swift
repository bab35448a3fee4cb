package import Database
import TextUI

/// What one statement of a run gave, and where the cursor is in it.
package struct ResultTab: Sendable {
  enum Outcome: Sendable {
    case running
    case done(tag: String)
    case failed(ServerError)
  }

  let run: Int
  let statement: Int
  let text: String
  /// Where it was run.
  let place: Destination
  var outcome = Outcome.running
  package internal(set) var result: ResultSet?
  /// The first ones: of those in a loop there are any number.
  var notices: [ServerError] = []
  var noticesLeftOut = 0
  /// Where in `text` it failed, as a UTF-8 byte offset.
  var errorPlace: Int?
  /// Whether what it did was taken back by itself.
  var isRolledBack = false
  /// Whether the statement was stopped before all its rows had come.
  var isCut = false
  /// Why no more rows are read for now.
  var pause: PauseReason?
  /// The cursor's row as shown.
  var row = 0
  /// The cursor's column, an index into the columns of the result.
  var column = 0
  /// First row in sight.
  var top = 0
  /// First scrolling column in sight, as its place among the visible columns.
  var left = 0
  package var selection: GridSelection?
  /// How one looked at the rows before the statement was run again; until as many rows are there.
  var previous: Previous?
  /// How each row differs, when the tab is a comparison of two others.
  var differences: [RowDifference]?
  /// Whether the tab stays when something else is run.
  var isPinned = false
  /// Facts about the tables that the columns come from, by oid; empty until they are asked for.
  var tables: [UInt32: TableFacts] = [:]
  /// Changes of cells and rows that the server does not know of yet.
  var staged = StagedChanges()
  /// Whether the row of the cursor is shown alone, its fields below each other, and the first field in sight.
  var showsRecord = false
  var recordTop = 0
  /// Which rows one wants to see, and in which order.
  package internal(set) var arrangement = RowArrangement()
  /// The rows of the result as shown; nil for all in their own order.
  package internal(set) var order: RowOrder?
  /// Rows of the result that `order` takes into account.
  var arrangedRows = 0
  /// Whether `order` is that of an older arrangement.
  var isStale = false
  /// The row one was at before more rows were sorted in, until they all are.
  var goal: Int?
  /// What is shown in place of the grid.
  package internal(set) var panel: ChartPanel?
  /// What was shown before, while another arrangement is being made.
  var before: ShownRows?
  package internal(set) var layout = ColumnLayout()
  /// Columns whose first rows have been measured.
  private var measured: Set<Int> = []
  /// What the columns were last fitted to.
  var fitted: Sight?

  private static let measuredAtMost = 100

  init(run: Int, statement: Int, text: String, at place: Destination) {
    self.run = run
    self.statement = statement
    self.text = text
    self.place = place
  }

  /// Rows as shown.
  package var rowCount: Int { order?.count ?? result?.rowCount ?? 0 }
  package var columns: [Column] { result?.columns ?? [] }

  /// What else the title tells: pinned, changed.
  var marks: String {
    (isPinned ? " ●" : "") + (isRolledBack ? " · rolled back" : "")
      + (staged.isEmpty ? "" : " · \(EditCommands.changes(staged.count))")
  }

  var isUnfinished: Bool { if case .running = outcome { true } else { false } }

  /// Whether it ended well with neither rows nor words of the server.
  var isOnlyTag: Bool {
    if case .done = outcome { result == nil && notices.isEmpty && !isPinned && staged.isEmpty } else { false }
  }

  /// Whether it ended before its statement did.
  var isBroken: Bool { if case .failed = outcome { true } else { isCut } }

  /// `1,000 rows`, `UPDATE 3`, `error`, …
  var title: String {
    switch outcome {
    case .failed: return "error"
    case .running: return result.map { "\(grouped($0.rowCount)) rows …" } ?? "running"
    case .done(let tag):
      guard differences == nil, let count = result?.rowCount else { return tag }
      return "\(grouped(count)) \(count == 1 ? "row" : "rows")\(isCut ? ", not all" : "")"
    }
  }

  mutating func begin(_ columns: [Column]) {
    result = ResultSet(columns: columns)
    fitted = nil
    outcome = .running
    layout = ColumnLayout(widths: columns.map { max(1, min(ColumnLayout.widest, DisplayWidth.of($0.name))) })
    restoreColumns()
  }

  mutating func append(_ batch: RowBatch) {
    guard result != nil, batch.columnCount == columns.count else { return }
    let isAtNewRow = newRow(at: row) != nil
    result!.append(batch)
    if isAtNewRow { row += batch.rowCount }
    restoreRow(isComplete: false)
  }

  /// Takes in that the statement failed. What came before it was stopped is as good as ever.
  mutating func fail(_ error: ServerError, at place: Int?) {
    pause = nil
    errorPlace = place
    top = 0
    isCut = error.sqlState == "57014" && result.map { $0.rowCount > 0 } ?? false
    outcome = isCut ? .done(tag: "") : .failed(error)
    if isCut { restoreRow(isComplete: true) }
  }

  // MARK: Rows as shown

  /// The row of the result that stands at a row as shown.
  package func resultRow(_ row: Int) -> Int { order?[row] ?? row }

  /// The bytes of a cell in a row as shown, nil for NULL.
  package func cell(row: Int, column: Int) -> UnsafeRawBufferPointer? {
    if let new = newRow(at: row) { return cell(of: new, column: column) }
    let row = resultRow(row)
    return staged.cell(row: row, column: column) ?? result?.cell(row: row, column: column)
  }

  /// The text of a cell in a row as shown, nil for NULL.
  package func text(row: Int, column: Int) -> String? {
    cell(row: row, column: column).map { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: Widths

  /// Widens a column to its first rows and to those in sight, which must be there; later rows never make it narrower. `widest` bounds it, and only
  /// `room` does for numbers: a number that is cut is a wrong number.
  mutating func fit(_ column: Int, rows: Range<Int>, widest: Int, room: Int) {
    guard let result else { return }
    let limit = result.columns[column].isNumeric ? max(widest, room) : widest
    let header = DisplayWidth.of(columns[column].name) + (arrangement.mark(of: column).map { $0.displayWidth + 1 } ?? 0)
    var width = min(header, widest)
    if rowCount > 0, measured.insert(column).inserted {
      width = max(width, self.width(of: column, in: 0..<min(rowCount, Self.measuredAtMost), limit: limit))
    }
    width = max(width, self.width(of: column, in: rows, limit: limit))
    layout.fit(column, min(width, limit))
  }

  /// What the widest cell of some rows takes; counting ends once `limit` is passed.
  private func width(of column: Int, in rows: Range<Int>, limit: Int) -> Int {
    var width = 0
    for row in rows { width = max(width, CellLook.width(cell(row: row, column: column), limit: limit)) }
    return width
  }

  mutating func widen(by step: Int) {
    guard layout.widths.indices.contains(column) else { return }
    layout.resize(column, to: layout.widths[column] + step)
  }

  /// Lets the column have the width that its cells in sight ask for.
  mutating func refit() {
    layout.release(column, width: columns.indices.contains(column) ? DisplayWidth.of(columns[column].name) : 1)
    measured.remove(column)
    fitted = nil
  }

  mutating func move(rows: Int, columns step: Int) {
    guard !showsMessages else {
      top = max(0, top + rows)
      return
    }
    row = min(max(0, row + rows), max(0, gridRowCount - 1))
    if step != 0 { column = layout.column(step, from: column) }
  }
}
