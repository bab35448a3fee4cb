import Platform
import Postgres

/// The way to a session's server, also for those that go there beside the session, such as the reader of its catalog.
struct Access: Sendable {
  var settings: ConnectionSettings
  /// When the role or its password ends, in seconds since 1970.
  var expiresAt: Double?
  /// Asks for new ones, which may take a while; nil where nothing ends.
  var renew: (@Sendable () throws(PlatformError) -> Access)?

  /// Whether the way may be closed before somebody has gone it.
  var isEnding: Bool { expiresAt.map { $0 - InternetTime.now < Self.margin } ?? false }

  /// Seconds; clocks differ, and connecting takes time.
  private static let margin = 30.0
}
