/// A whole reply.
package struct HTTPReply: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of the name, in any case.
  package func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}

/// Why there is no reply.
package enum HTTPFailure: Error, Sendable, Hashable {
  /// Nothing was sent: no connection.
  case unreachable(String)
  /// Nothing was sent: the server did not prove who it is.
  case untrusted(String)
  /// The connection broke when the request, or part of it, had been sent.
  case interrupted(String)
  case timedOut(wasSent: Bool)
  case cancelled(wasSent: Bool)
  /// The reply is longer than this many bytes.
  case tooLong(Int)

  /// Whether the server may have received the request.
  package var mayHaveArrived: Bool {
    switch self {
    case .unreachable, .untrusted: false
    case .interrupted, .tooLong: true
    case .timedOut(let wasSent), .cancelled(let wasSent): wasSent
    }
  }

  package var message: String {
    switch self {
    case .unreachable(let reason), .untrusted(let reason), .interrupted(let reason): reason
    case .timedOut: "no answer in time"
    case .cancelled: "given up"
    case .tooLong(let bytes): "the answer is longer than \(bytes / 1_000_000) MB"
    }
  }
}
