/// When the screen is painted next. Times are monotonic milliseconds.
struct PaintSchedule {
  /// nil while the screen shows how things are.
  private(set) var due: Int64?
  private var last: Int64 = 0
  /// Before that nothing but what somebody did is painted.
  private var answerDue: Int64 = 0

  /// Between paints while nothing but rows arrives.
  private static let interval: Int64 = 33
  /// That an answer may take before it shows that there is none yet: most are there by then, and are all that is painted.
  private static let grace: Int64 = 5

  func isDue(_ now: Int64) -> Bool { due.map { $0 <= now } ?? false }

  /// Something changed that somebody looks at.
  mutating func paintSoon(_ now: Int64) { due = now }

  /// Something changed as it does many times a second.
  mutating func paintInTime() { due = min(due ?? .max, max(last + Self.interval, answerDue)) }

  /// A statement went out, or the columns of its answer came. Painting now would only keep the rows waiting.
  mutating func paintWithAnswer(_ now: Int64) {
    answerDue = now + Self.grace
    due = answerDue
  }

  mutating func painted(_ now: Int64) {
    last = now
    due = nil
  }
}
