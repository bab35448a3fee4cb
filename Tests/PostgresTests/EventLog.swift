import Database
import Glibc
import Postgres
import Synchronization
import TestSupport

/// What a session told, to be waited for with a deadline.
final class EventLog: @unchecked Sendable {
  // Sendable by hand: the semaphore is made for several threads.
  struct Overdue: Error { var events: String }

  private let events = Mutex<[SessionEvent]>([])
  private let posted: UnsafeMutablePointer<sem_t>

  init() {
    posted = .allocate(capacity: 1)
    sem_init(posted, 0, 0)
  }

  deinit {
    sem_destroy(posted)
    posted.deallocate()
  }

  func add(_ event: SessionEvent) {
    events.withLock { $0.append(event) }
    sem_post(posted)
  }

  var all: [SessionEvent] { events.withLock { $0 } }

  /// The events up to the first that `isMeant`.
  @discardableResult
  func wait(seconds: Int = Int(PseudoTerminal.patience), until isMeant: (SessionEvent) -> Bool) throws -> [SessionEvent]
  {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_sec += seconds
    while true {
      let seen = all
      if let place = seen.firstIndex(where: isMeant) { return Array(seen[...place]) }
      guard sem_timedwait(posted, &deadline) == 0 || errno == EINTR else { throw Overdue(events: "\(seen)") }
    }
  }
}

/// A connected session, its events and what they add up to.
struct TestSession: ~Copyable {
  let log: EventLog
  let session: Session

  init(_ settings: ConnectionSettings) throws {
    let log = EventLog()
    self.log = log
    session = Session(settings) { log.add($0) }
    try log.wait { if case .connected = $0 { true } else { false } }
  }

  deinit { session.close() }

  /// What the session told first of where it is.
  var facts: SessionFacts? {
    for case .connected(let facts) in log.all { return facts }
    return nil
  }

  /// Runs to the end; the events of the run.
  func run(_ id: Int, _ statements: [String], rowLimit: Int? = nil) throws -> [SessionEvent] {
    session.run(id, statements: statements, rowLimit: rowLimit)
    return try finish(id)
  }

  func finish(_ id: Int) throws -> [SessionEvent] {
    try log.wait { if case .finished(id, _, _) = $0 { true } else { false } }.filter { $0.run == id || $0.run == nil }
  }
}

extension SessionEvent {
  var run: Int? {
    switch self {
    case .columns(let id, _, _), .rows(let id, _, _), .copyingOut(let id, _), .copyWanted(let id, _, _),
      .paused(let id, _, _, _), .pauseEnded(let id, _), .completed(let id, _, _, _),
      .failed(let id, _, _, _), .transaction(let id, _), .finished(let id, _, _):
      id
    default: nil
    }
  }
}

extension [SessionEvent] {
  var tags: [String] { compactMap { if case .completed(_, _, let tag, _) = $0 { tag } else { nil } } }
  var errors: [ServerError] { compactMap { if case .failed(_, _, let error, _) = $0 { error } else { nil } } }
  var notices: [ServerError] { compactMap { if case .notice(let notice) = $0 { notice } else { nil } } }
  var isCancelled: Bool { contains { if case .finished(_, _, true) = $0 { true } else { false } } }

  /// The rows of a statement, as text.
  func rows(of statement: Int = 0) -> [[String?]] {
    var result: [[String?]] = []
    for case .rows(_, statement, let batch) in self {
      for row in 0..<batch.rowCount {
        result.append(
          (0..<batch.columnCount).map { batch.cell(row: row, column: $0).map { String(decoding: $0, as: UTF8.self) } })
      }
    }
    return result
  }
}
