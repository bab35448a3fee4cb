package import Database

/// Rows that go somewhere in some format.
package struct ExportRequest: Sendable {
  package enum Place: Sendable, Hashable {
    case clipboard
    /// A file that must not exist unless it may be replaced.
    case file(path: String, replaces: Bool)
  }

  /// Bytes that a clipboard is given at most.
  package static let copiedAtMost = 64 << 20

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
  /// `leftOut` rows have no place in the format.
  case written(rows: Int, bytes: Int, leftOut: Int = 0)
  /// The text for the clipboard.
  case copied(String, leftOut: Int = 0)
  /// The file is there already; nothing was written, and a statement was not run.
  case exists
  /// The file could not be made; a statement was not run.
  case refused(Failure)
  case cancelled
  /// The statement failed, which is told already.
  case notRun
  case failed(Failure)
}

/// What is exported.
enum ExportJob: Sendable {
  case rows(ExportRequest)
  case statement(StreamRequest)

  /// The file it goes to; nil for the clipboard.
  var path: String? {
    switch self {
    case .rows(let request): if case .file(let path, _) = request.destination { path } else { nil }
    case .statement(let request): request.path
    }
  }

  /// The same, and a file that is there may be replaced.
  var replacing: ExportJob {
    switch self {
    case .rows(var request):
      if let path { request.destination = .file(path: path, replaces: true) }
      return .rows(request)
    case .statement(var request):
      request.replaces = true
      return .statement(request)
    }
  }

  /// Rows there will be, where that is known.
  var rowCount: Int? { if case .rows(let request) = self { request.source.rowCount } else { nil } }
}

/// An export that is under way.
struct RunningExport: Sendable {
  var number: Int
  var job: ExportJob
  /// What is copied or exported, such as "row as CSV".
  var title: String
  /// Monotonic milliseconds.
  var startedAt: Int64
  var rows = 0
  var cancelRequested = false

  /// `400 of 1,000 rows`, or the rows so far.
  var progress: String {
    let total = job.rowCount.map { " of \(grouped($0))" } ?? ""
    return "\(grouped(rows))\(total) \(rows == 1 && total.isEmpty ? "row" : "rows")"
  }
}
