/// Keys that were begun and go on: what they go on with is shown in a box once the next key does not come at once.
struct HalfTypedKeys: Sendable {
  /// Milliseconds without a key before the box opens.
  static let pause: Int64 = 400

  /// When the box opens; nil when no keys were begun, or when it is open.
  private(set) var due: Int64?
  private(set) var isOpen = false

  /// After a key: whether keys are begun now.
  mutating func notice(_ areBegun: Bool, now: Int64) {
    if !areBegun {
      self = HalfTypedKeys()
    } else if !isOpen {
      due = now + Self.pause
    }
  }

  mutating func wait(until now: Int64) {
    guard let due, now >= due else { return }
    self.due = nil
    isOpen = true
  }
}
