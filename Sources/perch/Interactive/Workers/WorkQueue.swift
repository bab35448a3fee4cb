import Dispatch

/// Work that may wait, done in order on a thread of its own.
final class WorkQueue: Sendable {
  private let queue: DispatchQueue

  init(_ name: String) { queue = DispatchQueue(label: "perch.\(name)") }

  func async(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

  func async(after seconds: Double, _ work: @escaping @Sendable () -> Void) {
    queue.asyncAfter(deadline: .now() + seconds, execute: work)
  }

  /// Waits until the work handed in so far is done.
  func finish() { queue.sync {} }

  /// Waits for it so many seconds at most.
  func finish(within seconds: Double) {
    let isDone = DispatchSemaphore(value: 0)
    queue.async { isDone.signal() }
    _ = isDone.wait(timeout: .now() + seconds)
  }
}
