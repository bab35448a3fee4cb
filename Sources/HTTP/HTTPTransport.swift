import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Sends requests to one service: its connections are kept, its proxy and its roots come from the environment. Follows no redirects, so
/// that a key goes nowhere else; always checks certificates. Threads start with the first request.
package final class HTTPTransport: Sendable {
  private let client: HTTPClient
  /// Host and port of the proxy that stands between, for messages.
  package let proxy: String?

  /// `SSL_CERT_FILE` names roots to trust in place of the system's.
  package init(to address: HTTPAddress, environment: (String) -> String?) {
    let proxy = HTTPProxy(for: address, environment: environment)
    self.proxy = proxy.map { "\($0.host):\($0.port)" }
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    if let file = environment("SSL_CERT_FILE"), !file.isEmpty { tls.trustRoots = .file(file) }
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: HTTPClient.Configuration.Timeout(connect: .seconds(10), read: .seconds(20), write: .seconds(20)),
      proxy: proxy.map(HTTPClient.Configuration.Proxy.init))
    // Kept connections are younger than any server's patience: one that dies under a change leaves its outcome unknown.
    configuration.connectionPool.idleTimeout = .seconds(4)
    // Whether to try again is decided above, where it is told.
    configuration.connectionPool.retryConnectionEstablishment = false
    client = HTTPClient(eventLoopGroup: Self.group, configuration: configuration)
  }

  deinit { client.shutdown { _ in } }

  /// One thread serves all services.
  private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  /// Bytes.
  package static let longestReply = 64 << 20

  /// Begins a request that ends within `seconds`.
  package func begin(_ request: HTTPRequest, seconds: Double) throws(HTTPFailure) -> HTTPExchange {
    let collector = ReplyCollector(longest: Self.longestReply)
    do {
      let outgoing = try HTTPClient.Request(
        url: request.url, method: NIOHTTP1.HTTPMethod(rawValue: request.method.rawValue),
        headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) }), body: request.body.map { .bytes($0) })
      let deadline = NIODeadline.now() + .nanoseconds(Int64(max(0, seconds) * 1e9))
      let task = client.execute(request: outgoing, delegate: collector, deadline: deadline)
      return HTTPExchange(task: task, collector: collector)
    } catch {
      throw HTTPFailure(error, wasSent: false)
    }
  }
}

extension HTTPClient.Configuration.Proxy {
  init(_ proxy: HTTPProxy) {
    switch proxy.kind {
    case .socks: self = .socksServer(host: proxy.host, port: proxy.port)
    case .http:
      let login = proxy.user.map { HTTPClient.Authorization.basic(username: $0, password: proxy.password ?? "") }
      self = .server(host: proxy.host, port: proxy.port, authorization: login)
    }
  }
}
