import CLibpq
import CUnix
import Database
import Glibc

/// Owner of one libpq connection; used by one thread at a time.
final class Wire {
  let connection: OpaquePointer
  private let noticeSink: NoticeSink

  /// Where notices go while libpq reads.
  private final class NoticeSink {
    var take: (ServerError) -> Void = { _ in }
    /// What the server said before it ended a session at rest.
    var farewell: ServerError?

    func receive(_ notice: ServerError) {
      // Of its own stop at once, or of a crash, the server only warns.
      if ["FATAL", "PANIC"].contains(notice.severity) || notice.sqlState.hasPrefix("57P0") { farewell = notice }
      take(notice)
    }
  }

  /// Connects; `isStopped` is asked while waiting, `wake` makes it be asked at once.
  init(
    _ settings: ConnectionSettings, wake: Int32 = -1, isStopped: () -> Bool = { false }
  ) throws(ServerError) {
    var keywords = settings.keywords
    keywords["client_encoding"] = keywords["client_encoding"] ?? "UTF8"
    keywords["fallback_application_name"] = keywords["fallback_application_name"] ?? "perch"
    for (keyword, value) in Self.patience { keywords[keyword] = keywords[keyword] ?? value }
    let timeout = keywords["connect_timeout"].flatMap { Int64($0) } ?? 15
    let deadline = Clock.milliseconds() + timeout * 1000
    var made = try Self.connect(keywords, deadline: deadline, wake, isStopped)
    if settings["client_encoding"] == nil, Self.hasNoEncoding(made) {
      PQfinish(made)
      keywords["client_encoding"] = "SQL_ASCII"
      made = try Self.connect(keywords, deadline: deadline, wake, isStopped)
    }
    connection = made
    noticeSink = NoticeSink()
    PQsetnonblocking(made, 1)
    PQsetErrorVerbosity(made, PQERRORS_VERBOSE)
    PQsetNoticeReceiver(
      made,
      { sink, result in
        guard let sink, let result else { return }
        Unmanaged<NoticeSink>.fromOpaque(sink).takeUnretainedValue().receive(ServerError(result: result, statement: ""))
      }, Unmanaged.passUnretained(noticeSink).toOpaque())
  }

  deinit { PQfinish(connection) }

  /// After how many seconds, or milliseconds, a network that has gone silent counts as gone; by itself a system waits for hours. Only the
  /// machines hear of it, not the server's processes.
  private static let patience = [
    "keepalives_idle": "60", "keepalives_interval": "10", "keepalives_count": "6", "tcp_user_timeout": "90000",
  ]

  /// Why the connection is lost: what the server said of it, else what the socket tells.
  var lossReason: ServerError { noticeSink.farewell ?? lastError }

  func onNotice(_ take: @escaping (ServerError) -> Void) { noticeSink.take = take }

  /// Connects, again while the server says that it is only starting: nothing but the connecting itself is ever repeated.
  private static func connect(
    _ keywords: [String: String], deadline: Int64, _ wake: Int32, _ isStopped: () -> Bool
  ) throws(ServerError) -> OpaquePointer {
    while true {
      guard let made = start(keywords) else { throw ServerError(severity: "FATAL", message: "out of memory") }
      guard let error = finish(made, deadline: deadline, wake, isStopped) else { return made }
      PQfinish(made)
      guard isStarting(error), Clock.milliseconds() + startingPause < deadline else { throw advised(error) }
      // The descriptor is none: only `wake` can end the pause early.
      if Self.wait(-1, 0, wake, milliseconds: Int32(startingPause)).wake { cs_eventfd_clear(wake) }
      if isStopped() { throw abandoned("the connection was given up") }
    }
  }

  private static let startingPause: Int64 = 300

  /// What the server says in a result, in answer to the statement.
  func error(of result: OpaquePointer, statement: String) -> ServerError {
    ServerError(result: result, statement: statement, countsBytes: Self.hasNoEncoding(connection))
  }

  /// Whether the database holds bytes of any kind: asked for UTF-8, the server would refuse to send those that are none.
  private static func hasNoEncoding(_ connection: OpaquePointer) -> Bool {
    PQparameterStatus(connection, "server_encoding").map { String(cString: $0) } == "SQL_ASCII"
  }

  /// What a server says while it comes up, and Neon's proxy while a compute wakes.
  private static func isStarting(_ error: ServerError) -> Bool {
    [
      "the database system is starting up", "the database system is not yet accepting connections",
      "compute node to wake up", "failed to wake_compute",
    ].contains { error.message.contains($0) }
  }

