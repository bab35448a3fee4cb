extension LocalPlatform {
  /// Makes a tenant: owner role, database, closed to everybody else. Returns when it can be connected to.
  @discardableResult
  package func createTenant(
    _ name: String, plan: String = "free", progress: (String) -> Void = { _ in }
  ) throws(PlatformError) -> Tenant {
    try createTenant(name, plan: plan, content: nil, progress)
    return try registry().tenant(name)
  }

  /// With `content`, the tenant is left `loading` for it.
  func createTenant(_ name: String, plan: String, content: DemoTenant?, _ progress: (String) -> Void)
    throws(PlatformError)
  {
    try PlatformName.checkTenant(name)
    let plans = ["free", "pro", "team", "enterprise"]
    guard plans.contains(plan) else {
      throw .invalid(field: "plan", reason: "\"\(plan)\" is none of \(plans.joined(separator: ", "))")
    }
    try perform(.createTenant, tenant: name, branch: nil, progress: progress) { (registry) throws(PlatformError) in
      try registry.insertTenant(name: name, plan: plan)
      try registry.insertBranch(PlatformName.defaultBranch, of: registry.tenant(name), parent: nil, database: name)
      guard try !registry.databaseExists(name) else { throw .nameTaken(.tenant, name: name) }
    } body: { (registry, entry) throws(PlatformError) in
      progress("creating tenant \(name)")
      try registry.createOwner(name, entry)
      try registry.createDatabase(name, owner: name, template: nil)
      try registry.session.transaction { () throws(PlatformError) in
        try registry.closeToPublic(name)
        try registry.allowConnections(name)
        try registry.setTenant(name, status: content == nil ? "active" : "loading")
        try registry.setBranch(database: name, status: content == nil ? "ready" : "loading")
        try registry.finish(entry)
      }
    }
  }

  func undoCreateTenant(_ entry: JournalEntry, _ registry: Registry, _ error: PlatformError) throws(PlatformError) {
    if entry.step != .begun { try registry.dropDatabase(entry.tenant, force: true) }
    try registry.session.transaction { () throws(PlatformError) in
      try registry.removeTenant(entry.tenant)
      if entry.step != .begun { try registry.session.run("DROP ROLE IF EXISTS \(quotedIdentifier(entry.tenant))") }
      try registry.finish(entry, error: error)
    }
  }

  /// Deletes the tenant with all its branches for good. Other people's sessions are named, or ended with `force`; those of `ownPIDs` are ended.
  package func deleteTenant(
    _ name: String, ownPIDs: [Int32] = [], force: Bool = false, progress: (String) -> Void = { _ in }
  ) throws(PlatformError) {
    try perform(.deleteTenant, tenant: name, progress: progress) { (registry) throws(PlatformError) in
      _ = try registry.tenant(name)
      for branch in try registry.branches(of: name) {
        if branch.isProtected {
          throw .isProtected(.branch, name: branch.name, reason: "it is not deleted with its tenant")
        }
        if !force { try registry.clear(branch, ownPIDs: ownPIDs) }
      }
      try registry.setTenant(name, status: "deleting")
    } body: { (registry, entry) throws(PlatformError) in
      progress("deleting tenant \(name)")
      try finishDeleteTenant(entry, registry, force: force)
    }
  }

  /// Can be begun again at any point.
  func finishDeleteTenant(_ entry: JournalEntry, _ registry: Registry, force: Bool) throws(PlatformError) {
    for branch in try registry.branches(of: entry.tenant) {
      try registry.dropDatabase(branch.database, force: force)
      try registry.removeBranch(database: branch.database)
    }
    try registry.session.transaction { () throws(PlatformError) in
      try registry.removeTenant(entry.tenant)
      try registry.retireOwner(entry.tenant)
      try registry.finish(entry)
    }
  }
}

extension Registry {
  /// The role and the journal's step come together: what is undone later is exactly what was made here.
  func createOwner(_ name: String, _ entry: JournalEntry) throws(PlatformError) {
    do throws(PlatformError) {
      try session.transaction { () throws(PlatformError) in
        try session.run("CREATE ROLE \(quotedIdentifier(name)) LOGIN IN ROLE \(RegistrySchema.members)")
        try mark(entry, step: .database)
      }
    } catch {
      throw error.sqlState == "42710" ? .nameTaken(.tenant, name: name) : error
    }
  }

  /// Drops the role, or closes it when something outside the tenant's databases still belongs to it.
  func retireOwner(_ name: String) throws(PlatformError) {
    let role = quotedIdentifier(name)
    guard try !session.run("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", [name]).isEmpty else { return }
    let isNeeded = try !session.run(
      "SELECT FROM pg_catalog.pg_shdepend WHERE refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND refobjid = $1::regrole LIMIT 1",
      [role]
    ).isEmpty
    try session.run(isNeeded ? "ALTER ROLE \(role) NOLOGIN" : "DROP ROLE \(role)")
  }
}
