import Database
import Glibc
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite struct SessionInterruptionTests {
  private let settings: ConnectionSettings
  init() throws { settings = try PrivateServer.shared.get().settings() }

  /// Waits until the server is at work on a statement that begins so.
  private func waitForServer(_ start: String) throws {
    let watcher = try Connection(settings)
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(60)
    while clock.now < deadline {
      let busy = try watcher.execute(
        "select from pg_catalog.pg_stat_activity where state = 'active' and query like $1 || '%'", [start])
      if busy.rowCount > 0 { return }
    }
    Issue.record("the server never ran \(start)")
  }

  @Test func `Cancel stops a sleeping statement at once`() throws {
    let session = try TestSession(settings)
    let statement = "/* cancelled */ select pg_catalog.pg_sleep(60)"
    session.session.run(1, statements: [statement, "select 2"], rowLimit: nil)
    try waitForServer(statement)
    let clock = ContinuousClock()
    let start = clock.now
    session.session.cancel()
    let events = try session.finish(1)
    // A second on a free machine; without the cancel it sleeps for sixty.
    #expect(clock.now - start < .seconds(20))
    #expect(events.errors.map(\.sqlState) == ["57014"])
    #expect(events.isCancelled)
    #expect(events.tags.isEmpty)
  }

  @Test func `A late cancel never hits the next run`() throws {
    let session = try TestSession(settings)
    for round in 0..<100 {
      session.session.run(2 * round, statements: ["select pg_catalog.pg_sleep(0.001)"], rowLimit: nil)
      session.session.cancel()
      let next = try session.run(2 * round + 1, ["select pg_catalog.pg_sleep(0.005)"])
      #expect(next.errors.isEmpty)
      #expect(next.tags == ["SELECT 1"])
    }
  }

  @Test func `A cancel that reaches the server before the statement does is given again`() throws {
    let session = try TestSession(settings)
    let server = try #require(
      session.log.all.compactMap { if case .connected(let facts) = $0 { facts } else { nil } }.first
    )
    .backendPID
    var round = 0
    while true {
      round += 1
      kill(server, SIGSTOP)
      session.session.run(round, statements: ["select pg_catalog.pg_sleep(60)"], rowLimit: nil)
      let clock = ContinuousClock()
      let moment = clock.now + .microseconds(round * 100)
      while clock.now < moment {}
      session.session.cancel()
      let isPending = try eventually("the cancel is at the server, or the statement never left") { () -> Bool? in
        if session.log.all.contains(where: { if case .finished(round, _, _) = $0 { true } else { false } }) {
          return false
        }
        return try hasPendingInterrupt(server) ? true : nil
      }
      kill(server, SIGCONT)
      let events = try session.finish(round)
      #expect(events.errors.map(\.sqlState) == ["57014"])
      if isPending { return }
      try #require(round < 100)
    }
  }

  /// Whether a SIGINT waits for a process that is stopped.
  private func hasPendingInterrupt(_ pid: Int32) throws -> Bool {
    let file = try #require(fopen("/proc/\(pid)/status", "r"))
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix("ShdPnd:") else { continue }
      let mask = UInt64(text.dropFirst(7).filter { !$0.isWhitespace }, radix: 16) ?? 0
      return mask & 1 << UInt64(SIGINT - 1) != 0
    }
    return false
  }

  @Test func `A cancel given before the statement went out stops it all the same`() throws {
    let log = EventLog()
    let session = Session(settings) { log.add($0) }
    defer { session.close() }
    session.run(1, statements: ["select pg_catalog.pg_sleep(60)"], rowLimit: nil)
    session.cancel()
    let events = try log.wait { if case .finished = $0 { true } else { false } }
    #expect(events.isCancelled)
    #expect(events.errors.map(\.sqlState) == ["57014"])
  }

  @Test func `Reading pauses at the limit and goes on when told`() throws {
    let session = try TestSession(settings)
    session.session.run(1, statements: ["select pg_catalog.generate_series(1, 2500)"], rowLimit: 1000)
    let first = try session.log.wait { if case .paused(1, 0, 1000, .rowLimit) = $0 { true } else { false } }
    #expect(first.rows().count == 1000)
    session.session.continueReading()
    let second = try session.log.wait { if case .paused(1, 0, 2000, .rowLimit) = $0 { true } else { false } }
    #expect(second.rows().count == 2000)
    session.session.continueReading()
    #expect(try session.finish(1).rows().map { $0[0] } == (1...2500).map { "\($0)" })
  }

  @Test func `A pause that lasts too long ends with its statement, and says so first`() throws {
    let log = EventLog()
    let session = Session(settings, pauseLimit: 50) { log.add($0) }
    defer { session.close() }
    session.run(1, statements: ["select pg_catalog.generate_series(1, 10000000)"], rowLimit: 10)
    let events = try log.wait { if case .finished = $0 { true } else { false } }
    let ended = try #require(events.firstIndex { if case .pauseEnded(1, 0) = $0 { true } else { false } })
    let failed = try #require(events.firstIndex { if case .failed = $0 { true } else { false } })
    #expect(ended < failed && events.errors.map(\.sqlState) == ["57014"] && events.rows().count >= 10)
  }

  @Test func `Who keeps the rows can pause reading from within, and let it go on`() throws {
    let log = EventLog()
    let session = Mutex<Session?>(nil)
    let isFull = Mutex(true)
    let made = Session(settings) { event in
      if case .rows = event, isFull.withLock({ $0 }) {
        session.withLock { $0?.pauseReading(.noRoom("the shelf is full")) }
      }
      log.add(event)
    }
    session.withLock { $0 = made }
    defer { made.close() }
    made.run(1, statements: ["select pg_catalog.generate_series(1, 200000)"], rowLimit: nil)
    let paused = try log.wait {
      if case .paused(1, 0, _, .noRoom("the shelf is full")) = $0 { true } else { false }
    }
    #expect(paused.rows().count > 0 && paused.rows().count < 150_000)
    isFull.withLock { $0 = false }
    made.continueReading()
    let all = try log.wait { if case .finished = $0 { true } else { false } }
    #expect(all.rows().map { $0[0] } == (1...200_000).map { "\($0)" })
  }

  @Test func `A result of just the limit does not pause`() throws {
    let session = try TestSession(settings)
    let events = try session.run(1, ["select pg_catalog.generate_series(1, 10)"], rowLimit: 10)
    #expect(events.rows().count == 10)
  }

  @Test func `Cancelling a paused result keeps the rows so far`() throws {
    let session = try TestSession(settings)
    session.session.run(1, statements: ["select pg_catalog.generate_series(1, 10000000)"], rowLimit: 10)
    try session.log.wait { if case .paused = $0 { true } else { false } }
    session.session.cancel()
    let events = try session.finish(1)
    #expect(events.isCancelled)
    #expect(events.rows().count >= 10)
    #expect(try session.run(2, ["select 1"]).rows() == [["1"]])
  }

  @Test func `A terminated backend is told as lost, and later runs end at once`() throws {
    let session = try TestSession(settings)
    let statement = "/* terminated */ select pg_catalog.pg_sleep(60)"
    session.session.run(1, statements: [statement], rowLimit: nil)
    try waitForServer(statement)
    guard case .connected(let facts) = session.log.all[0] else {
      Issue.record("not connected")
      return
    }
    try Connection(settings).execute("select pg_catalog.pg_terminate_backend($1)", ["\(facts.backendPID)"])
    let events = try session.finish(1)
    #expect(events.errors.map(\.sqlState) == ["57P01"])
    let losses = events.compactMap { if case .lost(let error) = $0 { error } else { nil } }
    #expect(losses.map(\.sqlState) == ["57P01"])
    #expect(losses.map(\.message) == ["terminating connection due to administrator command"])
    #expect(losses.first?.detail?.contains("LOCATION") != true, "\(losses)")
    let later = try session.run(2, ["select 1"])
    #expect(later.rows().isEmpty && later.tags.isEmpty)
  }

  @Test(arguments: [
    (nil, "57P01"), ("set idle_session_timeout = 20", "57P05"),
    ("set idle_in_transaction_session_timeout = 20; begin", "25P03"),
  ]) func `A session that the server ends at rest says what the server said`(limit: String?, state: String) throws {
    let session = try TestSession(settings)
    if let limit {
      _ = try session.run(1, limit.split(separator: ";").map(String.init))
    } else {
      let pid = try #require(session.facts?.backendPID)
      try Connection(settings).execute("select pg_catalog.pg_terminate_backend($1)", ["\(pid)"])
    }
    let events = try session.log.wait { if case .lost = $0 { true } else { false } }
    guard case .lost(let error)? = events.last else { return }
    #expect(error.sqlState == state, "\(error)")
  }

  @Test func `A connection that cannot be made says why, and runs ordered meanwhile end`() throws {
    let log = EventLog()
    let session = Session(ConnectionSettings(keywords: ["host": "/nonexistent", "user": "u"])) { log.add($0) }
    defer { session.close() }
    session.run(1, statements: ["select 1"], rowLimit: nil)
    let events = try log.wait { if case .finished(1, .unknown, _) = $0 { true } else { false } }
    guard case .connectFailed(let error) = events[0] else {
      Issue.record("the first event is \(events[0])")
      return
    }
    #expect(error.message.contains("/nonexistent"))
  }
}
