/// An operation of the platform that is under way.
struct RunningOperation: Sendable {
  var number: Int
  var change: PlatformChange
  /// Monotonic milliseconds.
  var startedAt: Int64
  /// What the platform is doing just now.
  var progress: String?
  /// Sessions that waited where it is at work, for the case that it leaves them alone.
  var aside: [Link] = []
  /// Sessions, also the one in front, that it had to end.
  var ended: Set<Int> = []
}
