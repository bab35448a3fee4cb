package import Platform
package import Postgres
import Synchronization

/// A PostgreSQL server for the tests of one run: a unix socket in a temporary directory, gone when the run ends.
package final class PrivateServer: Sendable {
  /// Perch's data directory with the server in it; a workbench with this PERCH_HOME uses the same server.
  package let home: String
  package let server: LocalServer
  private let databases = Atomic<Int>(0)

  /// Started on first use; when starting fails, so does every test that needs it.
  package static let shared: Result<PrivateServer, PlatformError> = Result { () throws(PlatformError) in
    try PrivateServer()
  }

  private init() throws(PlatformError) {
    home = TemporaryDirectory.make("perch-server")
    server = LocalServer(dataHome: home)
    try server.start()
  }

  /// The administrator's settings for a database.
  package func settings(database: String = "postgres") throws -> ConnectionSettings {
    try server.settings(database: database, user: LocalServer.adminRole)
  }

  /// An empty database of its own.
  package func makeDatabase() throws -> ConnectionSettings {
    let name = "test_\(databases.add(1, ordering: .relaxed).newValue)"
    try Connection(settings()).execute("create database \(name)")
    return try settings(database: name)
  }
}
