import CLibpq
import CUnix
import Database
import Glibc
import Synchronization

/// Sends one statement and reads its answer row by row, posting rows in batches: when a batch is full or the socket has no more for now.
struct StatementReader {
  enum End { case done, failed }
  /// What the server is asked to do with the statement, or with several in one text; a description is that of the one prepared before.
  enum Request { case run, runJoined, prepare, describe }

  let session: Session
  let wire: Wire
  let run: Int
  let index: Int
  let statement: String
  let rowLimit: Int?
  let request: Request
  /// What is wrong with what the statement did, looked at before it is told to be done.
  var audit: (() -> ServerError?)?
  /// Orders that came meanwhile and belong to nobody here.
  private(set) var laterOrders: [Session.Order] = []
  private(set) var wasCancelled = false
  private(set) var isClosing = false
  /// Monotonic milliseconds after which a cancel that did not work is given again.
  private var nextCancel = Int64.max
  private var cancelInterval: Int64 = 100
  private var batch: RowBatch.Builder?
  private(set) var columns: [Column] = []
  private var columnCount: Int?
  /// The text may hold several statements: only the first rows are shown, unless they were joined on purpose.
  private var hasAllRows = false
  private var rows = 0
  private(set) var tag: String?
  private var failure: ServerError?
  /// Pieces of a copy that were handed in and are not on their way yet.
  private var copyPieces: [Session.CopyPiece] = []
  private var startedAt: Int64 = 0
  private var mayContinue = false
  /// Whoever keeps the rows asked for a pause.
  private var wantedPause: PauseReason?
  private var hasPosted = false

  private static let batchBytes = 256 * 1024
  /// A screenful: the first rows do not wait for more.
  private static let firstBatchBytes = 16 * 1024
  /// After the first rows, a socket that is only dry for a moment does not cut the batches small.
  private static let gatherMilliseconds: Int32 = 5
  private static let cancelLimit: Int64 = 10_000
  /// Milliseconds.
  private static let longestCancelInterval: Int64 = 5000

  init(session: Session, wire: Wire, run: Int, index: Int, statement: String, rowLimit: Int?, request: Request = .run) {
    self.session = session
    self.wire = wire
    self.run = run
    self.index = index
    self.statement = statement
    self.rowLimit = rowLimit
    self.request = request
  }

  mutating func read() -> End {
    startedAt = Clock.nanoseconds()
    if statement.utf8.contains(0) {
      return end(failing: ServerError(sqlState: "22021", message: "a statement cannot hold a zero byte"))
    }
    guard send() == 1 else { return end(failing: wire.lastError) }
    // The server's last words may have arrived with the end of the connection.
    var isGone = false
    while true {
      if !isGone, PQisBusy(wire.connection) == 1 {
        isGone = !waitForInput()
        continue
      }
      guard let result = PQgetResult(wire.connection) else { break }
      take(result)
      PQclear(result)
      // A row may be large: it is not there twice while it is taken away.
      postFullBatch()
    }
    postRows()
    waitForCancels()
    if wire.isBroken { failure = failure ?? wire.lastError }
    if let failure = failure ?? audit?() { return end(failing: failure) }
    if request != .runJoined || tag != nil { complete() }
    return .done
  }

  private func send() -> Int32 {
    switch request {
    case .run, .runJoined:
      let sent = PQsendQuery(wire.connection, statement)
      PQsetSingleRowMode(wire.connection)
      return sent
    case .prepare: return PQsendPrepare(wire.connection, "", statement, 0, nil)
    case .describe: return PQsendDescribePrepared(wire.connection, "")
    }
  }

  private var seconds: Double { Double(Clock.nanoseconds() - startedAt) / 1e9 }

  private func end(failing error: ServerError) -> End {
    session.sink(.failed(id: run, statement: index, error, seconds: seconds))
    return .failed
  }

  // MARK: Waiting

  /// Reads what the socket has, waiting for it when it has nothing; false when the connection is gone.
  mutating func waitForInput() -> Bool { wait(forRoom: PQflush(wire.connection) == 1) }

  /// The same; `forRoom` lets room for what is to be sent end the waiting too. Who has found none says so: a second look may find some, and then
  /// nothing else would come.
  mutating func wait(forRoom: Bool) -> Bool {
    let events = Int16(POLLIN) | (forRoom ? Int16(POLLOUT) : 0)
    let patience = batch?.isEmpty == false && hasPosted ? Self.gatherMilliseconds : 0
    var ready = Wire.wait(wire.socket, events, session.wake, milliseconds: patience)
    if !ready.socket, !ready.wake {
      postRows()
      let left = wasCancelled ? Int32(max(1, min(nextCancel - Clock.milliseconds(), Self.longestCancelInterval))) : -1
      ready = Wire.wait(wire.socket, events, session.wake, milliseconds: left)
    }
    if ready.wake { takeOrders() }
    cancelAgain()
    return ready.socket ? PQconsumeInput(wire.connection) == 1 : true
  }

  private mutating func takeOrders() {
    for order in session.takeOrders() {
      switch order {
      case .cancel: cancel()
      case .close:
        isClosing = true
        cancel()
      case .continueReading: mayContinue = true
      case .pauseReading(let reason): wantedPause = reason
      case .copy(let piece): copyPieces.append(piece)
      case .run, .describe, .hold: laterOrders.append(order)
      }
    }
  }

