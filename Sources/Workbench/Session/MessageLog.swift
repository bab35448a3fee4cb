/// What servers said without being asked: notices, warnings and notifications.
struct MessageLog: Sendable {
  struct Message: Sendable {
    /// Monotonic milliseconds.
    var time: Int64
    /// The place it came from.
    var place: String
    var text: String
  }

  private(set) var messages: [Message] = []
  /// Older messages go first.
  private static let limit = 1000

  mutating func add(_ text: String, from place: String, at time: Int64) {
    if messages.count == Self.limit { messages.removeFirst(Self.limit / 10) }
    messages.append(Message(time: time, place: place, text: text))
  }
}
