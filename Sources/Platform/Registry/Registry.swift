import Database
import Postgres

/// A session on the registry database, where tenants, branches and the journal of operations are kept.
struct Registry {
  let session: AdminSession
  /// Opens sessions on other databases of the cluster as the administrator.
  let administrator: ConnectionSettings

  /// Opens the registry, creating or migrating it first when needed.
  init(administrator: ConnectionSettings) throws(PlatformError) {
    self.administrator = administrator
    session = try Self.open(administrator)
    try session.run("SET standard_conforming_strings = on")
    try migrate()
  }

  private static func open(_ administrator: ConnectionSettings) throws(PlatformError) -> AdminSession {
    let settings = administrator.with("dbname", RegistrySchema.database)
    if let session = try? AdminSession(settings) { return session }
    // A refused connection carries no code to tell a missing database from other reasons: the server itself is asked.
    try createDatabase(administrator)
    return try AdminSession(settings)
  }

  /// Several Perch processes may come here at once: the lock of this one session decides who creates.
  private static func createDatabase(_ administrator: ConnectionSettings) throws(PlatformError) {
    let session = try AdminSession(administrator.with("dbname", "postgres"))
    try session.run("SELECT pg_catalog.pg_advisory_lock(\(setUpLock))")
    let name = RegistrySchema.database
    if try session.run("SELECT FROM pg_catalog.pg_database WHERE datname = $1", [name]).isEmpty {
      try session.run("CREATE DATABASE \(name) TEMPLATE template0")
    }
    try session.transaction { () throws(PlatformError) in
      if try session.run("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", [RegistrySchema.members]).isEmpty {
        try session.run("CREATE ROLE \(RegistrySchema.members) NOLOGIN")
      }
      try session.run("REVOKE ALL ON DATABASE \(name), postgres FROM PUBLIC")
      try session.run("GRANT CONNECT ON DATABASE \(name) TO \(RegistrySchema.members)")
    }
  }

  static let setUpLock = 5_728_131_902

  private func migrate() throws(PlatformError) {
    guard try version() < RegistrySchema.migrations.count else { return }
    try session.transaction { () throws(PlatformError) in
      try session.run("SELECT pg_catalog.pg_advisory_xact_lock(\(Self.setUpLock))")
      try session.run("CREATE TABLE IF NOT EXISTS public.registry_version (version integer NOT NULL)")
      let version = try version()
      for migration in RegistrySchema.migrations.dropFirst(version) { try session.run(migration) }
      try session.run("DELETE FROM public.registry_version")
      try session.run("INSERT INTO public.registry_version VALUES (\(RegistrySchema.migrations.count))")
    }
  }

  /// How many migrations were applied. A registry of a newer Perch is refused.
  private func version() throws(PlatformError) -> Int {
    guard try !session.run("SELECT 1 WHERE pg_catalog.to_regclass('public.registry_version') IS NOT NULL").isEmpty
    else { return 0 }
    let version = try session.run("SELECT version FROM public.registry_version").first.flatMap { Int($0.text(0)) } ?? 0
    guard version <= RegistrySchema.migrations.count else {
      throw .unavailable(
        "the local platform was used by a newer Perch (registry version \(version)); this one cannot change it")
    }
    return version
  }
}