  /// A cancel request is a connection of its own and may take long: it gets a thread.
  private mutating func cancel() {
    wasCancelled = true
    nextCancel = Clock.milliseconds() + cancelInterval
    cancelInterval = min(2 * cancelInterval, Self.longestCancelInterval)
    guard let request = PQgetCancel(wire.connection) else { return }
    let address = UInt(bitPattern: request)
    let session = session
    session.cancelsInFlight.add(1, ordering: .sequentiallyConsistent)
    startThread {
      defer {
        session.cancelsInFlight.subtract(1, ordering: .sequentiallyConsistent)
        cs_eventfd_signal(session.wake)
      }
      guard let request = OpaquePointer(bitPattern: address) else { return }
      var message = [CChar](repeating: 0, count: 256)
      PQcancel(request, &message, Int32(message.count))
      PQfreeCancel(request)
    }
  }

  /// A server that was still idle when the request came has forgotten it, and runs the statement that came after.
  private mutating func cancelAgain() {
    guard wasCancelled, Clock.milliseconds() >= nextCancel,
      session.cancelsInFlight.load(ordering: .sequentiallyConsistent) == 0
    else { return }
    cancel()
  }

  /// A cancel request still on its way would hit the next statement.
  private mutating func waitForCancels() {
    let deadline = Clock.milliseconds() + Self.cancelLimit
    while session.cancelsInFlight.load(ordering: .sequentiallyConsistent) > 0, !isClosing {
      let left = deadline - Clock.milliseconds()
      if left <= 0 { return }
      if Wire.wait(-1, 0, session.wake, milliseconds: Int32(left)).wake { takeOrders() }
    }
  }

  // MARK: Answers

  private mutating func take(_ result: OpaquePointer) {
    switch PQresultStatus(result) {
    case PGRES_SINGLE_TUPLE:
      if isClosing || hasAllRows { return }
      begin(result)
      // One row more than the limit is there: a result of just the limit is not paused.
      if let rowLimit, rowLimit > 0, rows > 0, rows % rowLimit == 0, !wasCancelled { pause(.rowLimit) }
      pauseIfWanted()
      batch?.append(row: 0, of: result)
      rows += 1
    case PGRES_TUPLES_OK:
      begin(result)
      postRows()
      hasAllRows = true
      tag = String(cString: PQcmdStatus(result))
      if request == .runJoined { completePart() }
    case PGRES_COMMAND_OK where request == .describe: begin(result)
    case PGRES_COMMAND_OK:
      tag = String(cString: PQcmdStatus(result))
      if request == .runJoined { completePart() }
    case PGRES_EMPTY_QUERY: tag = tag ?? ""
    case PGRES_COPY_OUT: copyOut()
    case PGRES_COPY_IN: copyIn(isBinary: PQbinaryTuples(result) == 1)
    default:
      let error = wire.error(of: result, statement: statement)
      failure = failure ?? error
    }
  }

  private func complete() {
    session.sink(.completed(id: run, statement: index, tag: tag ?? "", seconds: seconds))
  }

  /// One of the joined statements is done: the next has columns and rows of its own.
  private mutating func completePart() {
    postRows()
    complete()
    (columns, columnCount, batch, tag) = ([], nil, nil, nil)
    hasAllRows = false
    rows = 0
  }

  /// Tells the columns, once.
  private mutating func begin(_ result: OpaquePointer) {
    guard columnCount == nil else { return }
    columns = Column.all(of: result)
    columnCount = columns.count
    batch = RowBatch.Builder(columnCount: columns.count)
    session.sink(.columns(id: run, statement: index, columns))
  }

  mutating func takeCopyPiece() -> Session.CopyPiece? { copyPieces.isEmpty ? nil : copyPieces.removeFirst() }

  mutating func beginCopy() {
    columnCount = 1
    batch = RowBatch.Builder(columnCount: 1)
  }

  mutating func addCopied(_ line: UnsafeRawBufferPointer) {
    batch?.append(line)
    rows += 1
    postFullBatch()
  }

  private mutating func postFullBatch() {
    if let batch, batch.byteCount >= (hasPosted ? Self.batchBytes : Self.firstBatchBytes) { postRows() }
  }

  mutating func postRows() {
    guard batch?.isEmpty == false, let full = batch?.finish() else { return }
    session.sink(.rows(id: run, statement: index, full))
    hasPosted = true
    // The sink may have asked for a pause.
    takeOrders()
  }

  mutating func pauseIfWanted() {
    if let reason = wantedPause, !wasCancelled { pause(reason) }
  }

  /// Leaves the socket unread until told to go on, to stop, or the pause has lasted too long.
  private mutating func pause(_ reason: PauseReason) {
    postRows()
    session.sink(.paused(id: run, statement: index, rows: rows, reason))
    mayContinue = false
    wantedPause = nil
    let deadline = Clock.milliseconds() + session.pauseLimit
    while !mayContinue, !wasCancelled {
      let left = deadline - Clock.milliseconds()
      if left <= 0 {
        session.sink(.pauseEnded(id: run, statement: index))
        return cancel()
      }
      if Wire.wait(-1, 0, session.wake, milliseconds: Int32(left)).wake { takeOrders() }
    }
    // Whoever asked meanwhile asked for the pause that is over; new rows will tell.
    wantedPause = nil
  }
}
