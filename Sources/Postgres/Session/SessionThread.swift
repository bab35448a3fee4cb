import CLibpq
import Database
import Glibc

/// What a session's thread does: connect, take orders, run statements, listen in between.
struct SessionThread {
  let session: Session
  var waiting: [Session.Order] = []
  var isClosed = false
  /// Whether nothing that runs may let the session write.
  private var isHeld = false
  /// Tells statements that cannot be given a transaction; nil where none is to be given one.
  private var standsAlone: (@Sendable (String) -> Bool)?
  /// Whether a statement of the open transaction asked for the transaction's number, and so gave it one.
  private var asksForNumber = false
  /// What the session last said of itself.
  private var facts: SessionFacts?

  init(session: Session) { self.session = session }

  consuming func work() {
    // Signals belong to the main thread.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    let wire: Wire
    do {
      wire = try Wire(session.settings, wake: session.wake) { session.isClosing }
      let facts = try SessionFacts(wire)
      self.facts = facts
      session.sink(.connected(facts))
    } catch {
      if !session.isClosing { session.sink(.connectFailed(error)) }
      return refuseRuns()
    }
    let sink = session.sink
    wire.onNotice { sink(.notice($0)) }
    // Orders given while connecting have used up their wake.
    waiting += session.takeOrders()
    while !isClosed, !wire.isBroken { turn(wire) }
    refuseRuns()
  }

  /// Without a connection each run is over at once, so that nobody waits for it.
  private mutating func refuseRuns() {
    while !isClosed {
      for order in waiting + session.takeOrders() {
        switch order {
        case .run(let id, _, _, _, _), .describe(let id, _): session.sink(.finished(id: id, .unknown, cancelled: false))
        default: break
        }
        if case .close = order { isClosed = true }
      }
      waiting = []
      if !isClosed { Wire.wait(-1, 0, session.wake, milliseconds: -1) }
    }
  }

  private mutating func turn(_ wire: Wire) {
    if waiting.isEmpty {
      let ready = Wire.wait(wire.socket, Int16(POLLIN), session.wake, milliseconds: -1)
      if ready.wake { waiting += session.takeOrders() }
      if ready.socket { listen(wire) }
    }
    guard !waiting.isEmpty else { return }
    switch waiting.removeFirst() {
    case .run(let id, let statements, let rowLimit, let begins, let isJoined):
      run(id, statements, rowLimit, begins, isJoined, wire)
    case .describe(let id, let statement): describe(id, statement, wire)
    case .hold(let isHeld, let standsAlone): (self.isHeld, self.standsAlone) = (isHeld, isHeld ? standsAlone : nil)
    case .close: isClosed = true
    case .cancel, .continueReading, .pauseReading, .copy: break
    }
  }

  /// Something came although nothing was asked: a notification, a notice, or the end.
  private mutating func listen(_ wire: Wire) {
    PQconsumeInput(wire.connection)
    _ = PQisBusy(wire.connection)
    postNotifications(wire)
    tellStrings(wire)
    if wire.isBroken { session.sink(.lost(wire.lossReason)) }
  }

  private func postNotifications(_ wire: Wire) {
    while let note = PQnotifies(wire.connection) {
      session.sink(
        .notification(
          channel: String(cString: note.pointee.relname), payload: String(cString: note.pointee.extra),
          pid: note.pointee.be_pid))
      PQfreemem(note)
    }
  }

  /// Whether the run was cancelled, or the session closed, before its next statement went out.
  private mutating func takeWaitingEnd() -> Bool {
    for (place, order) in waiting.enumerated() {
      switch order {
      case .run, .describe, .hold: return false
      case .close:
        isClosed = true
        return true
      case .cancel:
        waiting.remove(at: place)
        return true
      case .continueReading, .pauseReading, .copy: break
      }
    }
    return false
  }

