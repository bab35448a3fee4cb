import Database
import HTTP

/// The one way to a platform's interface: authorized, within its rate, retried where that is safe, ended by the call's deadline or its
/// cancellation, and with errors that people can act on.
package final class PlatformClient: Sendable {
  let service: Service
  let transport: HTTPTransport
  let turns = Turns()

  package init(_ service: Service, environment: (String) -> String?) {
    self.service = service
    transport = HTTPTransport(to: service.address, environment: environment)
  }

  /// What is used of the platform's rate.
  var requestRate: RequestRate { service.budget.rate(now: MonotonicTime.now) }

  private static let readingPatience = 30.0
  private static let changingPatience = 60.0
  /// Seconds that one attempt to read may take; a stalled one is tried again.
  private static let attemptPatience = 12.0

  /// Sends the request until it is answered for good.
  func send(_ request: PlatformRequest, _ call: Call) throws(PlatformError) -> PlatformReply {
    let call = call.bounded(by: request.method.isReading ? Self.readingPatience : Self.changingPatience)
    let started = MonotonicTime.now
    let requestID = "perch-\(String(UInt64.random(in: .min ... .max), radix: 16))"
    var attempt = 0
    while true {
      try waitForBudget(request, call)
      let outcome = self.attempt(outgoing(request, requestID), request, call)
      if case .success(let reply) = outcome {
        service.budget.learn(from: reply, now: MonotonicTime.now, time: InternetTime.now)
      }
      let verdict = service.policy.verdict(
        outcome, isRepeatable: request.isRepeatable, attempt: attempt, left: call.left, now: InternetTime.now,
        jitter: Double.random(in: 0..<1))
      switch verdict {
      case .retry(let pause):
        tell(outcome, pause, call)
        try call.cancellation.sleep(seconds: pause)
        attempt += 1
      case .unknownOutcome:
        throw .outcomeUnknown(
          operation: request.operation, requestID: Self.id(of: outcome) ?? requestID, status: try? outcome.get().status)
      case .deliver, .giveUp:
        return try settle(outcome, request, elapsed: MonotonicTime.now - started, call)
      }
    }
  }

  private func waitForBudget(_ request: PlatformRequest, _ call: Call) throws(PlatformError) {
    try call.cancellation.check()
    guard call.left > 0 else { throw .timedOut(operation: request.operation, seconds: call.patience ?? 0) }
    while true {
      let pause = service.budget.take(now: MonotonicTime.now)
      if pause <= 0 { return }
      guard pause < call.left else { throw .rateLimited(retryAfter: pause) }
      if pause > 0.5 { call.progress("waiting \(Int(pause.rounded(.up))) s: \(service.name) allows no more requests") }
      try call.cancellation.sleep(seconds: pause)
    }
  }

  private func outgoing(_ request: PlatformRequest, _ requestID: String) -> HTTPRequest {
    let path = request.path.map { "/" + PercentEncoding.escape($0) }.joined()
    var outgoing = HTTPRequest(request.method, service.address, path: path)
    outgoing.query = request.query
    outgoing.headers = [
      ("Accept", "application/json"), ("User-Agent", "perch"), ("X-Request-ID", requestID),
    ]
    if !service.key.isEmpty { outgoing.headers.append(("Authorization", "Bearer \(service.key)")) }
    outgoing.headers += request.headers
    if let body = request.body {
      outgoing.headers.append(("Content-Type", "application/json"))
      outgoing.body = body.bytes
    }
    return outgoing
  }

  private func attempt(
    _ outgoing: HTTPRequest, _ request: PlatformRequest, _ call: Call
  ) -> Result<HTTPReply, HTTPFailure> {
    let limit = request.isRepeatable ? min(call.left, Self.attemptPatience) : call.left
    return Result { () throws(HTTPFailure) in
      let exchange = try transport.begin(outgoing, seconds: limit)
      let number = call.cancellation.onCancel { exchange.cancel() }
      defer { call.cancellation.forget(number) }
      return try exchange.wait()
    }
  }

  private func tell(_ outcome: Result<HTTPReply, HTTPFailure>, _ pause: Double, _ call: Call) {
    let what =
      switch outcome {
      case .success(let reply) where reply.status == 423: "other changes of the tenant are under way"
      case .success(let reply) where reply.status == 429: "\(service.name) allows no more requests for now"
      case .success(let reply): "\(service.address.host) answered \(reply.status)"
      case .failure(let failure): "\(service.address.host): \(failure.message)"
      }
    call.progress("\(what); trying again" + (pause >= 1 ? " in \(Int(pause.rounded(.up))) s" : ""))
  }

  private static func id(of outcome: Result<HTTPReply, HTTPFailure>) -> String? {
    guard case .success(let reply) = outcome else { return nil }
    return reply.header("x-request-id")
  }
}
