import Synchronization

/// What goes along with a call of a platform: who is told, how long it may take, and how it is given up.
package struct Call: Sendable {
  package var progress: @Sendable (String) -> Void
  package var cancellation: Cancellation
  /// Seconds from now that the whole call may take, retries, pages and waiting included; nil for the kind of call's own.
  package var patience: Double? {
    didSet { deadline = patience.map { MonotonicTime.now + $0 } }
  }
  /// On the monotonic clock.
  private(set) var deadline: Double?
  /// The caller's own sessions on a branch that a change needs for itself; they are ended, others are named by an error.
  package var ownPIDs: [Int32]
  /// Told which of them are going to be ended, once nothing else is known to be in the way of the change.
  package var lettingGo: @Sendable ([Int32]) -> Void = { _ in }
  /// Ends other people's sessions too.
  package var endsOtherSessions: Bool
  /// Copies by dump beside other people's sessions on a source, even when those on the changed branch may be ended.
  package var sparesSources = false

  package init(
    cancellation: Cancellation = Cancellation(), patience: Double? = nil, ownPIDs: [Int32] = [],
    endsOtherSessions: Bool = false, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.cancellation = cancellation
    self.patience = patience
    deadline = patience.map { MonotonicTime.now + $0 }
    self.ownPIDs = ownPIDs
    self.endsOtherSessions = endsOtherSessions
    self.progress = progress
  }

  /// The call with a deadline: its own, else so many seconds from now. Whatever takes several requests bounds them together by it.
  func bounded(by seconds: Double) -> Call {
    guard deadline == nil else { return self }
    var call = self
    call.patience = seconds
    return call
  }

  /// Seconds; less than nothing when the time is over.
  var left: Double { deadline.map { $0 - MonotonicTime.now } ?? .infinity }
}

/// Lets another thread give up a call. What the platform has begun goes on there.
package final class Cancellation: Sendable {
  private struct State {
    var isCancelled = false
    var next = 0
    var handlers: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  package var isCancelled: Bool { state.withLock { $0.isCancelled } }

  package func cancel() {
    let handlers = state.withLock { state in
      state.isCancelled = true
      defer { state.handlers = [:] }
      return Array(state.handlers.values)
    }
    for handler in handlers { handler() }
  }

  /// Calls `handler` at the moment of cancelling, at once when that has passed. The number is for `forget`.
  func onCancel(_ handler: @escaping @Sendable () -> Void) -> Int {
    let number = state.withLock { state -> Int? in
      guard !state.isCancelled else { return nil }
      state.next += 1
      state.handlers[state.next] = handler
      return state.next
    }
    if number == nil { handler() }
    return number ?? 0
  }

  func forget(_ number: Int) { state.withLock { _ = $0.handlers.removeValue(forKey: number) } }

  func check() throws(PlatformError) {
    if isCancelled { throw .cancelled }
  }

  /// Waits, or throws `cancelled` as soon as that happens.
  func sleep(seconds: Double) throws(PlatformError) {
    let gate = Gate()
    let number = onCancel { gate.open() }
    defer { forget(number) }
    gate.wait(seconds: seconds)
    try check()
  }
}
