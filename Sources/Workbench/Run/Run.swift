import Database

/// Statements that were sent together and have not all answered.
struct Run: Sendable {
  var id: Int
  var statements: [Piece]
  /// Monotonic milliseconds.
  var startedAt: Int64
  /// The buffer the statements come from, and its cursor then.
  var buffer: Int
  var cursor: Int
  var current = 0
  var cancelRequested = false
  /// Whether the server stopped it because that was asked for.
  var isStopped = false
  /// Whether a result was paused for too long, so that its statement was stopped.
  var pauseEnded = false
  /// False for what the workbench runs for itself: the results in sight stay, unless it fails.
  var showsResults = true
  /// What led to the run, said together with its outcome.
  var reason: String?
  /// What the server said when the last statement was complete.
  var lastTag: String?
  /// What was reported from the end of the last statement on, until the run is over.
  var lastWords: [SessionEvent] = []

  /// More statements than anybody follows one by one.
  var isLong: Bool { statements.count > 50 }

  /// Whether nothing but the end of the run follows. An error ends it, and so does the loss of the connection.
  func isLastWord(_ report: SessionEvent) -> Bool {
    switch report {
    case .completed(id, let statement, _, _): statement == statements.count - 1
    case .failed(id, _, _, _), .lost: true
    default: false
    }
  }
}
