import Database
import SQLText

/// Copying rows and writing them to files.
enum ExportCommands {
  private static let noRows: @Sendable (State) -> String? = {
    ($0.results.tab?.rowCount ?? 0) == 0 ? "there are no rows" : busy($0)
  }

  private static let noColumns: @Sendable (State) -> String? = {
    $0.results.columnNames.isEmpty ? "there is no result with columns" : busy($0)
  }

  private static let busy: @Sendable (State) -> String? = {
    $0.exporting == nil ? nil : "an export is under way; \($0.howTo("query.cancelOrCopy")) stops it"
  }

  private static let noRun: @Sendable (State) -> String? = { QueryCommands.busy($0) ?? busy($0) }

  private static let idle: @Sendable (State) -> String? = { $0.exporting == nil ? "nothing is exported" : nil }

  static let all: [Command] = [
    Command("grid.copy", "Copy the cell, row, column or all rows in a format to choose", unavailable: noRows) {
      $0.openCopyMenu()
      return []
    },
    Command("grid.export", "Write the rows to a file in a format to choose", unavailable: noColumns) {
      $0.openExportMenu()
      return []
    },
    Command("query.export", "Run the statement under the cursor for its rows to go to a file", unavailable: noRun) {
      $0.openStreamMenu()
      return []
    },
    Command("grid.cancelExport", "Stop the export", unavailable: idle) { $0.cancelExport() },
  ]
}

extension State {
  mutating func openCopyMenu() {
    var picker = Picker(
      kind: .copy, title: "Copy", hints: hints([("list.accept", "copy"), ("list.cancel", "close")], in: "list"))
    let hasSelection = results.tab?.selection != nil
    let choices = (hasSelection ? CopyChoice.all(.selection) : []) + CopyChoice.copies
    picker.fill(choices.map { Picker.Row($0.title, detail: size(of: $0.scope), choice: .copy($0)) })
    overlay = .picker(picker)
  }

  mutating func openExportMenu() {
    let again = results.tab.map { CopyChoice.exports(.statement($0.text)) } ?? []
    let selected = results.tab?.selection == nil ? [] : CopyChoice.exports(.selection)
    showExports(selected + CopyChoice.exports(.all) + again)
  }

  mutating func openStreamMenu() {
    guard let statement = editor.statementToRun()?.text else {
      return remark("no statement under the cursor", .warning)
    }
    showExports(CopyChoice.exports(.statement(statement)))
  }

  private mutating func showExports(_ choices: [CopyChoice]) {
    var picker = Picker(
      kind: .export, title: "Export", hints: hints([("list.accept", "choose"), ("list.cancel", "close")], in: "list"))
    picker.fill(choices.map { Picker.Row($0.title, detail: size(of: $0.scope), choice: .export($0)) })
    overlay = .picker(picker)
  }

  private func size(of scope: CopyScope) -> String {
    if case .statement = scope { return "run again, straight from the server" }
    guard let tab = results.tab, let area = tab.area(scope) else { return "" }
    let isPart = tab.isUnfinished && (scope == .all || scope == .column)
    let rows = "\(grouped(area.rows.count)) \(area.rows.count == 1 ? "row" : "rows")\(isPart ? " so far" : "")"
    let columns = area.columns.count == 1 ? tab.columns[area.columns[0]].name : "\(area.columns.count) columns"
    return scope == .cell ? columns : "\(rows) · \(columns)"
  }

  /// The cells that are meant, in the order they are shown.
  func source(_ scope: CopyScope) -> ExportSource? {
    guard let tab = results.tab, let result = tab.result, let area = tab.area(scope) else { return nil }
    return ExportSource(result, rows: tab.resultRows(area.rows), columns: area.columns)
  }

  /// The table that the columns come from, as a statement names it; `result` when they come from several.
  var tableOfResult: String {
    let oids = Set(results.tab?.columns.map(\.tableOID) ?? []).subtracting([0])
    guard oids.count == 1, let relation = browser.catalog?.relations.first(where: { oids.contains($0.oid) }) else {
      return "result"
    }
    return name(of: relation)
  }

  // MARK: Copying

  /// Bytes that are put together at once; more than that is done off the interface thread.
  private static let copiedAtOnce = 1 << 18

  mutating func copy(_ choice: CopyChoice) -> [Effect] {
    guard let source = source(choice.scope) else { return [] }
    let options = choice.format.options(table: tableOfResult)
    if choice == CopyChoice(scope: .cell, format: .text) { return copyCell() }
    if source.byteCount(limit: Self.copiedAtOnce) <= Self.copiedAtOnce {
      let (bytes, leftOut) = source.written(options)
      return put(
        String(decoding: bytes, as: UTF8.self), choice.title, rows: source.rowCount - leftOut, leftOut: leftOut)
    }
    let request = ExportRequest(source: source, options: options, destination: .clipboard)
    return begin(.rows(request), choice.title)
  }

