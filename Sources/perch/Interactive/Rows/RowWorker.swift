import Database
import Dispatch
import Synchronization
import Workbench

/// Filters, sorts and searches rows on all processors, away from the interface.
final class RowWorker: Sendable {
  private let arranging = DispatchQueue(label: "perch.arranging", qos: .userInitiated)
  private let searching = DispatchQueue(label: "perch.searching", qos: .userInitiated)
  private let summing = DispatchQueue(label: "perch.summing", qos: .userInitiated)
  private let stopped = Mutex<Set<Int>>([])
  private let report: @Sendable (RowReport) -> Void

  /// Parts that are done before the next word on how far the work is.
  private static let wave = 16

  init(report: @escaping @Sendable (RowReport) -> Void) { self.report = report }

  func stop(_ request: Int) { stopped.withLock { _ = $0.insert(request) } }

  private func isStopped(_ request: Int) -> Bool { stopped.withLock { $0.contains(request) } }

  private func forget(_ request: Int) { stopped.withLock { _ = $0.remove(request) } }

  func arrange(_ request: Int, _ job: ArrangeJob) {
    arranging.async { [self] in
      defer { forget(request) }
      if job.isSorted { sort(request, job) } else { filter(request, job) }
    }
  }

  /// The rows that pass are told as they are found.
  private func filter(_ request: Int, _ job: ArrangeJob) {
    var start = 0
    repeat {
      if isStopped(request) { return }
      let end = min(start + Self.wave, job.partCount)
      let rows = inParallel(start..<end) { job.part($0).rows }.flatMap { $0 }
      start = end
      report(
        .arranged(request: request, rows: rows, done: job.rowsDone(after: end), isWhole: end == job.partCount))
    } while start < job.partCount
  }

  private func sort(_ request: Int, _ job: ArrangeJob) {
    let parts = SortedParts(count: job.partCount, part: job.part, join: job.join, rowsDone: job.rowsDone(after:))
    guard let runs = sorted(request, parts) else { return }
    report(.arranged(request: request, rows: runs.first?.rows ?? [], done: job.rows.count, isWhole: true))
  }

  /// Rows that are sorted part by part and then joined.
  private struct SortedParts: Sendable {
    let count: Int
    let part: @Sendable (Int) -> SortRun
    let join: @Sendable (SortRun, SortRun) -> SortRun
    let rowsDone: @Sendable (_ afterPart: Int) -> Int
  }

  /// Sorts on all processors, telling how far it is: one run, none where there are no parts, nil when it is no longer wanted.
  private func sorted(_ request: Int, _ parts: SortedParts) -> [SortRun]? {
    var runs: [SortRun] = []
    while runs.count < parts.count {
      if isStopped(request) { return nil }
      let end = min(runs.count + Self.wave, parts.count)
      runs += inParallel(runs.count..<end) { parts.part($0) }
      report(.progress(request: request, done: parts.rowsDone(end)))
    }
    // Neighbours are joined until one run is left.
    while runs.count > 1 {
      if isStopped(request) { return nil }
      let pairs = runs
      runs = inParallel(0..<(pairs.count + 1) / 2) { index in
        2 * index + 1 < pairs.count ? parts.join(pairs[2 * index], pairs[2 * index + 1]) : pairs[2 * index]
      }
    }
    return isStopped(request) ? nil : runs
  }

  func search(_ request: Int, _ job: SearchJob) {
    searching.async { [self] in
      defer { forget(request) }
      var start = 0
      var done = 0
      while start < job.partCount {
        if isStopped(request) { return }
        let end = min(start + Self.wave, job.partCount)
        let places = inParallel(start..<end) { job.place(inPart: $0) }
        if let place = places.lazy.compactMap({ $0 }).first {
          return report(.searched(request: request, place))
        }
        done += (start..<end).reduce(0) { $0 + job.rowCount(ofPart: $1) }
        report(.progress(request: request, done: done))
        start = end
      }
      report(.searched(request: request, nil))
    }
  }

  func statistics(_ request: Int, _ job: StatisticsJob) {
    summing.async { [self] in
      defer { forget(request) }
      let parts = SortedParts(count: job.partCount, part: job.part, join: job.join, rowsDone: job.rowsDone(after:))
      guard let runs = sorted(request, parts) else { return }
      report(.statistics(request: request, job.statistics(runs[0])))
    }
  }

  func chart(_ request: Int, _ job: ChartJob) {
    summing.async { [self] in
      defer { forget(request) }
      let data = job.data { done in
        report(.progress(request: request, done: done))
        return !isStopped(request)
      }
      if let data { report(.chart(request: request, data)) }
    }
  }

  /// Makes a value for each number, on as many processors as there are, and gives them in order.
  private func inParallel<Value: Sendable>(_ numbers: Range<Int>, _ make: @Sendable (Int) -> Value) -> [Value] {
    let made = Mutex<[Value?]>(Array(repeating: nil, count: numbers.count))
    DispatchQueue.concurrentPerform(iterations: numbers.count) { index in
      let value = make(numbers.lowerBound + index)
      made.withLock { $0[index] = value }
    }
    return made.withLock { $0.compactMap { $0 } }
  }
}
