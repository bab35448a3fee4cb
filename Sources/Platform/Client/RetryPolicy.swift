package import HTTP

/// Decides what follows an attempt. A request that changes something is sent again only when the platform says that it did nothing, or
/// when nothing was sent.
package struct RetryPolicy: Sendable {
  package enum Verdict: Sendable, Equatable {
    case deliver
    /// Seconds.
    case retry(after: Double)
    /// A change whose outcome nobody here knows.
    case unknownOutcome
    case giveUp
  }

  /// Statuses that say: nothing was done.
  package var refusals: Set<Int>
  /// More attempts for another reason than refusal are not made.
  package var attempts = 5
  /// Seconds; the longest pause that a platform may ask for.
  package var longestPause = 65.0
  /// Seconds that are left for an attempt at least: cut off at once, it would make an unknown outcome of a refusal.
  private static let shortestAttempt = 0.5

  package init(refusals: Set<Int> = [429]) { self.refusals = refusals }

  private static let passing: Set<Int> = [408, 425, 429, 500, 502, 503, 504]

  /// `isRepeatable` is a request that may arrive twice. `attempt` counts from 0, `left` is the time of the whole call in seconds, `now` seconds since 1970, `jitter` in 0..<1.
  package func verdict(
    _ outcome: Result<HTTPReply, HTTPFailure>, isRepeatable: Bool, attempt: Int, left: Double, now: Double,
    jitter: Double
  ) -> Verdict {
    switch outcome {
    case .failure(let failure):
      verdict(failure, isRepeatable: isRepeatable, attempt: attempt, left: left, jitter: jitter)
    case .success(let reply):
      verdict(reply, isRepeatable: isRepeatable, attempt: attempt, left: left, now: now, jitter: jitter)
    }
  }

  private func verdict(
    _ failure: HTTPFailure, isRepeatable: Bool, attempt: Int, left: Double, jitter: Double
  ) -> Verdict {
    if failure.mayHaveArrived, !isRepeatable { return .unknownOutcome }
    switch failure {
    case .cancelled, .untrusted, .tooLong: return .giveUp
    case .unreachable, .interrupted, .timedOut:
      return attempt + 1 < attempts ? pause(attempt, left: left, jitter: jitter) : .giveUp
    }
  }

  private func verdict(
    _ reply: HTTPReply, isRepeatable: Bool, attempt: Int, left: Double, now: Double, jitter: Double
  ) -> Verdict {
    let isRefusal = refusals.contains(reply.status)
    guard isRefusal || Self.passing.contains(reply.status) || reply.status >= 500 else { return .deliver }
    guard isRefusal || isRepeatable else { return .unknownOutcome }
    guard isRefusal || attempt + 1 < attempts else { return .deliver }
    if let asked = Self.retryAfter(reply, now: now) {
      let pause = asked + jitter * 0.25
      return pause <= longestPause && pause + Self.shortestAttempt <= left ? .retry(after: pause) : .deliver
    }
    let verdict = pause(attempt, left: left, jitter: jitter)
    return verdict == .giveUp ? .deliver : verdict
  }

  /// Full jitter below 250 ms, 500 ms … 10 s.
  private func pause(_ attempt: Int, left: Double, jitter: Double) -> Verdict {
    var ceiling = 0.25
    for _ in 0..<min(attempt, 10) { ceiling = min(ceiling * 2, 10) }
    // A little at least: many clients that were refused at once must not come back at once.
    let pause = max(0.02, ceiling * jitter)
    return pause + Self.shortestAttempt <= left ? .retry(after: pause) : .giveUp
  }

  /// Seconds that the platform asks to wait: `Retry-After` as seconds or as a date, else the time until a spent budget is renewed.
  package static func retryAfter(_ reply: HTTPReply, now: Double) -> Double? {
    if let text = reply.header("retry-after") {
      if let seconds = Double(text), seconds >= 0, seconds.isFinite { return seconds }
      if let date = InternetTime.httpDate(text) { return max(0, date - now) }
    }
    guard reply.status == 429 else { return nil }
    return RateBudget.pause(after: reply, now: now)
  }
}
