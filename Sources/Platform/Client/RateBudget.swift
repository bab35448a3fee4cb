package import HTTP
import Synchronization

/// Keeps a client below what its platform allows, so that one Perch does not use up what a team shares.
package final class RateBudget: Sendable {
  private struct State {
    /// Times of the latest requests, on the monotonic clock.
    var recent: [Double] = []
    /// Nothing is sent before; the platform said so.
    var opensAt = 0.0
    var total = 0
    /// What the platform said last.
    var remaining: Int?
  }

  private let state = Mutex(State())
  private let perMinute: Int
  private let perSecond: Int

  package init(perMinute: Int, perSecond: Int) {
    self.perMinute = perMinute
    self.perSecond = perSecond
  }

  /// Seconds until the next request may go; takes the place when that is now. `now` is on the monotonic clock.
  package func take(now: Double) -> Double {
    state.withLock { state in
      if state.opensAt > now { return state.opensAt - now }
      state.recent.removeAll { $0 <= now - 60 }
      let inSecond = state.recent.count(where: { $0 > now - 1 })
      if inSecond >= perSecond { return state.recent[state.recent.count - inSecond] + 1 - now }
      if state.recent.count >= perMinute { return state.recent[0] + 60 - now }
      state.recent.append(now)
      state.total += 1
      return 0
    }
  }

  /// What is used; `now` is on the monotonic clock.
  package func rate(now: Double) -> RequestRate {
    state.withLock { state in
      RequestRate(
        lastMinute: state.recent.count { $0 > now - 60 }, perMinute: perMinute, total: state.total,
        remaining: state.remaining)
    }
  }

  /// Learns from a reply what is left, and waits when that is nothing. `now` is on the monotonic clock, `time` in seconds since 1970.
  package func learn(from reply: HTTPReply, now: Double, time: Double) {
    if let remaining = Self.remaining(reply) { state.withLock { $0.remaining = remaining } }
    guard let pause = Self.pause(after: reply, now: time) else { return }
    state.withLock { $0.opensAt = max($0.opensAt, now + pause) }
  }

  private static func remaining(_ reply: HTTPReply) -> Int? {
    let text = reply.header("x-ratelimit-remaining") ?? reply.header("ratelimit-remaining")
    return text.flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Seconds until a spent budget is renewed, by `x-ratelimit-*` (seconds left) or `ratelimit-*` (seconds since 1970); nil while some is left.
  package static func pause(after reply: HTTPReply, now: Double) -> Double? {
    for prefix in ["x-ratelimit", "ratelimit"] {
      guard let remaining = reply.header(prefix + "-remaining").flatMap(Double.init), remaining <= 0,
        let reset = reply.header(prefix + "-reset").flatMap(Double.init), reset >= 0, reset.isFinite
      else { continue }
      // Small numbers are a time span, large ones a moment.
      return reset > 1e8 ? max(0, reset - now) : reset
    }
    return nil
  }
}
