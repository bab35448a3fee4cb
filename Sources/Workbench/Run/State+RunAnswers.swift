import Database
import SQLText

// What the server answers to the statements of a run.
extension State {
  mutating func receiveRun(_ report: SessionEvent) -> [Effect] {
    guard var run = activeRun else { return [] }
    switch report {
    case .columns(let id, let statement, let columns):
      guard id == run.id else { return [] }
      run.current = statement
      activeRun = run
      results.receive(columns: columns, run: id, statement: statement)
    case .rows(let id, let statement, let batch):
      guard id == run.id else { return [] }
      results.receive(rows: batch, run: id, statement: statement)
    case .paused(let id, let statement, _, let reason):
      guard id == run.id else { return [] }
      results.pause(run: id, statement: statement, reason)
    case .pauseEnded(let id, _):
      guard id == run.id else { return [] }
      activeRun?.pauseEnded = true
    case .completed(let id, let statement, let tag, let seconds):
      guard id == run.id else { return [] }
      run.current = statement + 1
      run.lastTag = tag
      activeRun = run
      results.complete(tag: tag, seconds: seconds, run: id, statement: statement)
      return after(statement, of: run, tag: tag, seconds: seconds)
    case .failed(let id, let statement, let error, let seconds):
      guard id == run.id else { return [] }
      show(error, of: run, statement)
      return after(statement, of: run, failed: error, seconds: seconds)
    case .transaction(let id, let transaction):
      guard id == run.id else { return [] }
      link.take(transaction, now)
    case .finished(let id, let transaction, let cancelled):
      guard id == run.id else { return [] }
      return finish(run, transaction, cancelled: cancelled)
    default: break
    }
    return []
  }

  private mutating func after(_ statement: Int, of run: Run, tag: String, seconds: Double) -> [Effect] {
    let rows = results.rowCount(run: run.id, statement: statement)
    // Alone while it changes: a table that is shared would be copied for each statement.
    completion.uses = NameUses()
    uses.count(Array(run.statements[statement].text.utf8), age: 0)
    completion.uses = uses
    var item = historyItem(run.statements[statement].text, .ok, seconds)
    item.rows = rows ?? Self.count(in: tag)
    note(rehearsed: tag, run: run.id)
    link.note(tag, of: run.statements[statement].text)
    let what = rows.map { "\(grouped($0)) \($0 == 1 ? "row" : "rows")" } ?? tag
    let reason = run.reason.map { $0 + " · " } ?? ""
    say("\(reason)\(what) · \(duration(seconds)) · \(placeText)", rows == nil ? .success : .plain)
    if Self.changesCatalog(tag) { return [.recordHistory(item), .loadCatalog(session: link.session)] }
    return [.recordHistory(item)]
  }

  private mutating func after(
    _ statement: Int, of run: Run, failed error: ServerError, seconds: Double
  ) -> [Effect] {
    let isCancel = error.sqlState == "57014" && (run.cancelRequested || run.pauseEnded)
    var item = historyItem(
      run.statements[statement].text, isCancel ? .cancelled : error.endsSession ? .unknown : .error, seconds)
    item.sqlState = error.sqlState.isEmpty ? nil : error.sqlState
    if isCancel {
      activeRun?.isStopped = run.cancelRequested
      let rows = results.rowCount(run: run.id, statement: statement) ?? 0
      let why = run.cancelRequested ? "" : " · it was paused for too long, and kept the server from cleaning up"
      say("cancelled · \(grouped(rows)) \(rows == 1 ? "row" : "rows")\(why)", .warning)
    } else {
      say(error.headline, .error)
      let piece = run.statements[statement]
      if let place = piece.place(of: error) {
        editor.showError(at: place, message: error.message, in: piece, of: run)
      }
    }
    return [.recordHistory(item)]
  }

  /// Shows the error where results are. Of what the workbench runs for itself nothing else is shown there.
  private mutating func show(_ error: ServerError, of run: Run, _ statement: Int) {
    if !run.showsResults {
      results.begin(run: run.id, statements: run.statements.map(\.text), at: link.destination)
    }
    results.fail(error, at: run.statements[statement].place(of: error), run: run.id, statement: statement)
  }

  private mutating func finish(_ run: Run, _ transaction: TransactionStatus, cancelled: Bool) -> [Effect] {
    activeRun = nil
    results.finish(run: run.id)
    link.settle(transaction, now)
    if run.isLong, run.current == run.statements.count {
      let seconds = Double(now - run.startedAt) / 1000
      say("\(grouped(run.current)) statements · \(duration(seconds)) · \(placeText)", .success)
    }
    tellNotices(of: run)
    tellAfterRollback()
    if let leaving = afterStop {
      afterStop = nil
      if run.isStopped { return leaveTransaction(leaving) }
      if run.lastTag != nil, status.tone != .error {
        say("\(status.text) · it was done before it could be stopped", .warning)
      }
    }
    guard let leaving = afterTransaction else { return endRehearsal(of: run) + lockIfNeeded() }
    afterTransaction = nil
    let wanted = run.statements[0].text.uppercased()
    if run.lastTag == wanted { return leaveTransaction(leaving) }
    if run.lastTag == "ROLLBACK" {
      say("the transaction had failed: it was rolled back, nothing is committed", .warning)
    }
    return []
  }

  /// Says behind the count of rows what the server told while they came; nothing else on the screen does.
  private mutating func tellNotices(of run: Run) {
    let notices = results.noticesBesideRows(run: run.id)
    guard let last = notices.last, [.plain, .success].contains(status.tone) else { return }
    let text = notices.count == 1 ? last.sentence : "\(notices.count) notices: \(howTo("messages.open"))"
    say("\(status.text) · \(text)", notices.contains { $0.severity == "WARNING" } ? .warning : status.tone)
  }

  /// Ends the run in front without the server's last word.
  mutating func abandonRun(_ reason: String) -> [Effect] {
    guard let run = activeRun else { return [] }
    let effects = takeLastWords()
    activeRun = nil
    (afterTransaction, afterStop) = (nil, nil)
    rehearsal = nil
    results.finish(run: run.id)
    // What became of a statement that has answered is told already.
    if run.lastWords.isEmpty { say("\(reason); the statement may or may not have been applied", .warning) }
    return effects
  }

  private func historyItem(_ text: String, _ outcome: HistoryItem.Outcome, _ seconds: Double) -> HistoryItem {
    var item = HistoryItem(
      statement: text, outcome: outcome, seconds: seconds, database: link.facts?.database ?? "",
      role: link.facts?.role ?? "")
    if case .branch(let tenant, let branch) = link.destination {
      item.tenant = tenant
      item.branch = branch
    }
    return item
  }

  /// The number of rows at the end of a command tag (`INSERT 0 3`, `UPDATE 3`).
  private static func count(in tag: String) -> Int? { tag.split(separator: " ").last.flatMap { Int($0) } }

  private static func changesCatalog(_ tag: String) -> Bool {
    ["CREATE", "ALTER", "DROP", "COMMENT", "SELECT INTO", "IMPORT"].contains { tag.hasPrefix($0) }
  }
}

extension ServerError {
  /// Whether the connection went with the statement, so that nobody knows what became of it.
  var endsSession: Bool { sqlState.isEmpty || sqlState.hasPrefix("08") || sqlState.hasPrefix("57P0") }
}
