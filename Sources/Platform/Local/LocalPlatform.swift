package import Postgres
import Synchronization

/// The platform on the local server: a tenant is a database and its owner role, a branch a copy of a database with recorded parentage.
///
/// All calls block and open a connection of their own, so they may come from any thread. Changes of one tenant happen one at a time over
/// all processes; each of several steps is written down first and is undone or finished later when its process dies.
package final class LocalPlatform: Sendable {
  package let server: LocalServer
  /// Tenants whose creation a dead process had begun and this one has finished, with what the journal says of their content.
  let resumed = Mutex<[String: String]>([:])

  package init(server: LocalServer) { self.server = server }

  /// Brings the server and the registry up, and settles what dead processes left half done. Expired branches go.
  package func start(progress: @escaping @Sendable (String) -> Void = { _ in }) throws(PlatformError) {
    try server.start(progress: progress)
    let registry = try registry()
    var seen: Set<String> = []
    for entry in try registry.pending() where seen.insert(entry.tenant).inserted {
      // Held by others when a living process works on it.
      if try registry.tryLockTenant(entry.tenant) {
        try settlePending(of: entry.tenant, registry, Call(progress: progress))
      }
    }
    try deleteExpired(Call(progress: progress), registry)
  }

  package func tenants() throws(PlatformError) -> [Tenant] { try registry().tenants() }

  /// The branches of a tenant, the default one first; of all tenants when none is named.
  package func branches(of tenant: String? = nil) throws(PlatformError) -> [Branch] {
    let registry = try registry()
    if let tenant { _ = try registry.tenant(tenant) }
    return try registry.branches(of: tenant)
  }

  /// The latest operations, newest first.
  package func operations(limit: Int = 50) throws(PlatformError) -> [Operation] {
    try registry().operations(limit: limit)
  }

  /// How to connect to a branch as the tenant's owner role. A name that does not exist is an error, never another branch.
  package func connection(tenant: String, branch: String) throws(PlatformError) -> ConnectionSettings {
    let registry = try registry()
    let owner = try registry.activeTenant(tenant)
    let branch = try registry.readyBranch(branch, of: tenant)
    try registry.touch(owner)
    return try server.settings(database: branch.database, user: owner.ownerRole)
  }

  /// Sessions of clients on a branch, this process's own included.
  package func sessions(tenant: String, branch: String) throws(PlatformError) -> [BlockingSession] {
    let registry = try registry()
    return try registry.sessions(on: registry.branch(branch, of: tenant).database)
  }

  func registry() throws(PlatformError) -> Registry {
    guard case .running = server.status() else {
      throw .unavailable("the local server is \(server.status().text)")
    }
    return try Registry(administrator: try server.administrator())
  }
}
