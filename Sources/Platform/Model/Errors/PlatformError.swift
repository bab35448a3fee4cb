package import Database

/// What kept the platform from doing as asked. `message` is one sentence for people, `reason` a fixed word for programs.
package enum PlatformError: Error, Sendable, Hashable {
  package enum Subject: String, Sendable, Hashable {
    case tenant, branch, operation, compute, database, role, snapshot, organization, region, platform
  }

  case notFound(Subject, name: String)
  case nameTaken(Subject, name: String)
  case invalid(field: String, reason: String)
  /// Another change of the same tenant is under way.
  case busy(subject: String, by: String)
  case isProtected(Subject, name: String, reason: String)
  /// The tenant or branch exists and is not ready to be used.
  case notReady(Subject, name: String, state: String)
  /// Other people's sessions on a branch that must be free of them; a copy by dump needs no free parent.
  case sessionsInTheWay(branch: String, [BlockingSession])
  case unsupported(operation: String, reason: String)
  /// PostgreSQL's programs are missing or unfit.
  case programsMissing(String)
  /// The local server cannot be set up, started or reached.
  case unavailable(String)
  /// A file or directory cannot be used.
  case file(path: String, reason: String)
  case diskFull(String)
  case operationFailed(operation: String, reason: String)
  case server(ServerError)

  // What only a platform behind HTTP says.

  /// No key, or one that the platform does not know (any more); says where the key is to be put.
  case unauthenticated(String)
  /// The key is good and does not allow this.
  case forbidden(String)
  /// Several things bear the name; an id is needed.
  case ambiguous(Subject, name: String, count: Int)
  /// Other changes of the tenant are under way on the platform, still after `seconds` of waiting.
  case locked(tenant: String, seconds: Double)
  /// Too many requests; `retryAfter` in seconds when the platform says it.
  case rateLimited(retryAfter: Double?)
  /// The plan, a limit or a bill forbids it.
  case quota(String)
  case hasChildren(branch: String, [String])
  /// The answer to a change was lost, or was one of trouble with this HTTP status: it may have been made or not.
  case outcomeUnknown(operation: String, requestID: String?, status: Int? = nil)
  case timedOut(operation: String, seconds: Double)
  case cancelled
  /// The platform cannot be reached or the connection broke.
  case transport(host: String, reason: String)
  /// The platform's answer cannot be understood; `place` is a path such as `branches[2].id`.
  case undecodable(host: String, place: String, reason: String, requestID: String?)
  case provider(ProviderFailure)
}

/// An error that a platform reports in its own words.
package struct ProviderFailure: Error, Sendable, Hashable {
  /// HTTP status.
  package var status: Int
  /// The platform's fixed word, often empty.
  package var code: String
  package var message: String
  /// For the platform's support.
  package var requestID: String?
  package var host: String

  package init(status: Int, code: String = "", message: String, requestID: String? = nil, host: String) {
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
    self.host = host
  }
}

extension PlatformError: CustomStringConvertible {
  package var description: String { message }

  /// A fixed word for programs, never translated.
  package var reason: String {
    switch self {
    case .notFound: "not_found"
    case .nameTaken: "name_taken"
    case .invalid: "invalid"
    case .busy: "locked"
    case .isProtected: "protected"
    case .notReady: "not_ready"
    case .sessionsInTheWay: "sessions_in_the_way"
    case .unsupported: "unsupported"
    case .programsMissing: "programs_missing"
    case .unavailable: "unavailable"
    case .file: "file"
    case .diskFull: "disk_full"
    case .operationFailed: "operation_failed"
    case .server: "server"
    case .unauthenticated: "unauthenticated"
    case .forbidden: "forbidden"
    case .ambiguous: "ambiguous"
    case .locked: "locked"
    case .rateLimited: "rate_limited"
    case .quota: "quota"
    case .hasChildren: "has_children"
    case .outcomeUnknown: "outcome_unknown"
    case .timedOut: "timed_out"
    case .cancelled: "cancelled"
    case .transport: "transport"
    case .undecodable: "undecodable"
    case .provider: "provider"
    }
  }

  /// One sentence on what and where, without secrets; names in it are not yet fit for a terminal.
  package var message: String {
    switch self {
    case .notFound(let subject, let name): "there is no \(subject.rawValue) \"\(name)\""
    case .nameTaken(let subject, let name): "\(subject.rawValue) \"\(name)\" exists already"
    case .invalid(let field, let reason): "\(field): \(reason)"
    case .busy(let subject, let operation): "\(subject) is busy with \(operation)"
    case .isProtected(let subject, let name, let reason): "\(subject.rawValue) \"\(name)\" is protected: \(reason)"
    case .notReady(let subject, let name, let state): "\(subject.rawValue) \"\(name)\" is not ready: \(state)"
    case .sessionsInTheWay(let branch, let sessions):
      "branch \"\(branch)\" is in use by \(sessions.map(\.text).joined(separator: ", "))"
    case .unsupported(let operation, let reason): "\(operation) is not possible here: \(reason)"
    case .programsMissing(let text), .unavailable(let text): text
    case .file(let path, let reason): "\(path): \(reason)"
    case .diskFull(let place): "the disk is full: \(place)"
    case .operationFailed(let operation, let reason): "\(operation) failed: \(reason)"
    case .server(let error): error.headline
    default: hostedMessage
    }
  }
}
