import Glibc

extension LocalPlatform {
  /// Turns all branches of a tenant into compressed dumps and drops their databases. Until all dumps are on the disk the tenant is only
  /// closed, and giving up opens it again.
  package func archiveTenant(
    _ name: String, _ call: Call = Call()
  ) throws(PlatformError) {
    var before = "active"
    try perform(.archiveTenant, tenant: name, call) { (registry) throws(PlatformError) -> String? in
      let tenant = try registry.tenant(name)
      if tenant.state == .paused { before = "suspended" } else { _ = try registry.activeTenant(name) }
      for branch in try registry.branches(of: name) {
        try registry.clear(branch, call)
        try registry.closeForArchive(branch)
      }
      try registry.setTenant(name, status: "archiving")
      return before
    } body: { (registry, entry) throws(PlatformError) in
      for branch in try registry.branches(of: name) {
        try call.cancellation.check()
        try registry.endSessions(on: branch.database)
        let bytes = try dump(branch, call)
        try registry.setArchived(branch, bytes: bytes)
      }
      try call.cancellation.check()
      try registry.mark(entry, step: .swapped)
      try finishArchive(entry, registry)
    }
  }

  /// All dumps are there: the databases go. Can be begun again.
  private func finishArchive(_ entry: JournalEntry, _ registry: Registry) throws(PlatformError) {
    let branches = try registry.branches(of: entry.tenant)
    for branch in branches { try registry.dropDatabase(branch.database, force: true) }
    try registry.session.transaction { () throws(PlatformError) in
      for branch in branches { try registry.setBranch(database: branch.database, status: "archived") }
      try registry.setTenant(entry.tenant, status: "archived")
      try registry.finish(entry)
    }
  }

  func settleArchive(_ entry: JournalEntry, _ registry: Registry, _ error: PlatformError) throws(PlatformError) {
    if entry.step == .swapped { return try finishArchive(entry, registry) }
    let wasSuspended = entry.detail == "suspended"
    let branches = try registry.branches(of: entry.tenant)
    for branch in branches { try registry.endCopier(of: branch) }
    try registry.session.transaction { () throws(PlatformError) in
      for branch in branches { try registry.openAfterArchive(branch, isSuspended: wasSuspended) }
      try registry.setTenant(entry.tenant, status: wasSuspended ? "suspended" : "active")
      try registry.finish(entry, error: error)
    }
    for branch in branches {
      for end in ["", ".unfinished"] { try Files.removeTree(server.place.dump(of: branch) + end) }
    }
  }

  /// Makes the databases again from their dumps; until all are there the tenant stays archived.
  func restoreArchivedTenant(_ name: String, _ call: Call) throws(PlatformError) {
    var branches: [Branch] = []
    try perform(.restoreTenant, tenant: name, call) { (registry) throws(PlatformError) -> String? in
      branches = try registry.branches(of: name)
      for branch in branches where !Files.exists(server.place.dump(of: branch)) {
        throw .file(path: server.place.dump(of: branch), reason: "the dump of \(name) ▸ \(branch.name) is gone")
      }
      try registry.setTenant(name, status: "restoring")
      return nil
    } body: { (registry, entry) throws(PlatformError) in
      for branch in branches {
        try call.cancellation.check()
        try load(branch, call)
      }
      try registry.session.transaction { () throws(PlatformError) in
        for branch in branches {
          try registry.openAfterArchive(branch, isSuspended: false)
          try registry.measure(branch.database)
        }
        try registry.setTenant(name, status: "active")
        try registry.finish(entry)
      }
    }
    for branch in branches { try Files.removeTree(server.place.dump(of: branch)) }
  }

  func undoRestore(_ entry: JournalEntry, _ registry: Registry, _ error: PlatformError) throws(PlatformError) {
    for branch in try registry.branches(of: entry.tenant) {
      try registry.endCopier(of: branch)
      try registry.dropDatabase(branch.database, force: true)
    }
    try registry.session.transaction { () throws(PlatformError) in
      try registry.setTenant(entry.tenant, status: "archived")
      try registry.finish(entry, error: error)
    }
  }

  /// Archives the tenants that nobody has connected to for so many days. Returns their names.
  @discardableResult
  package func archiveIdleTenants(days: Int, _ call: Call = Call()) throws(PlatformError) -> [String] {
    var archived: [String] = []
    for name in try registry().idleTenants(days: days) {
      do throws(PlatformError) {
        try archiveTenant(name, call)
        archived.append(name)
      } catch {
        guard case .sessionsInTheWay = error else { throw error }
        call.progress("\(name) stays: \(error.message)")
      }
    }
    return archived
  }
}

extension Registry {
  /// Closed to everybody but the administrator, whose dump must come in; the old limit is kept to come back.
  fileprivate func closeForArchive(_ branch: Branch) throws(PlatformError) {
    try session.run(
      """
      UPDATE public.tenant_branches SET connection_limit = coalesce(connection_limit, d.datconnlimit)
      FROM pg_catalog.pg_database AS d WHERE d.datname = database_name AND id = $1
      """, [branch.id])
    try session.run(
      "ALTER DATABASE \(quotedIdentifier(branch.database)) WITH CONNECTION LIMIT 0 ALLOW_CONNECTIONS true")
  }

  fileprivate func openAfterArchive(_ branch: Branch, isSuspended: Bool) throws(PlatformError) {
    let row = try session.run(
      "SELECT coalesce(connection_limit, -1) FROM public.tenant_branches WHERE id = $1", [branch.id]
    ).first
    try session.run(
      """
      ALTER DATABASE \(quotedIdentifier(branch.database)) WITH CONNECTION LIMIT \(row?.text(0) ?? "-1")
      ALLOW_CONNECTIONS \(!isSuspended)
      """)
    try session.run(
      """
      UPDATE public.tenant_branches SET connection_limit = NULL, archived_bytes = NULL, status = $2 WHERE id = $1
      """, [branch.id, isSuspended ? "suspended" : "ready"])
  }

  /// What the programs that dump or load a branch call themselves.
  static func copier(of branch: Branch) -> String { "perch-copy-" + branch.id }

  /// Ends what a dead process has left at work on a branch's dump, and returns when it is gone: it may be making the database.
  fileprivate func endCopier(of branch: Branch) throws(PlatformError) {
    let isGone = try MonotonicTime.wait(seconds: 30) { () throws(PlatformError) -> Bool in
      try session.run("SELECT pg_catalog.pg_stat_clear_snapshot()")
      return try session.run(
        "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE application_name = $1",
        [Self.copier(of: branch)]
      ).isEmpty
    }
    guard isGone else { throw .busy(subject: "branch \"\(branch.name)\"", by: "an interrupted copy") }
  }

  fileprivate func setArchived(_ branch: Branch, bytes: Int64) throws(PlatformError) {
    try session.run("UPDATE public.tenant_branches SET archived_bytes = $2 WHERE id = $1", [branch.id, String(bytes)])
  }

  fileprivate func idleTenants(days: Int) throws(PlatformError) -> [String] {
    try session.run(
      """
      SELECT name FROM public.platform_tenants WHERE status IN ('active', 'suspended') AND last_used_at < now() - $1 * interval '1 day'
      ORDER BY last_used_at
      """, [String(days)]
    ).map { $0.text(0) }
  }
}
