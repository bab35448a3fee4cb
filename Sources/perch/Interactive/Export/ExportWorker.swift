import CUnix
import Database
import Glibc
import Spill
import Synchronization
import Workbench

/// Copies and exports what the grid holds, off the interface thread, one after the other.
final class ExportWorker: Sendable {
  private let queue = WorkQueue("export")
  private let cancelled = Mutex<Set<Int>>([])
  private let isLeaving = Atomic<Bool>(false)
  private let report: @Sendable (Event) -> Void

  private enum Stop: Error { case cancelled }

  private let makeSpill: @Sendable () -> ResultSpill

  /// - Parameter makeSpill: makes the place for rows that are found, beyond the budget on disk.
  init(makeSpill: @escaping @Sendable () -> ResultSpill, report: @escaping @Sendable (Event) -> Void) {
    self.makeSpill = makeSpill
    self.report = report
  }

  func start(_ number: Int, _ request: ExportRequest) {
    queue.async { [self] in
      let outcome = perform(number, request)
      _ = cancelled.withLock { $0.remove(number) }
      report(.exported(number: number, outcome))
    }
  }

  func compare(_ number: Int, _ request: ComparisonRequest) {
    queue.async { [self] in
      let spill = makeSpill()
      let comparison = Comparison(request) { batch throws(Failure) in
        do throws(SpillError) {
          if let held = spill.hold(batch, of: number, 0) { return held }
          return try spill.store(batch, of: number, 0)
        } catch {
          throw Failure(error.message)
        }
      }
      let outcome = comparison.run { rows in
        report(.comparing(number: number, rows: rows))
        return !isStopped(number)
      }
      _ = cancelled.withLock { $0.remove(number) }
      report(.compared(number: number, outcome))
      cs_memory_trim()
    }
  }

  private func isStopped(_ number: Int) -> Bool {
    isLeaving.load(ordering: .relaxed) || cancelled.withLock { $0.contains(number) }
  }

  func cancel(_ number: Int) { _ = cancelled.withLock { $0.insert(number) } }

  /// Stops what is under way; nothing half written stays.
  func finish() {
    isLeaving.store(true, ordering: .relaxed)
    queue.finish()
  }

  private func perform(_ number: Int, _ request: ExportRequest) -> ExportOutcome {
    do {
      switch request.destination {
      case .clipboard: return try text(number, request)
      case .file(let path, let replaces):
        let place = Runner.expanded(path)
        if !replaces, access(place, F_OK) == 0 { return .exists }
        return try write(number, request, to: place)
      }
    } catch let problem as FileText.Problem {
      let what = request.destination == .clipboard ? "not copied" : "not exported"
      return .failed(Failure("\(what): \(problem.message)"))
    } catch {
      return .cancelled
    }
  }

  private func write(_ number: Int, _ request: ExportRequest, to path: String) throws -> ExportOutcome {
    var file = try ExportFile(path, request.options)
    file.begin(request.source.chosenColumns)
    try request.source.forEachBatch { batch in
      try file.add(batch)
      try goOn(number, rows: file.rows)
      return true
    }
    file.end()
    return try file.keep()
  }

  private func text(_ number: Int, _ request: ExportRequest) throws -> ExportOutcome {
    var writer = request.options.writer()
    var out: [UInt8] = []
    var rows = 0
    writer.begin(request.source.chosenColumns, into: &out)
    try request.source.forEachBatch { batch in
      writer.add(batch, into: &out)
      rows += batch.rowCount
      guard out.count <= ExportRequest.copiedAtMost else {
        throw FileText.Problem(message: "that is too much for a clipboard; export it to a file")
      }
      try goOn(number, rows: rows)
      return true
    }
    writer.end(into: &out)
    return .copied(String(decoding: out, as: UTF8.self), leftOut: writer.rowsLeftOut)
  }

  private func goOn(_ number: Int, rows: Int) throws {
    if isLeaving.load(ordering: .relaxed) || cancelled.withLock({ $0.contains(number) }) { throw Stop.cancelled }
    report(.exporting(number: number, rows: rows))
  }
}
