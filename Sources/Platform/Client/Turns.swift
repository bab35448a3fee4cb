import Synchronization

/// One change of a tenant at a time in this process.
package final class Turns: Sendable {
  /// The gate of a tenant opens when its change is done.
  private let busy = Mutex<[String: Gate]>([:])

  package init() {}

  private static let patience = 300.0

  /// Runs `body` when no other change of the tenant is under way.
  package func take<Value>(
    _ tenant: String, _ call: Call, _ body: () throws(PlatformError) -> Value
  ) throws(PlatformError) -> Value {
    let waiting = call.bounded(by: Self.patience)
    var isTold = false
    while let before = enter(tenant) {
      if !isTold { call.progress("waiting for another change of the same tenant") }
      isTold = true
      try call.cancellation.check()
      guard waiting.left > 0 else {
        throw .timedOut(
          operation: "waiting for another change of the same tenant", seconds: waiting.patience ?? Self.patience)
      }
      before.wait(seconds: 0.1)
    }
    defer { leave(tenant) }
    return try body()
  }

  /// Nil when it is the caller's turn now.
  private func enter(_ tenant: String) -> Gate? {
    busy.withLock { busy in
      if let gate = busy[tenant] { return gate }
      busy[tenant] = Gate()
      return nil
    }
  }

  private func leave(_ tenant: String) {
    busy.withLock { $0.removeValue(forKey: tenant) }?.open()
  }
}
