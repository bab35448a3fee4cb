import Glibc

/// Seconds on a clock that only goes forward, and waiting on it.
enum MonotonicTime {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func pause(milliseconds: Int) {
    var rest = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    var left = timespec()
    while nanosleep(&rest, &left) == -1 && errno == EINTR { rest = left }
  }

  /// Asks every two milliseconds until the condition holds; false after `seconds` without it.
  static func wait<E>(seconds: Double, until condition: () throws(E) -> Bool) throws(E) -> Bool {
    let deadline = now + seconds
    while true {
      if try condition() { return true }
      if now >= deadline { return false }
      pause(milliseconds: 2)
    }
  }
}
