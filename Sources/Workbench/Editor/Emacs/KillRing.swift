/// Text that was killed, newest last. Kills in a row grow together, as emacs has it.
struct KillRing: Sendable {
  private(set) var kills: [[UInt8]] = []
  /// The kill that was yanked last, counted back from the newest.
  private var index = 0

  private static let kept = 60
  private static let large = 1 << 20

  mutating func kill(_ bytes: [UInt8], joining: Bool, backward: Bool) {
    guard !bytes.isEmpty else { return }
    index = 0
    if joining, let last = kills.last {
      kills[kills.count - 1] = backward ? bytes + last : last + bytes
    } else {
      kills.append(bytes)
      if kills.count > Self.kept { kills.removeFirst() }
    }
  }

  /// Takes in what was copied elsewhere. Of texts that are large only the last is kept.
  mutating func take(_ bytes: [UInt8]) {
    if let last = kills.last, last.count > Self.large { kills.removeLast() }
    kill(bytes, joining: false, backward: false)
  }

  /// The newest kill.
  mutating func yank() -> [UInt8]? {
    index = 0
    return kills.last
  }

  /// The one before the last yanked, going round.
  mutating func older() -> [UInt8]? {
    guard !kills.isEmpty else { return nil }
    index = (index + 1) % kills.count
    return kills[kills.count - 1 - index]
  }
}
