import Glibc
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
    var template = Array("/tmp/perch-server-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw .unavailable("no temporary directory") }
    home = String(cString: made)
    Sweeper.add(home)
    server = LocalServer(dataHome: home)
    try server.start()
    atexit {
      guard case .success(let shared) = PrivateServer.shared else { return }
      try? shared.server.destroy()
      rmdir(shared.home)
    }
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
