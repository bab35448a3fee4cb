import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix
import NIOSSL

extension HTTPFailure {
  /// Says an error of the library in our words.
  init(_ error: any Error, wasSent: Bool) {
    switch error {
    case let failure as HTTPFailure: self = failure
    case let error as HTTPClientError: self = Self.client(error, wasSent: wasSent)
    case let error as NIOSSLError where !wasSent: self = .untrusted(Self.tls(error))
    case let error as NIOSSLExtraError where !wasSent: self = .untrusted(Self.tls(error))
    case let error as BoringSSLError where !wasSent: self = .untrusted(Self.tls(.handshakeFailed(error)))
    case let error as NIOConnectionError: self = .unreachable(Self.connection(error))
    case let error as IOError: self = Self.broken(Self.system(error), wasSent: wasSent)
    default: self = Self.broken(Self.short(error), wasSent: wasSent)
    }
  }

  private static func broken(_ reason: String, wasSent: Bool) -> HTTPFailure {
    wasSent ? .interrupted(reason) : .unreachable(reason)
  }

  private static func client(_ error: HTTPClientError, wasSent: Bool) -> HTTPFailure {
    switch error {
    case .cancelled, .requestStreamCancelled: .cancelled(wasSent: wasSent)
    case .deadlineExceeded, .readTimeout, .writeTimeout: .timedOut(wasSent: wasSent)
    case .connectTimeout, .getConnectionFromPoolTimeout: .unreachable("the connection was not made in time")
    case .tlsHandshakeTimeout: .unreachable("the TLS handshake took too long")
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout: .unreachable("the proxy did not answer in time")
    case .proxyAuthenticationRequired: .unreachable("the proxy asks for a user and a password")
    case .invalidProxyResponse: .unreachable("the proxy refused the connection")
    case .remoteConnectionClosed: broken("the connection was closed before the answer was whole", wasSent: wasSent)
    default: broken(short(error), wasSent: wasSent)
    }
  }

  private static func tls(_ error: NIOSSLError) -> String {
    let text = String(describing: error)
    if text.contains("CERTIFICATE_VERIFY_FAILED") {
      return "its certificate is not signed by an authority that this machine trusts (SSL_CERT_FILE names others)"
    }
    if case .unableToValidateCertificate = error { return "its certificate does not belong to this host" }
    if text.contains("WRONG_VERSION_NUMBER") { return "it does not speak TLS there" }
    return "the TLS handshake failed"
  }

  private static func tls(_ error: NIOSSLExtraError) -> String {
    error == .failedToValidateHostname || error == .serverHostnameImpossibleToMatch
      ? "its certificate does not belong to this host" : "the TLS handshake failed"
  }

  private static func connection(_ error: NIOConnectionError) -> String {
    if error.connectionErrors.isEmpty { return "its name cannot be resolved" }
    guard let first = error.connectionErrors.first?.error as? IOError else { return "the connection was not made" }
    return system(first)
  }

  private static func system(_ error: IOError) -> String {
    String(cString: strerror(error.errnoCode))
  }

  /// The type's name; texts of foreign errors may repeat what was sent.
  private static func short(_ error: any Error) -> String { "the connection broke (\(type(of: error)))" }
}
