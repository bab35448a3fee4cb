import HTTP

extension PlatformClient {
  /// The answer, or what is wrong with it.
  func settle(
    _ outcome: Result<HTTPReply, HTTPFailure>, _ request: PlatformRequest, elapsed: Double, _ call: Call
  ) throws(PlatformError) -> PlatformReply {
    let reply: HTTPReply
    do throws(HTTPFailure) {
      reply = try outcome.get()
    } catch {
      switch error {
      case .cancelled: throw .cancelled
      case .timedOut: throw .timedOut(operation: request.operation, seconds: call.patience ?? elapsed)
      default:
        let way = transport.proxy.map { "\(service.address.host) through the proxy \($0)" }
        throw .transport(host: way ?? service.address.host, reason: error.message)
      }
    }
    let body = try? JSON(parsing: reply.body)
    if (200..<300).contains(reply.status) { return try good(reply, body, request) }
    if reply.status == 404, request.isDoneWhenMissing {
      return PlatformReply(status: 404, body: .null, text: "")
    }
    throw error(reply, body ?? .null, request, elapsed: elapsed)
  }

  private func good(_ reply: HTTPReply, _ body: JSON?, _ request: PlatformRequest) throws(PlatformError)
    -> PlatformReply
  {
    let text = String(decoding: reply.body, as: UTF8.self)
    let isJSON = reply.header("content-type")?.lowercased().contains("json") ?? true
    if body == nil, isJSON, !reply.body.isEmpty {
      // The change was made, and what came of it cannot be read.
      guard request.method.isReading else {
        throw .outcomeUnknown(operation: request.operation, requestID: reply.header("x-request-id"))
      }
      throw .undecodable(
        host: service.address.host, place: "", reason: "it is no JSON", requestID: reply.header("x-request-id"))
    }
    return PlatformReply(status: reply.status, body: body ?? .null, text: text)
  }

  private func error(
    _ reply: HTTPReply, _ body: JSON, _ request: PlatformRequest, elapsed: Double
  ) -> PlatformError {
    let said = service.explain(body)
    let failure = ProviderFailure(
      status: reply.status, code: said.code, message: SecretMask.apply(said.message, secrets: [service.key]),
      requestID: said.requestID ?? reply.header("x-request-id"), host: service.address.host)
    if let refined = service.refine(failure, request) { return refined }
    switch reply.status {
    case 401: return .unauthenticated(keyAdvice)
    case 402: return .quota(failure.message)
    case 403: return .forbidden("\(request.operation)\(failure.message.isEmpty ? "" : ": \(failure.message)")")
    case 404, 410: return request.missing.map { .notFound($0, name: $1) } ?? .provider(failure)
    case 409: return request.taken.map { .nameTaken($0, name: $1) } ?? .provider(failure)
    case 423: return .locked(tenant: request.tenant, seconds: elapsed)
    case 429: return .rateLimited(retryAfter: RetryPolicy.retryAfter(reply, now: InternetTime.now))
    default: return .provider(failure)
    }
  }

  private var keyAdvice: String {
    service.key.isEmpty
      ? "\(service.name) needs a key: put one into \(service.keyName)"
      : "\(service.name) does not accept the key of \(service.keyName): it is wrong, expired or revoked"
  }

  /// Runs a decoder, its complaint said with the host.
  func decode<Value>(_ body: () throws(JSONPlace.Problem) -> Value) throws(PlatformError) -> Value {
    do throws(JSONPlace.Problem) {
      return try body()
    } catch {
      throw .undecodable(host: service.address.host, place: error.path, reason: error.reason, requestID: nil)
    }
  }
}
