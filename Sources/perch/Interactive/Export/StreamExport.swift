import Database
import Synchronization
import Workbench

/// The rows of one run on their way from the session's thread into a file. While a piece is written nothing is read, so memory stays flat.
final class StreamExport: RunDiversion {
  private struct Progress: ~Copyable {
    var file: ExportFile?
    var isCopying = false
    var hasHeader = false
    var outcome: ExportOutcome?
  }

  let id: Int
  /// Bytes that stand before the statement in what was sent.
  private let offset: Int
  private let progress: Mutex<Progress>

  init(_ id: Int, file: consuming ExportFile, offset: Int) {
    self.id = id
    self.offset = offset
    progress = Mutex(Progress(file: consume file))
  }

  func news(after event: SessionEvent) -> Event? {
    switch event {
    case .rows: .exporting(number: id, rows: progress.withLock { $0.file?.rows ?? 0 })
    case .finished: .exported(number: id, progress.withLock { $0.outcome ?? .notRun })
    default: nil
    }
  }

  func take(_ event: SessionEvent) -> (event: SessionEvent?, stops: Bool) {
    do throws(FileText.Problem) {
      switch event {
      case .copyingOut:
        progress.withLock { $0.isCopying = true }
        return (nil, false)
      case .columns(_, _, let columns):
        progress.withLock { $0.file?.begin(columns) }
        return (nil, false)
      case .rows(_, _, let batch):
        try add(batch)
        return (nil, false)
      case .completed:
        try end()
        return (event, false)
      case .failed(let id, let statement, var error, let seconds):
        let isCancel = error.sqlState == "57014"
        progress.withLock {
          $0.file = nil
          $0.outcome = $0.outcome ?? (isCancel ? .cancelled : .notRun)
        }
        error.offset = error.offset.map { max(0, $0 - offset) }
        return (.failed(id: id, statement: statement, error, seconds: seconds), false)
      default: return (event, false)
      }
    } catch {
      progress.withLock {
        $0.file = nil
        $0.outcome = .failed(Failure("not exported: \(error.message)"))
      }
      if case .completed = event { return (event, false) }
      return (nil, true)
    }
  }

  private func add(_ batch: RowBatch) throws(FileText.Problem) {
    try progress.withLock { progress throws(FileText.Problem) in
      guard progress.isCopying else {
        try progress.file?.add(batch)
        return
      }
      // The first message is the header.
      let rows = batch.rowCount - (progress.hasHeader ? 0 : 1)
      progress.hasHeader = true
      try progress.file?.add(copied: batch.cellBytes, rows: rows)
    }
  }

  private func end() throws(FileText.Problem) {
    try progress.withLock { progress throws(FileText.Problem) in
      guard var file = progress.file.take() else { return }
      if !progress.isCopying { file.end() }
      progress.outcome = try file.keep()
    }
  }
}
