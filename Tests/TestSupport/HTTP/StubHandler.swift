import Synchronization

/// A server whose answers are given after it was made: a stub answers itself, and needs its address first.
package final class StubHandler: Sendable {
  private let answer: Mutex<@Sendable (StubRequest) -> StubAnswer> = Mutex { _ in .empty }

  package init() {}

  package func callAsFunction(_ request: StubRequest) -> StubAnswer { answer.withLock { $0 }(request) }

  package func set(_ answer: @escaping @Sendable (StubRequest) -> StubAnswer) { self.answer.withLock { $0 = answer } }
}