  mutating func put(_ text: String, _ what: String, rows: Int, leftOut: Int = 0) -> [Effect] {
    var text = text[...]
    if text.last == "\n" { text = text.dropLast() }
    let size = byteSize(Int64(text.utf8.count))
    say("copied \(what) · \(Self.count(rows, leftOut: leftOut)) · \(size)", .success)
    return copy(String(text))
  }

  /// `4 rows, 1 with NULL left out`
  private static func count(_ rows: Int, leftOut: Int) -> String {
    let count = "\(grouped(rows)) \(rows == 1 ? "row" : "rows")"
    return leftOut == 0 ? count : "\(count), \(grouped(leftOut)) with NULL left out"
  }

  // MARK: Files

  mutating func askForExport(_ choice: CopyChoice) {
    let table = tableOfResult.filter { $0 != "\"" && $0 != "/" }
    overlay = .prompt(
      Prompt(
        .exportTo(choice), title: "Export \(choice.title)", lines: ["The file to write:"],
        answer: "\(table).\(choice.format.fileExtension)"))
  }

  mutating func export(_ choice: CopyChoice, to path: String) -> [Effect] {
    let options = choice.format.options(table: tableOfResult)
    if case .statement(let text) = choice.scope {
      if let reason = QueryCommands.busy(self) {
        say(reason, .warning)
        return []
      }
      return begin(
        .statement(StreamRequest(statement: text, options: options, path: path, replaces: false)), choice.title)
    }
    guard let source = source(choice.scope) else { return [] }
    let place = ExportRequest.Place.file(path: path, replaces: false)
    return begin(.rows(ExportRequest(source: source, options: options, destination: place)), choice.title)
  }

  mutating func begin(_ job: ExportJob, _ title: String) -> [Effect] {
    let number = nextNumber()
    exporting = RunningExport(number: number, job: job, title: title, startedAt: now)
    status = StatusLine()
    switch job {
    case .rows(let request): return [.export(number: number, request)]
    case .statement(let request):
      activeRun = Run(
        id: number, statements: [Run.Piece(text: request.statement, offset: nil)], startedAt: now,
        buffer: editor.buffer.id, cursor: editor.buffer.cursor)
      return [.runExport(session: link.session, id: number, request)]
    }
  }

  mutating func cancelExport() -> [Effect] {
    guard let number = exporting?.number else { return [] }
    exporting?.cancelRequested = true
    return [.cancelExport(number: number)]
  }

  // MARK: Answers

  mutating func receive(exporting number: Int, rows: Int) {
    if exporting?.number == number { exporting?.rows = rows }
  }

  mutating func receive(exported number: Int, _ outcome: ExportOutcome) -> [Effect] {
    guard let export = exporting, export.number == number else { return [] }
    exporting = nil
    switch outcome {
    case .written(let rows, let bytes, let leftOut):
      let count = Self.count(rows, leftOut: leftOut)
      let time = duration(Double(now - export.startedAt) / 1000)
      say("exported \(count) · \(byteSize(Int64(bytes))) to \(export.job.path ?? "") · \(time)", .success)
    case .copied(let text, let leftOut):
      return put(text, export.title, rows: (export.job.rowCount ?? 0) - leftOut, leftOut: leftOut)
    case .exists:
      giveUpRun(of: export)
      askUnbidden(
        Prompt(
          .replaceExport(export.job, title: export.title), title: "Replace the file?",
          lines: ["\(export.job.path ?? "") is there already.", "Type yes to replace it; Esc leaves it."]))
    case .refused(let failure):
      giveUpRun(of: export)
      say(failure.message, .error)
    case .cancelled where export.cancelRequested: say("the export was stopped; nothing was written", .warning)
    // What stopped the statement has been told.
    case .cancelled, .notRun: break
    case .failed(let failure): say(failure.message, .error)
    }
    return []
  }

  /// The statement of an export that never began.
  private mutating func giveUpRun(of export: RunningExport) {
    if activeRun?.id == export.number { activeRun = nil }
  }
}

extension ResultTab {
  /// The cells of a scope; nil where there are none.
  func area(_ scope: CopyScope) -> GridArea? {
    guard !columns.isEmpty else { return nil }
    switch scope {
    case .selection: return area
    case .cell: return row >= rowCount ? nil : GridArea(rows: row..<row + 1, columns: [column])
    case .row: return row >= rowCount ? nil : GridArea(rows: row..<row + 1, columns: layout.shown)
    case .column: return GridArea(rows: 0..<rowCount, columns: [column])
    case .all: return wholeArea
    case .statement: return nil
    }
  }

  /// The rows of the result that stand at rows as shown; nil for all of them in the order they came.
  func resultRows(_ shown: Range<Int>) -> RowOrder? {
    if let order { return order[shown] }
    return shown == 0..<(result?.rowCount ?? 0) ? nil : RowOrder(shown)
  }
}
