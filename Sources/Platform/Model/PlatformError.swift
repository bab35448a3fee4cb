package import Database

/// What kept the platform from doing as asked. `message` is one sentence for people, `reason` a fixed word for programs.
package enum PlatformError: Error, Sendable, Hashable {
  package enum Subject: String, Sendable, Hashable { case tenant, branch, operation }

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
    }
  }
}
