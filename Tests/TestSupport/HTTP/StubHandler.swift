import Synchronization

/// A server whose answers are given after it was made: a stub answers itself, and needs its address first.
package final class StubHandler: Sendable {
  /// A function alone in a mutex is wrapped anew at each look, until calling it exhausts the stack.
  private struct Answering: Sendable {
    var answer: @Sendable (StubRequest) -> StubAnswer
  }

  private let answering = Mutex(Answering { _ in .empty })

  package init() {}

  package func callAsFunction(_ request: StubRequest) -> StubAnswer { answering.withLock { $0 }.answer(request) }

  package func set(_ answer: @escaping @Sendable (StubRequest) -> StubAnswer) {
    answering.withLock { $0.answer = answer }
  }
}
