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
    $0.exporting == nil ? nil : "an export is under way; Ctrl-C stops it"
  }

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
    Command("grid.cancelExport", "Stop the export", unavailable: idle) { $0.cancelExport() },
  ]
}

extension State {
  mutating func openCopyMenu() {
    var picker = Picker(
      kind: .copy, title: "Copy", hints: hints([("list.accept", "copy"), ("list.cancel", "close")], in: "list"))
    picker.fill(CopyChoice.copies.map { Picker.Row($0.title, detail: size(of: $0.scope), choice: .copy($0)) })
    overlay = .picker(picker)
  }

  mutating func openExportMenu() {
    var picker = Picker(
      kind: .export, title: "Export", hints: hints([("list.accept", "choose"), ("list.cancel", "close")], in: "list"))
    picker.fill(CopyChoice.exports.map { Picker.Row($0.title, detail: size(of: $0.scope), choice: .export($0)) })
    overlay = .picker(picker)
  }

  private func size(of scope: CopyScope) -> String {
    guard let tab = results.tab else { return "" }
    switch scope {
    case .cell: return tab.columns[tab.column].name
    case .row: return "\(tab.columns.count) columns"
    case .column: return "\(tab.columns[tab.column].name) · \(grouped(tab.rowCount)) rows"
    case .all: return "\(grouped(tab.rowCount)) rows · \(byteSize(Int64(tab.result?.byteCount ?? 0)))"
    }
  }

  /// The cells that are meant, in the order they are shown.
  func source(_ scope: CopyScope) -> ExportSource? {
    guard let tab = results.tab, let result = tab.result, !tab.columns.isEmpty else { return nil }
    switch scope {
    case .cell: return tab.rowCount == 0 ? nil : ExportSource(result, rows: [tab.row], columns: [tab.column])
    case .row: return tab.rowCount == 0 ? nil : ExportSource(result, rows: [tab.row])
    case .column: return ExportSource(result, columns: [tab.column])
    case .all: return ExportSource(result)
    }
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
  /// Bytes that no clipboard takes.
  private static let copiedAtMost = 64 << 20

  mutating func copy(_ choice: CopyChoice) -> [Effect] {
    guard let source = source(choice.scope) else { return [] }
    let options = choice.format.options(table: tableOfResult)
    if choice == CopyChoice(scope: .cell, format: .text) { return copyCell() }
    let bytes = source.byteCount(limit: Self.copiedAtMost)
    if bytes > Self.copiedAtMost {
      say("\(byteSize(Int64(bytes))) is too much for a clipboard; grid.export writes it to a file", .warning)
      return []
    }
    if bytes <= Self.copiedAtOnce {
      return put(String(decoding: source.bytes(options), as: UTF8.self), choice.title, rows: source.rowCount)
    }
    return begin(
      ExportRequest(source: source, options: options, destination: .clipboard), .copy(choice.title))
  }

  mutating func put(_ text: String, _ what: String, rows: Int) -> [Effect] {
    var text = text[...]
    if text.last == "\n" { text = text.dropLast() }
    let size = byteSize(Int64(text.utf8.count))
    say("copied \(what) · \(grouped(rows)) \(rows == 1 ? "row" : "rows") · \(size)", .success)
    editor.clipboard = Array(text.utf8)
    editor.clipboardHasLines = false
    return [.copyToClipboard(String(text))]
  }

  // MARK: Files

  mutating func askForExport(_ choice: CopyChoice) {
    let table = tableOfResult.filter { $0 != "\"" && $0 != "/" }
    overlay = .prompt(
      Prompt(
        .exportTo(choice), title: "Export \(choice.title)", lines: ["The file to write:"],
        answer: "\(table).\(choice.format.fileExtension)"))
  }

  mutating func export(_ choice: CopyChoice, to path: String, replaces: Bool) -> [Effect] {
    guard let source = source(choice.scope) else { return [] }
    let request = ExportRequest(
      source: source, options: choice.format.options(table: tableOfResult),
      destination: .file(path: path, replaces: replaces))
    return begin(request, .file(path))
  }

  private mutating func begin(_ request: ExportRequest, _ what: RunningExport.What) -> [Effect] {
    let number = nextNumber()
    exporting = RunningExport(number: number, what: what, request: request, startedAt: now)
    status = StatusLine()
    return [.export(number: number, request)]
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
    guard let job = exporting, job.number == number else { return [] }
    exporting = nil
    switch outcome {
    case .written(let rows, let bytes):
      guard case .file(let path) = job.what else { return [] }
      let count = "\(grouped(rows)) \(rows == 1 ? "row" : "rows")"
      let time = duration(Double(now - job.startedAt) / 1000)
      say("exported \(count) · \(byteSize(Int64(bytes))) to \(path) · \(time)", .success)
    case .copied(let text):
      guard case .copy(let what) = job.what else { return [] }
      return put(text, what, rows: job.request.source.rowCount)
    case .exists:
      guard case .file(let path) = job.what else { return [] }
      overlay = .prompt(
        Prompt(
          .replaceExport(job.request, path: path), title: "Replace the file?",
          lines: ["\(path) is there already.", "Type yes to replace it; Esc leaves it."]))
    case .cancelled: say("the export was stopped; nothing was written", .warning)
    case .failed(let failure): say(failure.message, .error)
    }
    return []
  }

  mutating func replace(_ request: ExportRequest, path: String) -> [Effect] {
    var request = request
    request.destination = .file(path: path, replaces: true)
    return begin(request, .file(path))
  }
}
