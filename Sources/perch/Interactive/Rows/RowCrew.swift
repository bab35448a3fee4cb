import CUnix
import Database
import Dispatch
import Synchronization

/// Does the steps of one piece of work on all processors, telling how far it is.
final class RowCrew: WorkCrew {
  private let isStopped: () -> Bool
  private let progress: (_ share: Double) -> Void
  /// The part of the whole work that is done.
  private var done = 0.0

  /// Steps that are done before the next word on how far the work is.
  private static let wave = 16

  init(isStopped: @escaping () -> Bool, progress: @escaping (_ share: Double) -> Void) {
    self.isStopped = isStopped
    self.progress = progress
  }

  func make<Value: Sendable>(
    _ count: Int, share: Double, _ value: @Sendable (Int) -> Value, then take: (Value) -> Void
  ) throws(WorkStopped) {
    var start = 0
    while start < count {
      if isStopped() { throw WorkStopped() }
      let end = min(start + Self.wave, count)
      for value in Self.inParallel(start..<end, value) { take(value) }
      done += share * Double(end - start) / Double(count)
      progress(done)
      start = end
    }
    if isStopped() { throw WorkStopped() }
  }

  /// Makes a value for each number, on as many processors as there are, and gives them in order.
  static func inParallel<Value: Sendable>(_ numbers: Range<Int>, _ make: @Sendable (Int) -> Value) -> [Value] {
    let made = Mutex<[Value?]>(Array(repeating: nil, count: numbers.count))
    DispatchQueue.concurrentPerform(iterations: numbers.count) { index in
      // Keys are answered at once while all processors are busy. What else the pool's threads do can wait as well.
      cs_thread_give_way()
      let value = make(numbers.lowerBound + index)
      made.withLock { $0[index] = value }
    }
    return made.withLock { $0.compactMap { $0 } }
  }
}
