import CUnix
import Database
import Dispatch
import Synchronization
import Workbench

/// Filters, sorts, searches and sums up rows on all processors, away from the interface.
final class RowWorker: Sendable {
  private let arranging = DispatchQueue(label: "perch.arranging", qos: .userInitiated)
  private let searching = DispatchQueue(label: "perch.searching", qos: .userInitiated)
  private let summing = DispatchQueue(label: "perch.summing", qos: .userInitiated)
  private let stopped = Mutex<Set<Int>>([])
  private let makeScratch: @Sendable () -> ScratchSpace
  private let report: @Sendable (RowReport) -> Void

  init(scratch: @escaping @Sendable () -> ScratchSpace, report: @escaping @Sendable (RowReport) -> Void) {
    makeScratch = scratch
    self.report = report
  }

  func stop(_ request: Int) { stopped.withLock { _ = $0.insert(request) } }

  func arrange(_ request: Int, _ job: ArrangeJob) {
    perform(request, on: arranging, rows: job.rows.count) { [self] crew throws(WorkStopped) in
      try job.arrange(crew, in: makeScratch(), runs: makeScratch()) { rows, done in
        report(.arranged(request: request, rows: rows, done: done, isWhole: done == job.rows.count))
      }
    }
  }

  func search(_ request: Int, _ job: SearchJob) {
    perform(request, on: searching, rows: job.rowCount) { [self] crew throws(WorkStopped) in
      report(.searched(request: request, try job.place(crew)))
    }
  }

  func statistics(_ request: Int, _ job: StatisticsJob) {
    perform(request, on: summing, rows: job.rowCount) { [self] crew throws(WorkStopped) in
      report(.statistics(request: request, try job.statistics(crew, in: makeScratch())))
    }
  }

  func chart(_ request: Int, _ job: ChartJob) {
    perform(request, on: summing, rows: job.rowCount) { [self] crew throws(WorkStopped) in
      report(.chart(request: request, try job.data(crew, in: makeScratch())))
    }
  }

  /// Does work until it is done or stopped, which is not reported: who stopped it knows.
  private func perform(
    _ request: Int, on queue: DispatchQueue, rows: Int,
    _ work: @escaping @Sendable (RowCrew) throws(WorkStopped) -> Void
  ) {
    queue.async { [self] in
      let crew = RowCrew {
        self.stopped.withLock { $0.contains(request) }
      } progress: {
        self.report(.progress(request: request, done: Int($0 * Double(rows))))
      }
      try? work(crew)
      // Each processor's share of the allocator would keep what it took at most.
      cs_memory_trim()
      stopped.withLock { _ = $0.remove(request) }
    }
  }
}
