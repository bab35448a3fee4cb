package import Glibc
import Synchronization

/// Work that blocks, on a thread of its own: Swift's threads are as few as the processors, and one that waits for another may be the last.
package final class BlockingWork<Value: Sendable, Failure: Error>: Sendable {
  private final class Order: Sendable {
    let work: @Sendable () throws(Failure) -> Value
    let result = Mutex<Result<Value, Failure>?>(nil)

    init(_ work: @escaping @Sendable () throws(Failure) -> Value) { self.work = work }

    func carryOut() {
      let found = Result { () throws(Failure) in try work() }
      result.withLock { $0 = found }
    }
  }

  private let order: Order
  private let thread: pthread_t

  package init(_ work: @escaping @Sendable () throws(Failure) -> Value) {
    order = Order(work)
    thread = startThread(order.carryOut)
  }

  /// Blocks until the work is done. To be called once.
  package func wait() -> Result<Value, Failure> {
    pthread_join(thread, nil)
    return order.result.withLock { $0! }
  }
}

/// Runs the body on a thread of its own, to be joined.
package func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var thread = pthread_t()
  let made = pthread_create(
    &thread, nil,
    { raw in
      Unmanaged<Box>.fromOpaque(raw!).takeRetainedValue().body()
      return nil
    }, Unmanaged.passRetained(Box(body)).toOpaque())
  precondition(made == 0, "no thread for a test")
  return thread
}
