import Database
import HTTP
package import Postgres

extension DigitalOceanProvider {
  /// Gives the database to a role of its own and closes it to the others, which DigitalOcean leaves open: every role of a cluster may
  /// connect to every database. When that fails, what was made is taken back.
  func isolate(_ tenant: Tenant, _ cluster: Cluster, role: String, _ call: Call) throws(PlatformError) {
    do throws(PlatformError) {
      call.progress("giving database \(tenant.name) to role \(role) alone")
      if try !users(cluster.id, call).contains(where: { $0.role.name == role }) {
        _ = try createUser(role, cluster.id, call)
      }
      let settings = try administrator(of: cluster, database: tenant.name, call)
      try Self.isolate(database: tenant.name, role: role, settings)
    } catch {
      call.progress("taking database \(tenant.name) back")
      do throws(PlatformError) {
        let request = PlatformRequest(
          .delete, path(cluster.id) + ["dbs", tenant.name], "taking back \"\(tenant.name)\"")
        _ = try client.send(request, call)
      } catch let second {
        throw .operationFailed(
          operation: "creating database \"\(tenant.name)\"",
          reason: "\(error.message); it was made, is open to every role of the cluster, and could not be taken back: "
            + second.message)
      }
      throw error
    }
  }

  /// The statements, each its own: ownership of a database cannot change together with its privileges through every pool.
  package static func isolate(
    database: String, role: String, _ settings: ConnectionSettings
  ) throws(PlatformError) {
    let (name, owner) = (quotedIdentifier(database), quotedIdentifier(role))
    do throws(ServerError) {
      let connection = try Connection(settings)
      // A role that is no superuser must be a member of the one it gives to.
      try connection.execute("GRANT \(owner) TO CURRENT_USER")
      try connection.execute(
        """
        BEGIN; ALTER DATABASE \(name) OWNER TO \(owner); REVOKE ALL ON DATABASE \(name) FROM PUBLIC;
        GRANT ALL ON DATABASE \(name) TO \(owner); COMMIT
        """)
    } catch {
      throw .server(error)
    }
  }
}
