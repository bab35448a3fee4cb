extension LocalPlatform {
  /// Gives a branch another name; nobody may be on it meanwhile. The default branch keeps its name.
  package func renameBranch(
    tenant: String, name: String, to newName: String, _ call: Call = Call()
  ) throws(PlatformError) {
    try PlatformName.checkBranch(newName, tenant: tenant)
    try change(tenant, call) { (registry) throws(PlatformError) in
      let branch = try registry.readyBranch(name, of: tenant)
      guard !branch.isDefault else {
        throw .unsupported(operation: "renaming", reason: "the default branch keeps its name")
      }
      // The server renames databases transactionally: both names change, or none.
      try registry.session.transaction { () throws(PlatformError) in
        let database = PlatformName.database(tenant: tenant, branch: newName)
        try registry.renameBranch(branch, to: newName, database: database)
        // Nobody has to go for a name that is taken.
        try registry.clear(branch, call)
        try registry.renameDatabase(branch.database, to: database)
      }
    }
  }

  /// A protected branch is neither deleted nor reset, and the server refuses writes of sessions that have not unlocked it for themselves.
  /// Sessions that are there already keep what they may.
  package func setProtected(
    _ isProtected: Bool, tenant: String, branch name: String, _ call: Call = Call()
  ) throws(PlatformError) {
    try change(tenant, call) { (registry) throws(PlatformError) in
      let branch = try registry.readyBranch(name, of: tenant)
      try registry.session.transaction { () throws(PlatformError) in
        try registry.setProtected(isProtected, branch)
      }
    }
  }

  /// From `time` (seconds since 1970) on the branch is deleted once nobody is on it; nil keeps it.
  package func setExpiry(
    _ time: Double?, tenant: String, branch name: String, _ call: Call = Call()
  ) throws(PlatformError) {
    try change(tenant, call) { (registry) throws(PlatformError) in
      let branch = try registry.branch(name, of: tenant)
      if time != nil {
        guard !branch.isDefault else {
          throw .unsupported(operation: "expiry", reason: "the default branch does not expire")
        }
        try registry.refuseProtected(branch)
      }
      try registry.session.transaction { () throws(PlatformError) in
        try registry.setExpiry(time, database: branch.database)
        try registry.record(time == nil ? "branch.keep" : "branch.expire", tenant: tenant, branch: name)
      }
    }
  }

  /// Deletes the branches whose time is over; those that somebody is on stay until the next look. Returns what went.
  @discardableResult
  package func deleteExpired(_ call: Call = Call()) throws(PlatformError) -> [Branch] {
    try deleteExpired(call, registry())
  }

  @discardableResult
  func deleteExpired(_ call: Call, _ registry: Registry) throws(PlatformError) -> [Branch] {
    var deleted: [Branch] = []
    for branch in try registry.expiredBranches() {
      do throws(PlatformError) {
        try deleteBranch(tenant: branch.tenant, name: branch.name)
        call.progress("deleted \(branch.tenant) ▸ \(branch.name), which has expired")
        deleted.append(branch)
      } catch {
        call.progress("\(branch.tenant) ▸ \(branch.name) has expired and stays: \(error.message)")
      }
    }
    return deleted
  }

  /// A change of one step, in its tenant's turn.
  func change(
    _ tenant: String, _ call: Call, _ body: (Registry) throws(PlatformError) -> Void
  ) throws(PlatformError) {
    let registry = try registry()
    try registry.lockTenant(tenant, call)
    try settlePending(of: tenant, registry, call)
    try body(registry)
  }
}

extension Registry {
  /// Enters the new name, which the database has not yet.
  func renameBranch(_ branch: Branch, to name: String, database: String) throws(PlatformError) {
    try namingTaken(.branch, name) { () throws(PlatformError) in
      try session.run(
        "UPDATE public.tenant_branches SET name = $2, database_name = $3 WHERE id = $1", [branch.id, name, database])
    }
    guard try !databaseExists(database) else { throw .nameTaken(.branch, name: name) }
    try record("branch.rename", tenant: branch.tenant, branch: branch.name)
  }

  /// The template mark keeps the database from being dropped around Perch, too.
  func setProtected(_ isProtected: Bool, _ branch: Branch) throws(PlatformError) {
    let database = quotedIdentifier(branch.database)
    try session.run(
      """
      UPDATE public.tenant_branches SET is_protected = $2, expires_at = CASE WHEN $2::boolean THEN NULL ELSE expires_at END WHERE id = $1
      """, [branch.id, isProtected ? "true" : "false"])
    try session.run("ALTER DATABASE \(database) WITH IS_TEMPLATE \(isProtected)")
    try session.run(
      "ALTER DATABASE \(database) \(isProtected ? "SET \(Self.readOnly) TO on" : "RESET \(Self.readOnly)")")
    try record(isProtected ? "branch.protect" : "branch.unprotect", tenant: branch.tenant, branch: branch.name)
  }

  func setExpiry(_ time: Double?, database: String) throws(PlatformError) {
    try session.run(
      "UPDATE public.tenant_branches SET expires_at = pg_catalog.to_timestamp($2::float8) WHERE database_name = $1",
      [database, time.map { String($0) }])
  }

  /// Adds a change of one step to the audit.
  func record(_ action: String, tenant: String, branch: String? = nil) throws(PlatformError) {
    try session.run(
      "INSERT INTO public.audit (action, tenant, branch, outcome) VALUES ($1, $2, $3, 'succeeded')",
      [action, tenant, branch])
  }
}