  private mutating func run(
    _ id: Int, _ statements: [String], _ rowLimit: Int?, _ begins: [Bool], _ isJoined: Bool, _ wire: Wire
  ) {
    var wasCancelled = false
    var changesSession = false
    var transaction = wire.transaction
    for (index, statement) in statements.enumerated() {
      waiting += session.takeOrders()
      if takeWaitingEnd() {
        if isClosed { return }
        wasCancelled = true
        let error = ServerError(sqlState: "57014", message: "cancelled before it was sent")
        session.sink(.failed(id: id, statement: index, error, seconds: 0))
        break
      }
      if begins.indices.contains(index), begins[index], let error = begin(wire) {
        session.sink(.failed(id: id, statement: index, error, seconds: 0))
        break
      }
      if wire.transaction != transaction {
        transaction = wire.transaction
        session.sink(.transaction(id: id, transaction))
      }
      let isWatched = !isJoined && isWatched(statement, wire)
      if let error = isWatched ? begin(wire, "begin read only") : refusalOfEnd(statement, wire) {
        session.sink(.failed(id: id, statement: index, error, seconds: 0))
        break
      }
      var reader = StatementReader(
        session: session, wire: wire, run: id, index: index, statement: statement, rowLimit: rowLimit,
        request: isJoined ? .runJoined : .run)
      if isWatched, !asksForNumber { reader.audit = { ReadOnlyHold(wire: wire).problem() } }
      let end = reader.read()
      if isWatched, !wire.isBroken { ReadOnlyHold(wire: wire).end(commits: end == .done) }
      waiting += reader.laterOrders
      changesSession = changesSession || reader.tag.map { SessionSuspicion.isRaised(by: statement, tag: $0) } ?? false
      wasCancelled = wasCancelled || reader.wasCancelled
      if reader.isClosing { isClosed = true }
      if isClosed { break }
      if isHeld, ReadOnlyHold(wire: wire).renew(behind: reader.tag) { session.sink(.notice(ReadOnlyHold.remark)) }
      if end == .failed || wasCancelled { break }
    }
    postNotifications(wire)
    if isClosed { return }
    tellStrings(wire)
    if wire.isBroken { session.sink(.lost(wire.lossReason)) }
    transaction = wire.isBroken ? .unknown : wire.transaction
    session.sink(.finished(id: id, transaction, cancelled: wasCancelled))
    if changesSession, transaction == .idle || transaction == .inTransaction { tellChanges(wire) }
  }

  /// The server reports by itself how it reads strings; whoever cuts a script must know before the next statement.
  private mutating func tellStrings(_ wire: Wire) {
    guard let facts, facts.stringsHaveEscapes != wire.stringsHaveEscapes else { return }
    self.facts?.stringsHaveEscapes = wire.stringsHaveEscapes
    self.facts.map { session.sink(.changed($0)) }
  }

  /// Asks again what the session says of itself, behind the answer that the user waits for.
  private mutating func tellChanges(_ wire: Wire) {
    guard session.tellsChanges, let new = try? SessionFacts(wire, after: facts), new != facts else { return }
    facts = new
    session.sink(.changed(new))
  }

  /// Whether the statement, in a session that is to write nothing, gets a transaction of its own, which tells whether it wrote.
  private mutating func isWatched(_ statement: String, _ wire: Wire) -> Bool {
    guard isHeld, let standsAlone, ReadOnlyHold(wire: wire).isNeededForObjects else { return false }
    if wire.transaction == .idle { asksForNumber = false }
    asksForNumber = asksForNumber || ReadOnlyHold.asksForNumber(statement)
    return wire.transaction == .idle && !standsAlone(statement)
  }

  /// Why the open transaction is not committed by the statement, but was rolled back; nil when it may be.
  private func refusalOfEnd(_ statement: String, _ wire: Wire) -> ServerError? {
    guard isHeld, !asksForNumber, wire.transaction == .inTransaction, standsAlone?(statement) == true else {
      return nil
    }
    let hold = ReadOnlyHold(wire: wire)
    guard hold.isNeededForObjects, let problem = hold.problem() else { return nil }
    hold.end(commits: false)
    return problem
  }

  /// Begins a transaction unless one is open; what the server says against it.
  private func begin(_ wire: Wire, _ statement: String = "begin") -> ServerError? {
    guard wire.transaction == .idle else { return nil }
    PQsetnonblocking(wire.connection, 0)
    defer { PQsetnonblocking(wire.connection, 1) }
    let result = PQexec(wire.connection, statement)
    defer { PQclear(result) }
    if PQresultStatus(result) == PGRES_COMMAND_OK { return nil }
    return result.map { ServerError(result: $0, statement: statement) } ?? wire.lastError
  }
}
