import Database
import SQLText

extension State {
  /// Leaves the session in front, if any, and connects a new one.
  mutating func connect(to destination: Destination) -> [Effect] {
    var effects: [Effect] = link.session > 0 ? [.disconnect(session: link.session)] : []
    effects += abandonRun("the connection was closed")
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

  /// What comes from the end of a run's last statement on waits for the end of the run: nothing looks done that keys still meet as running.
  mutating func receive(_ report: SessionEvent) -> [Effect] {
    guard let run = activeRun, !run.lastWords.isEmpty || run.isLastWord(report) else { return take(report) }
    activeRun?.lastWords.append(report)
    if case .finished(run.id, _, _) = report { return takeLastWords() }
    return []
  }

  mutating func takeLastWords() -> [Effect] {
    let words = activeRun?.lastWords ?? []
    activeRun?.lastWords = []
    var effects: [Effect] = []
    for word in words { effects += take(word) }
    return effects
  }

  private mutating func take(_ report: SessionEvent) -> [Effect] {
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
    guard activeRun != nil else { return "" }
    return runMayWrite ? "; the statement may or may not have been applied" : "; what ran only reads"
  }

  /// Whether a statement runs, or still waits behind one, that is not known to only read.
  var runMayWrite: Bool {
    guard let run = activeRun, run.lastWords.isEmpty else { return false }
    return !run.statements.dropFirst(run.current).allSatisfy { piece in
      inspections.known[piece.sent].map { !completion.mayWrite($0) } ?? false
    }
  }

  /// What to do without a connection, said before why there is none: a narrow screen cuts the end.
  var howToReconnect: String { "\(howTo("connection.reconnect")) connects again" }

  /// Stops waiting for a server; a new attempt is a command away.
  mutating func giveUpConnecting() -> [Effect] {
    guard link.phase == .connecting, !link.isParked else { return [] }
    if let effects = goBack(because: "given up") { return effects }
    link.phase = .down("given up")
    link.progress = nil
    say("connecting was given up · \(howToReconnect), F2 goes elsewhere", .warning)
    let abandoned = link.session
    // What it still says is said too late.
    link.session = nextNumber()
    return [.disconnect(session: abandoned)]
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
}
