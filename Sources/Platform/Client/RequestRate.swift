/// How much of what a platform allows is used up.
package struct RequestRate: Sendable, Hashable {
  /// Requests of this program in the last minute.
  package var lastMinute: Int
  /// How many it allows itself.
  package var perMinute: Int
  /// Requests since the start.
  package var total: Int
  /// What the platform said last is left for everybody who uses the key; nil when it does not say.
  package var remaining: Int?

  /// `12 of 600 requests a minute, the platform leaves 4380`
  package var text: String {
    "\(lastMinute) of \(perMinute) requests a minute" + (remaining.map { ", the platform leaves \($0)" } ?? "")
  }
}
