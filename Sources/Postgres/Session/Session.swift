import CUnix
package import Database
import Glibc
import Synchronization

/// A connection that works on its own thread: orders go in at any time, events come out in order.
package final class Session: Sendable {
  enum Order: Sendable {
    case run(id: Int, statements: [String], rowLimit: Int?, begins: [Bool], isJoined: Bool)
    case cancel, continueReading, close
    /// Whether nothing may be written from now on.
    case hold(Bool, standsAlone: (@Sendable (String) -> Bool)?)
    case describe(id: Int, statement: String)
    /// Stops reading for a reason that lies with whoever keeps the rows.
    case pauseReading(PauseReason)
    case copy(CopyPiece)
  }

  /// Data for `COPY … FROM STDIN`.
  enum CopyPiece: Sendable {
    case data([UInt8])
    /// The end; with a reason the copy fails and nothing of it stays.
    case end(String?)
  }

  private let orders = Mutex<[Order]>([])
  let wake: Int32
  /// Cancel requests that were started and have not been answered.
  let cancelsInFlight = Atomic<Int>(0)
  let settings: ConnectionSettings
  let sink: @Sendable (SessionEvent) -> Void
  let tellsChanges: Bool
  /// Milliseconds that a result stays paused before its statement is cancelled.
  let pauseLimit: Int64

  /// Connects in the background; the first event tells how that went. `sink` is called on the session's thread.
  /// - Parameter tellsChanges: whether the server is asked again, behind statements that may change them, for the facts of the session.
  /// - Parameter pauseLimit: milliseconds that a result stays paused before its statement is cancelled.
  package init(
    _ settings: ConnectionSettings, tellsChanges: Bool = true, pauseLimit: Int64 = 60_000,
    sink: @escaping @Sendable (SessionEvent) -> Void
  ) {
    self.settings = settings
    self.sink = sink
    self.tellsChanges = tellsChanges
    self.pauseLimit = pauseLimit
    wake = cs_eventfd()
    precondition(wake >= 0, "eventfd failed with errno \(errno)")
    startThread { SessionThread(session: self).work() }
  }

  deinit { Glibc.close(wake) }

  /// Runs the statements in order up to the first error. Reading pauses every `rowLimit` rows of a statement; nil never pauses.
  /// - Parameters:
  ///   - begins: for each statement whether a transaction is begun before it when none is open; empty when never.
  ///   - isJoined: whether each text may hold several statements, and is completed once for each of them.
  package func run(
    _ id: Int, statements: [String], rowLimit: Int?, begins: [Bool] = [], isJoined: Bool = false
  ) {
    post(.run(id: id, statements: statements, rowLimit: rowLimit, begins: begins, isJoined: isJoined))
  }

  /// Keeps a session that is read-only from being made to write by what runs in it, until that is ended again.
  /// - Parameter standsAlone: tells the statements that begin or end a transaction, or run in none. Where it is given, and the server lets
  ///   large objects be written by transactions that only read, what wrote is rolled back.
  package func hold(readOnly isHeld: Bool, standsAlone: (@Sendable (String) -> Bool)? = nil) {
    post(.hold(isHeld, standsAlone: standsAlone))
  }

  /// Asks what a statement would return, without running it. The answer is like that of a run of three: the statement prepared, which says
  /// what is wrong with it, its output columns, and the name of the type of each in a row. An open transaction stays as it is, also when the
  /// statement is wrong.
  package func describe(_ id: Int, statement: String) { post(.describe(id: id, statement: statement)) }

  /// Asks the server to stop what runs; whether it did shows in the events.
  package func cancel() { post(.cancel) }

  /// Hands in data that `copyWanted` asked for.
  package func sendCopy(_ bytes: [UInt8]) { post(.copy(.data(bytes))) }

  /// Ends the data; with a reason the copy fails and nothing of it stays.
  package func endCopy(failing reason: String? = nil) { post(.copy(.end(reason))) }

  /// Goes on after a pause.
  package func continueReading() { post(.continueReading) }

  /// Leaves the rows to come unread until reading goes on; may be called by the sink.
  package func pauseReading(_ reason: PauseReason) { post(.pauseReading(reason)) }

  /// Cancels what runs and disconnects. No event follows.
  package func close() { post(.close) }

  private func post(_ order: Order) {
    orders.withLock { $0.append(order) }
    cs_eventfd_signal(wake)
  }

  func takeOrders() -> [Order] {
    cs_eventfd_clear(wake)
    return orders.withLock { orders in
      defer { orders = [] }
      return orders
    }
  }

  var isClosing: Bool {
    orders.withLock { $0.contains { if case .close = $0 { true } else { false } } }
  }
}

/// Runs `body` on a thread of its own that nobody waits for.
func startThread(_ body: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  pthread_create(
    &thread, &attributes,
    { box in
      Unmanaged<Box>.fromOpaque(box!).takeRetainedValue().body()
      return nil
    }, Unmanaged.passRetained(Box(body)).toOpaque())
  pthread_attr_destroy(&attributes)
}
