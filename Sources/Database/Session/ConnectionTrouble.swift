/// Why a connection could not be made or was lost, as far as the error tells: each has its own answer.
package enum ConnectionTrouble: Sendable, Hashable, CaseIterable {
  /// Nobody listens at the address.
  case refused
  /// The name of the host has no address.
  case unknownHost
  /// The host never answered.
  case silent
  /// Wrong password, no password, or no rule that lets the user in.
  case authentication
  case unknownDatabase
  /// No free slot for one more session.
  case full
  /// The server starts, stops or recovers.
  case unready
  /// An administrator ended the session or stopped the server.
  case shutDown
  /// Another session took the server down with it.
  case crashed
  /// The server ended the session because nothing happened in its transaction, or in itself, for too long.
  case idleInTransaction, idle
  case tls
  /// The connection ended without a word: the network, a pooler, or a compute that was suspended.
  case dropped
  case other

  /// Whether the server wants a password and none was given: in such words libpq says it.
  package static func wantsPassword(_ error: ServerError) -> Bool { error.message.contains("no password supplied") }

  /// What the error of a failed attempt or the last words of a session say.
  package init(_ error: ServerError) {
    switch error.sqlState {
    case "28000", "28P01": self = .authentication
    case "3D000": self = .unknownDatabase
    case "53300": self = .full
    case "57P01": self = .shutDown
    case "57P02": self = .crashed
    case "57P03": self = .unready
    case "57P05": self = .idle
    case "25P03": self = .idleInTransaction
    default: self = Self.told(by: error.message.lowercased())
    }
  }

  /// libpq's own errors have no code, and those of a failed attempt lose the server's.
  private static func told(by message: String) -> ConnectionTrouble {
    let signs: [(String, ConnectionTrouble)] = [
      ("password authentication failed", .authentication), ("no password supplied", .authentication),
      ("no pg_hba.conf entry", .authentication), ("could not translate host name", .unknownHost),
      ("too many clients", .full), ("remaining connection slots", .full), ("too many connections", .full),
      ("the database system is", .unready), ("connection refused", .refused), ("no such file or directory", .refused),
      ("timeout expired", .silent), ("timed out", .silent), ("no route to host", .silent), ("unreachable", .silent),
      ("eof detected", .dropped), ("unexpected eof", .dropped), ("closed unexpectedly", .dropped),
      ("certificate", .tls), ("ssl", .tls), ("server closed the connection", .dropped), ("reset by peer", .dropped),
      ("could not receive data", .dropped), ("could not send data", .dropped), ("broken pipe", .dropped),
    ]
    if message.contains("database \""), message.contains("does not exist") { return .unknownDatabase }
    return signs.first { message.contains($0.0) }?.1 ?? .other
  }

  /// What to do about it, in a few words; nil when there is no better advice than to try again.
  package var advice: String? {
    switch self {
    case .refused: "no server listens there: is it started, and is the port right?"
    case .unknownHost: "no address is known for this host: check its name and the network"
    case .silent: "the host does not answer: check the address, a firewall or a VPN"
    case .authentication: "check the user, the password (PGPASSWORD, .pgpass) and pg_hba.conf"
    case .unknownDatabase: "check the name of the database"
    case .full: "the server has no free connection: close others, or use a pooler"
    case .unready: "the server is starting or recovering: try again in a moment"
    case .shutDown: "an administrator ended the session or stopped the server"
    case .crashed: "the server went down with another session and recovers"
    case .idleInTransaction: "the open transaction was idle for longer than the server allows, and was rolled back"
    case .idle: "the session was idle for longer than the server allows"
    case .tls: "the encrypted connection failed: check sslmode and the root certificate"
    case .dropped: "the connection was dropped: the network, a pooler, or a compute that was suspended"
    case .other: nil
    }
  }
}
