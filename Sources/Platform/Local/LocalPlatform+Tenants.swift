extension LocalPlatform {
  /// Makes a tenant: owner role, database, closed to everybody else. Returns when it can be connected to.
  @discardableResult
  package func createTenant(
    _ name: String, plan: String = "free", _ call: Call = Call()
  ) throws(PlatformError) -> Tenant {
    try createTenant(name, plan: plan, content: nil, call)
    return try registry().tenant(name)
  }

  /// With `content`, the tenant is left `loading` for it.
  func createTenant(_ name: String, plan: String, content: DemoTenant?, _ call: Call)
    throws(PlatformError)
  {
    try PlatformName.checkTenant(name)
    let plan = try Plan.named(plan)
    try perform(.createTenant, tenant: name, branch: nil, call) { (registry) throws(PlatformError) -> String? in
      try registry.insertTenant(name: name, plan: plan)
      try registry.insertBranch(PlatformName.defaultBranch, of: registry.tenant(name), parent: nil, database: name)
      guard try !registry.databaseExists(name) else { throw .nameTaken(.tenant, name: name) }
      return nil
    } body: { (registry, entry) throws(PlatformError) in
      call.progress("creating tenant \(name)")
      try registry.createOwner(name, plan, entry)
      try registry.createDatabase(name, owner: name, template: nil, call: call)
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

  /// Deletes the tenant with all its branches for good. Other people's sessions are named, or ended when the call says so.
  package func deleteTenant(
    _ name: String, _ call: Call = Call()
  ) throws(PlatformError) {
    try perform(.deleteTenant, tenant: name, call) { (registry) throws(PlatformError) -> String? in
      _ = try registry.tenant(name)
      for branch in try registry.branches(of: name) {
        if branch.isProtected {
          throw .isProtected(.branch, name: branch.name, reason: "it is not deleted with its tenant")
        }
        try registry.clear(branch, call)
      }
      try registry.setTenant(name, status: "deleting")
      return nil
    } body: { (registry, entry) throws(PlatformError) in
      call.progress("deleting tenant \(name)")
      try finishDeleteTenant(entry, registry, force: call.endsOtherSessions)
    }
  }

  /// Can be begun again at any point.
  func finishDeleteTenant(_ entry: JournalEntry, _ registry: Registry, force: Bool) throws(PlatformError) {
    for branch in try registry.branches(of: entry.tenant) {
      try Files.removeTree(server.place.dump(of: branch))
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
  func createOwner(_ name: String, _ plan: Plan, _ entry: JournalEntry) throws(PlatformError) {
    do throws(PlatformError) {
      try session.transaction { () throws(PlatformError) in
        try session.run(
          "CREATE ROLE \(quotedIdentifier(name)) LOGIN CONNECTION LIMIT \(plan.connections ?? -1) IN ROLE \(RegistrySchema.members)"
        )
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
