package import Postgres

extension LocalServer {
  /// How to reach a database of the server as a role; the server must have been started.
  package func settings(database: String, user: String) throws(PlatformError) -> ConnectionSettings {
    ConnectionSettings(keywords: [
      "host": try place.socketDirectory(), "port": "5432", "dbname": database, "user": user,
      "application_name": "perch",
      "connect_timeout": "10", "sslmode": "disable", "gssencmode": "disable",
    ])
  }

  /// The superuser's settings, out of reach of the caller's environment.
  func administrator() throws(PlatformError) -> ConnectionSettings {
    try settings(database: RegistrySchema.database, user: Self.adminRole)
      .with(
        "options",
        "-c statement_timeout=0 -c lock_timeout=0 -c default_transaction_read_only=off -c client_min_messages=warning")
  }
}
