import Database

extension Registry {
  /// What tells the local server from all others.
  func systemIdentifier() throws(PlatformError) -> String? {
    try session.run("SELECT system_identifier FROM pg_catalog.pg_control_system()").first?.text(0)
  }

  func databaseExists(_ name: String) throws(PlatformError) -> Bool {
    try !session.run("SELECT FROM pg_catalog.pg_database WHERE datname = $1", [name]).isEmpty
  }

  /// Client sessions on the database, but for this one.
  func sessions(on database: String) throws(PlatformError) -> [BlockingSession] {
    // Within a transaction the server would go on telling what it told first.
    try session.run("SELECT pg_catalog.pg_stat_clear_snapshot()")
    return try session.run(
      """
      SELECT pid, usename, application_name, coalesce(pg_catalog.host(client_addr), 'local'), state
      FROM pg_catalog.pg_stat_activity
      WHERE datname = $1 AND backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid() ORDER BY pid
      """, [database]
    ).map { row in
      BlockingSession(
        pid: Int32(row.text(0)) ?? 0, user: row.text(1), application: row.text(2), client: row.text(3),
        state: row.text(4))
    }
  }

  /// Returns when nobody is on the database. The caller's own sessions are ended, others too when the call says so; else they are named in
  /// the error.
  func clear(_ branch: Branch, _ call: Call) throws(PlatformError) {
    var present: [BlockingSession] = []
    func isFree() throws(PlatformError) -> Bool {
      present = try sessions(on: branch.database)
      return present.isEmpty
    }
    func others() -> [BlockingSession] {
      call.endsOtherSessions ? [] : present.filter { !call.ownPIDs.contains($0.pid) }
    }
    if try isFree() { return }
    // A session that was just closed is still seen for a moment, longer where the machine is busy, and there looks take longer too.
    var looks = 0
    while !others().isEmpty, looks < Self.looksAtClosed {
      MonotonicTime.pause(milliseconds: 2)
      if try isFree() { return }
      looks += 1
    }
    guard others().isEmpty else { throw .sessionsInTheWay(branch: branch.name, others()) }
    let own = present.map(\.pid).filter(call.ownPIDs.contains)
    if !own.isEmpty { call.lettingGo(own) }
    for session in present { try end(session) }
    guard try MonotonicTime.wait(seconds: 5, until: isFree) else {
      throw .sessionsInTheWay(branch: branch.name, present)
    }
  }

  /// How often it is looked whether a session that is seen is gone: a third of a second on a free machine.
  private static let looksAtClosed = 100

  private func end(_ session: BlockingSession) throws(PlatformError) {
    try self.session.run("SELECT pg_catalog.pg_terminate_backend($1::integer)", [String(session.pid)])
  }

  /// Creates a database nobody can connect to yet. `template` is copied file by file; its sessions fail the call after five seconds.
  func createDatabase(
    _ name: String, owner: String, template: Branch?, call: Call = Call(), whileWaiting: () -> Void = {}
  ) throws(PlatformError) {
    let source =
      try template.map { (template) throws(PlatformError) in
        "\(quotedIdentifier(template.database)) STRATEGY \(try strategy(for: template))"
      } ?? "template0"
    do throws(PlatformError) {
      try session.run(
        "CREATE DATABASE \(quotedIdentifier(name)) OWNER \(quotedIdentifier(owner)) ALLOW_CONNECTIONS false TEMPLATE \(source)",
        call, whileWaiting: whileWaiting)
    } catch {
      if error.sqlState == Self.cancelled { throw .cancelled }
      if let template, error.sqlState == Self.inUse {
        throw .sessionsInTheWay(branch: template.name, try sessions(on: template.database))
      }
      throw error
    }
  }

  /// Copying files makes the server write everything out first and flush each of some three hundred files, which takes longer than to
  /// copy a database of less than this many bytes by its blocks.
  private static let smallestCopiedByFiles: Int64 = 250_000_000

  private func strategy(for template: Branch) throws(PlatformError) -> String {
    try measure(template.database) < Self.smallestCopiedByFiles ? "WAL_LOG" : "FILE_COPY"
  }

  /// Drops the database if it is there. Sessions on it are ended only by force.
  func dropDatabase(_ name: String, force: Bool) throws(PlatformError) {
    guard let row = try session.run("SELECT datistemplate FROM pg_catalog.pg_database WHERE datname = $1", [name]).first
    else { return }
    // The mark of a protected branch; whether it may go was decided before.
    if row.isTrue(0) { try session.run("ALTER DATABASE \(quotedIdentifier(name)) WITH IS_TEMPLATE false") }
    do throws(PlatformError) {
      try session.run("DROP DATABASE IF EXISTS \(quotedIdentifier(name))\(force ? " WITH (FORCE)" : "")")
    } catch {
      throw error.sqlState == Self.inUse ? .sessionsInTheWay(branch: name, try sessions(on: name)) : error
    }
  }

  /// SQLSTATE of a database that others are connected to.
  private static let inUse = "55006"
  private static let cancelled = "57014"

  func allowConnections(_ name: String) throws(PlatformError) {
    try session.run("ALTER DATABASE \(quotedIdentifier(name)) WITH ALLOW_CONNECTIONS true")
  }

  /// Closes a new tenant's database to everybody but its owner.
  func closeToPublic(_ name: String) throws(PlatformError) {
    try session.run("REVOKE ALL ON DATABASE \(quotedIdentifier(name)) FROM PUBLIC")
  }
}
