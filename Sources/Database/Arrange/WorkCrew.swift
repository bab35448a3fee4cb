/// Work that nobody wants any more.
package struct WorkStopped: Error {
  package init() {}
}

/// Does steps of work: one after the other, or side by side.
package protocol WorkCrew {
  /// Makes a value for each of the first `count` numbers and hands them on in their order, on the caller's thread.
  /// - Parameter share: the part of the whole work that these steps are.
  func make<Value: Sendable>(
    _ count: Int, share: Double, _ value: @Sendable (Int) -> Value, then take: (Value) -> Void
  ) throws(WorkStopped)
}

/// Does one step after the other, to the end.
package struct SingleWorker: WorkCrew {
  package init() {}

  package func make<Value: Sendable>(
    _ count: Int, share: Double, _ value: @Sendable (Int) -> Value, then take: (Value) -> Void
  ) {
    for number in 0..<count { take(value(number)) }
  }
}
