import Dispatch
import Synchronization

/// A value that another thread makes while this one does something else.
final class Meanwhile<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(_ make: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global(qos: .userInteractive).async { [self] in
      let made = Result { try make() }
      result.withLock { $0 = made }
      done.signal()
    }
  }

  /// Waits for it; once only.
  func value() throws -> Value {
    done.wait()
    return try result.withLock { try $0!.get() }
  }
}
