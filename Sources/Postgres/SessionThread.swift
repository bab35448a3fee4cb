import CLibpq
import Database
import Glibc

/// What a session's thread does: connect, take orders, run statements, listen in between.
struct SessionThread {
  let session: Session
  private var waiting: [Session.Order] = []
  private var isClosed = false

  init(session: Session) { self.session = session }

  consuming func work() {
    // Signals belong to the main thread.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    let wire: Wire
    do {
      wire = try Wire(session.settings, wake: session.wake) { session.isClosing }
      let facts = try SessionFacts(wire, session.settings)
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
        if case .run(let id, _, _) = order { session.sink(.finished(id: id, .unknown, cancelled: false)) }
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
    case .run(let id, let statements, let rowLimit): run(id, statements, rowLimit, wire)
    case .close: isClosed = true
    case .cancel, .continueReading, .pauseReading, .copy: break
    }
  }

  /// Something came although nothing was asked: a notification, a notice, or the end.
  private func listen(_ wire: Wire) {
    PQconsumeInput(wire.connection)
    _ = PQisBusy(wire.connection)
    postNotifications(wire)
    if wire.isBroken { session.sink(.lost(wire.lastError)) }
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
      case .run: return false
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

  private mutating func run(_ id: Int, _ statements: [String], _ rowLimit: Int?, _ wire: Wire) {
    var wasCancelled = false
    for (index, statement) in statements.enumerated() {
      waiting += session.takeOrders()
      if takeWaitingEnd() {
        if isClosed { return }
        wasCancelled = true
        let error = ServerError(sqlState: "57014", message: "cancelled before it was sent")
        session.sink(.failed(id: id, statement: index, error, seconds: 0))
        break
      }
      var reader = StatementReader(
        session: session, wire: wire, run: id, index: index, statement: statement, rowLimit: rowLimit)
      let end = reader.read()
      waiting += reader.laterOrders
      wasCancelled = wasCancelled || reader.wasCancelled
      if reader.isClosing { isClosed = true }
      if end == .failed || isClosed || wasCancelled { break }
    }
    postNotifications(wire)
    if isClosed { return }
    if wire.isBroken { session.sink(.lost(wire.lastError)) }
    session.sink(.finished(id: id, wire.isBroken ? .unknown : wire.transaction, cancelled: wasCancelled))
  }
}

extension SessionFacts {
  /// Asks the server, in one round trip.
  init(_ wire: Wire, _ settings: ConnectionSettings) throws(ServerError) {
    func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
    let sql = """
      select session_user, current_user, pg_catalog.current_setting('is_superuser'),
        pg_catalog.current_setting('default_transaction_read_only'), pg_catalog.pg_is_in_recovery(),
        pg_catalog.array_to_string(pg_catalog.current_schemas(false), E'\\n'), pg_catalog.current_database()
      """
    PQsetnonblocking(wire.connection, 0)
    defer { PQsetnonblocking(wire.connection, 1) }
    let result = PQexec(wire.connection, sql)
    defer { PQclear(result) }
    guard let result, PQresultStatus(result) == PGRES_TUPLES_OK else {
      if let result { throw ServerError(result: result, statement: sql) }
      throw wire.lastError
    }
    func value(_ column: Int32) -> String { text(PQgetvalue(result, 0, column)) }
    let connection = wire.connection
    self.init(
      database: value(6), user: value(0), role: value(1), host: text(PQhost(connection)),
      port: Int(text(PQport(connection))) ?? 5432)
    serverVersion =
      text(PQparameterStatus(connection, "server_version")).split(separator: " ").first.map(String.init) ?? ""
    serverVersionNumber = Int(PQserverVersion(connection))
    backendPID = PQbackendPID(connection)
    isSuperuser = value(2) == "on"
    isReadOnly = value(3) == "on"
    isInRecovery = value(4) == "t"
    usesTLS = PQsslInUse(connection) == 1
    isLocalSocket = host.hasPrefix("/")
    searchPath = value(5).split(separator: "\n").map(String.init)
  }
}