  /// Says how to go on where the server could not prove who it is.
  private static func advised(_ error: ServerError) -> ServerError {
    let text = error.message + "\n" + (error.detail ?? "")
    let signs = [
      "certificate verify failed", "does not support SSL", "does not match host name", "root certificate file",
    ]
    guard signs.contains(where: { text.contains($0) }) else { return error }
    var advised = error
    advised.hint =
      "sslrootcert=FILE names the authority that signed the server's certificate; sslmode=require connects without "
      + "the server proving who it is"
    return advised
  }

  private static func start(_ keywords: [String: String]) -> OpaquePointer? {
    let sorted = keywords.sorted { $0.key < $1.key }
    var names: [UnsafePointer<CChar>?] = sorted.map { UnsafePointer(strdup($0.key)) } + [nil]
    var values: [UnsafePointer<CChar>?] = sorted.map { UnsafePointer(strdup($0.value)) } + [nil]
    defer {
      for pointer in names + values { free(UnsafeMutablePointer(mutating: pointer)) }
    }
    // dbname may be a whole conninfo string only where libpq itself reads one.
    return PQconnectStartParams(&names, &values, 0)
  }

  /// Drives the connection until it stands; the error when it does not.
  private static func finish(
    _ connection: OpaquePointer, deadline: Int64, _ wake: Int32, _ isStopped: () -> Bool
  ) -> ServerError? {
    var step = PQstatus(connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
    while step != PGRES_POLLING_OK {
      if isStopped() { return abandoned("the connection was given up") }
      if step == PGRES_POLLING_FAILED {
        return ServerError(connectionMessage: PQerrorMessage(connection))
      }
      let left = deadline - Clock.milliseconds()
      if left <= 0 {
        let host = PQhost(connection).map { String(cString: $0) } ?? ""
        return abandoned("no answer from \(host) in time")
      }
      let events = step == PGRES_POLLING_READING ? POLLIN : POLLOUT
      let ready = Self.wait(PQsocket(connection), Int16(events), wake, milliseconds: Int32(min(left, 1000)))
      if ready.wake { cs_eventfd_clear(wake) }
      if Self.isReady(PQsocket(connection), Int16(events)) { step = PQconnectPoll(connection) }
    }
    return nil
  }

  private static func abandoned(_ message: String) -> ServerError {
    ServerError(severity: "FATAL", sqlState: "08001", message: message)
  }

  private static func isReady(_ socket: Int32, _ events: Int16) -> Bool {
    var polled = pollfd(fd: socket, events: events, revents: 0)
    return poll(&polled, 1, 0) > 0
  }

  /// Sleeps until the socket is ready, `wake` is readable, or time is over.
  @discardableResult
  static func wait(_ socket: Int32, _ events: Int16, _ wake: Int32, milliseconds: Int32) -> (socket: Bool, wake: Bool) {
    withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) { polled in
      polled[0] = pollfd(fd: socket, events: events, revents: 0)
      polled[1] = pollfd(fd: wake, events: Int16(POLLIN), revents: 0)
      let count = poll(polled.baseAddress, 2, milliseconds)
      return count > 0 ? (polled[0].revents != 0, polled[1].revents != 0) : (false, false)
    }
  }

  var socket: Int32 { PQsocket(connection) }
  var isBroken: Bool { PQstatus(connection) == CONNECTION_BAD }

  /// What the server last said of it. One between that says nothing leaves strings as all servers begin with them.
  var stringsHaveEscapes: Bool { reported("standard_conforming_strings") == "off" }

  /// A setting that the server tells by itself whenever it changes; nil when it does not.
  func reported(_ setting: String) -> String? {
    PQparameterStatus(connection, setting).map { String(cString: $0) }
  }

  var lastError: ServerError { ServerError(connectionMessage: PQerrorMessage(connection)) }

  var transaction: TransactionStatus {
    switch PQtransactionStatus(connection) {
    case PQTRANS_IDLE: .idle
    case PQTRANS_ACTIVE: .active
    case PQTRANS_INTRANS: .inTransaction
    case PQTRANS_INERROR: .inError
    default: .unknown
    }
  }
}

enum Clock {
  /// Monotonic.
  static func milliseconds() -> Int64 { nanoseconds() / 1_000_000 }

  static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
