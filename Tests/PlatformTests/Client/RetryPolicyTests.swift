import HTTP
import Platform
import Testing

@Suite struct RetryPolicyTests {
  private let policy = RetryPolicy(refusals: [423, 429, 503])

  private func verdict(
    _ status: Int, isRepeatable: Bool, attempt: Int = 0, left: Double = 60, headers: [(String, String)] = []
  ) -> RetryPolicy.Verdict {
    policy.verdict(
      .success(HTTPReply(status: status, headers: headers)), isRepeatable: isRepeatable, attempt: attempt, left: left,
      now: 784_111_777, jitter: 0.5)
  }

  @Test(arguments: [423, 429, 503]) func `What was refused is sent again, whatever it changes`(status: Int) {
    #expect(verdict(status, isRepeatable: false) == .retry(after: 0.125))
    #expect(verdict(status, isRepeatable: false, attempt: 9) == .retry(after: 5))
  }

  @Test(arguments: [500, 502, 504, 408, 599]) func `A change that may have been made is not sent again`(status: Int) {
    #expect(verdict(status, isRepeatable: false) == .unknownOutcome)
    #expect(verdict(status, isRepeatable: true) == .retry(after: 0.125))
    #expect(verdict(status, isRepeatable: true, attempt: 4) == .deliver)
  }

  @Test(arguments: [200, 204, 400, 401, 403, 404, 409, 422]) func `An answer is an answer`(status: Int) {
    #expect(verdict(status, isRepeatable: true) == .deliver && verdict(status, isRepeatable: false) == .deliver)
  }

  @Test func `A pause grows with each attempt to ten seconds, and never outlasts the call`() {
    let pauses = (0..<9).map { verdict(423, isRepeatable: false, attempt: $0) }
    #expect(pauses == [0.125, 0.25, 0.5, 1, 2, 4, 5, 5, 5].map { .retry(after: $0) })
    #expect(verdict(423, isRepeatable: false, attempt: 5, left: 3) == .deliver)
  }

  @Test func `What was refused is not sent again without time for an answer`() {
    #expect(verdict(423, isRepeatable: false, left: 0.6) == .deliver)
    #expect(verdict(503, isRepeatable: false, left: 1.2, headers: [("Retry-After", "1")]) == .deliver)
    #expect(verdict(423, isRepeatable: false, left: 0.7) == .retry(after: 0.125))
  }

  @Test func `Retry-After is seconds or a date`() {
    #expect(verdict(429, isRepeatable: false, headers: [("Retry-After", "7")]) == .retry(after: 7.125))
    let date = [("retry-after", "Sun, 06 Nov 1994 08:49:47 GMT")]
    #expect(verdict(503, isRepeatable: false, headers: date) == .retry(after: 10.125))
    #expect(verdict(429, isRepeatable: false, headers: [("Retry-After", "3600")]) == .deliver)
    #expect(verdict(429, isRepeatable: false, headers: [("Retry-After", "soon")]) == .retry(after: 0.125))
  }

  @Test func `Nothing that was sent is sent again unless it may arrive twice`() {
    func verdict(_ failure: HTTPFailure, _ isRepeatable: Bool) -> RetryPolicy.Verdict {
      policy.verdict(.failure(failure), isRepeatable: isRepeatable, attempt: 0, left: 60, now: 0, jitter: 0.5)
    }
    let again = RetryPolicy.Verdict.retry(after: 0.125)
    #expect(verdict(.unreachable("x"), false) == again)
    #expect(verdict(.interrupted("x"), false) == .unknownOutcome && verdict(.interrupted("x"), true) == again)
    #expect(verdict(.timedOut(wasSent: true), false) == .unknownOutcome)
    #expect(verdict(.timedOut(wasSent: false), false) == again)
    #expect(verdict(.cancelled(wasSent: true), false) == .unknownOutcome)
    #expect(verdict(.cancelled(wasSent: true), true) == .giveUp)
    #expect(verdict(.untrusted("x"), true) == .giveUp)
  }

  @Test func `A budget opens again after its minute and its second`() {
    let budget = RateBudget(perMinute: 3, perSecond: 2)
    #expect(budget.take(now: 0) == 0 && budget.take(now: 0.1) == 0)
    #expect(budget.take(now: 0.5) == 0.5)
    #expect(budget.take(now: 1.2) == 0)
    #expect(budget.take(now: 10) == 50)
    #expect(budget.take(now: 60.05) == 0)
  }

  @Test func `A spent budget is told in seconds left or as a moment`() {
    func pause(_ headers: [(String, String)]) -> Double? {
      RateBudget.pause(after: HTTPReply(status: 200, headers: headers), now: 1_700_000_000)
    }
    #expect(pause([("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "30")]) == 30)
    #expect(pause([("ratelimit-remaining", "0"), ("ratelimit-reset", "1700000012")]) == 12)
    #expect(pause([("ratelimit-remaining", "1"), ("ratelimit-reset", "1700000012")]) == nil)
  }
}
