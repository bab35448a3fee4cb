package import Database
package import Postgres

/// Which database of which branch to connect to, and how.
package struct LoginTarget: Sendable, Hashable {
  package enum Path: String, Sendable, Hashable {
    /// The server itself: a session keeps its settings, temporary tables, locks and listeners.
    case direct
    /// Through a pool that may give each transaction another session.
    case pooled
  }

  package var branch: Branch
  /// Nil when the branch has only one; an error, never a guess, when it has several.
  package var database: String?
  /// Nil for the database's owner.
  package var role: String?
  package var path: Path
  package var point: Point

  package init(
    _ branch: Branch, database: String? = nil, role: String? = nil, path: Path = .direct, point: Point = .head
  ) {
    self.branch = branch
    self.database = database
    self.role = role
    self.path = path
    self.point = point
  }
}

/// How to log in, password included: kept in memory only, and never described with it.
package struct Login: Sendable, Hashable {
  package var settings: ConnectionSettings
  package var path: LoginTarget.Path
  /// Why this path was taken, for people.
  package var reason: String
  /// When the role or its password ends, in seconds since 1970; a new login must be asked for before.
  package var expiresAt: Double?
  /// Whether a session keeps what is set in it.
  package var isSessionSafe: Bool
  /// The compute sleeps and wakes with the connection, which takes longer then.
  package var wakes: Bool
  /// What the session must find where it comes to.
  package var expected: ExpectedSession
  /// What was changed or dropped on the way here, a sentence each.
  package var remarks: [String]

  package init(_ settings: ConnectionSettings, path: LoginTarget.Path = .direct, reason: String = "") {
    self.settings = settings
    self.path = path
    self.reason = reason
    isSessionSafe = path == .direct
    wakes = false
    remarks = []
    expected = ExpectedSession(database: settings["dbname"], user: settings["user"])
  }
}

extension Login: CustomStringConvertible {
  package var description: String { "\(path.rawValue) \(settings.description)" }
}
