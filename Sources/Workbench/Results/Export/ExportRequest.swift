package import Database

/// Rows that go somewhere in some format.
package struct ExportRequest: Sendable {
  package enum Place: Sendable, Hashable {
    case clipboard
    /// A file that must not exist unless it may be replaced.
    case file(path: String, replaces: Bool)
  }

  package var source: ExportSource
  package var options: ExportOptions
  package var destination: Place

  package init(source: ExportSource, options: ExportOptions, destination: Place) {
    self.source = source
    self.options = options
    self.destination = destination
  }
}

/// How an export ended.
package enum ExportOutcome: Sendable {
  case written(rows: Int, bytes: Int)
  /// The text for the clipboard.
  case copied(String)
  /// The file is there already; nothing was written.
  case exists
  case cancelled
  case failed(Failure)
}

/// An export that is under way.
struct RunningExport: Sendable {
  enum What: Sendable, Hashable {
    /// What was copied, for the sentence at the end.
    case copy(String)
    case file(String)
  }

  var number: Int
  var what: What
  var request: ExportRequest
  /// Monotonic milliseconds.
  var startedAt: Int64
  var rows = 0
  var cancelRequested = false
}
