import Database
import SQLText
import TextUI

extension State {
  /// Leaves the session in front, if any, and connects a new one.
  mutating func connect(to destination: Destination) -> [Effect] {
    var effects: [Effect] = link.session > 0 ? [.disconnect(session: link.session)] : []
    abandonRun("the connection was closed")
    inquiries = [:]
    applying = nil
    afterChanges = nil
    watch = nil
    if destination != link.destination {
      browser.clear()
      use(CompletionEngine(Catalog()))
    }
    let isSame = destination == link.destination
    let (database, gone) = isSame ? (link.database, link.gone + link.own) : (nil, [])
    link = Link(destination: destination)
    link.database = database
    link.gone = gone
    link.session = nextNumber()
    effects.append(.connect(session: link.session, destination))
    return effects
  }

  mutating func receive(_ report: SessionEvent) -> [Effect] {
    switch report {
    case .connected(let facts):
      link.phase = .connected(facts)
      link.database = facts.database
      link.progress = nil
      link.left = nil
      link.settle(.idle, now)
      if status.tone == .error || status.tone == .progress { say("connected to \(facts.database)", .success) }
      tellGone()
      if let mismatch = link.mismatch {
        say(
          "this session is not what the platform says: \(mismatch); \(howTo("connection.reconnect")) asks again", .error
        )
      }
      return [.loadCatalog(session: link.session)] + rememberPlace() + setTimeout() + lockIfNeeded()
    case .changed(let facts):
      link.phase = .connected(facts)
      checkLock(facts)
      return []
    case .connectFailed(let error):
      let advice = ConnectionTrouble(error).advice.map { " (\($0))" } ?? ""
      if let effects = goBack(because: error.headline + advice) { return effects }
      link.phase = .down(error.cause)
      link.progress = nil
      say("\(error.headline) · \(ConnectionTrouble(error).advice ?? howToReconnect)", .error)
      askForPassword(after: error)
      return []
    case .lost(let error):
      if link.isParked, noteEnd(ofAside: link.session) { return [] }
      lose(error)
      return []
    case .notice(let notice):
      results.notice(notice, run: activeRun?.id ?? 0)
      messages.add("\(notice.severity): \(notice.message)", from: placeText, at: now)
      if activeRun == nil { say(notice.sentence, .warning) }
      return []
    case .notification(let channel, let payload, let pid):
      let text = "NOTIFY \(channel) from \(pid): \(ToldText.line(payload))"
      messages.add(text, from: placeText, at: now)
      say(text, .plain)
      return []
    default:
      return receiveRun(report)
    }
  }

  /// Says what the session before this one has taken with it.
  private mutating func tellGone() {
    guard !link.gone.isEmpty else { return }
    let things = SessionThing.allCases.filter { link.gone.contains($0) }.map(\.rawValue)
    say("connected anew; gone with the old session: \(things.joined(separator: ", "))", .warning)
    link.gone = []
  }

  private mutating func lose(_ error: ServerError) {
    let loss = lossText
    link.phase = .down(error.headline)
    link.transaction = .unknown
    link.transactionSince = nil
    let why = ConnectionTrouble(error).advice.map { " (\($0))" } ?? ""
    say("connection lost\(loss) · \(howToReconnect): \(error.headline)\(why)", .error)
  }

  /// What becomes of the work in hand when the connection goes. Only what runs outside of a transaction, or ends one, is in doubt.
  private var lossText: String {
    let isWithin =
      link.hasOpenTransaction && activeRun?.statements.contains { TransactionRule.standsAlone($0.text) } != true
    if isWithin { return "; its transaction was rolled back" }
    guard let run = activeRun else { return "" }
    let onlyReads = run.statements.dropFirst(run.current).allSatisfy { piece in
      inspections.known[piece.sent].map { !completion.mayWrite($0) } ?? false
    }
    return onlyReads ? "; what ran only reads" : "; the statement may or may not have been applied"
  }

  /// What to do without a connection, said before why there is none: a narrow screen cuts the end.
  var howToReconnect: String { "\(howTo("connection.reconnect")) connects again" }

  private mutating func receiveRun(_ report: SessionEvent) -> [Effect] {
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

  /// Ends the run in front without an answer from the server.
  mutating func abandonRun(_ reason: String) {
    guard let run = activeRun else { return }
    activeRun = nil
    afterTransaction = nil
    rehearsal = nil
    results.finish(run: run.id)
    say("\(reason); the statement may or may not have been applied", .warning)
  }

  mutating func receive(catalog answer: Result<CompletionEngine, ServerError>) -> [Effect] {
    switch answer {
    case .success(let engine):
      browser.update(catalog: engine.catalog)
      use(engine)
      schemaCheckedAt = now
      findProblems()
    case .failure(let error):
      // Without a session there is worse to tell.
      if link.facts != nil { say("the catalog could not be read: \(error.headline)", .error) }
    }
    return []
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
