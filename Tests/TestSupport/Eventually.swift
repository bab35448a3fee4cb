import Glibc

/// Looks again and again, 5 ms apart, until there is something to return.
package func eventually<Found>(
  _ what: String, seconds: Double = PseudoTerminal.patience, _ look: () throws -> Found?
) throws -> Found {
  let deadline = monotonicSeconds() + seconds
  while true {
    if let found = try look() { return found }
    guard monotonicSeconds() < deadline else {
      throw PseudoTerminal.Failure(description: "not within \(seconds) s: \(what)")
    }
    usleep(5000)
  }
}

func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
