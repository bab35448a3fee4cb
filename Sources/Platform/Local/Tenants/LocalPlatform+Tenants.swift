import Synchronization

extension LocalPlatform {
  /// Makes a tenant: owner role, database closed to everybody else, and what the blueprint holds. Returns when it can be connected to.
  /// When the process dies on the way, the next start goes on; when a step fails, everything is undone.
  @discardableResult
  package func createTenant(
    _ name: String, plan: String = "free", blueprint: TenantBlueprint = .empty, _ call: Call = Call()
  ) throws(PlatformError) -> Tenant {
    do throws(PlatformError) {
      try createTenant(name, plan: plan, detail: blueprint.journalText, call)
    } catch {
      // Who asks again for what was interrupted has it by now.
      guard error == .nameTaken(.tenant, name: name), resumed.withLock({ $0[name] }) == blueprint.journalText,
        try registry().tenant(name).plan == plan
      else { throw error }
      call.progress("\(name): its creation had been interrupted and is finished")
    }
    return try registry().tenant(name)
  }

  /// `detail` is the blueprint's text for the journal, or `demo` for a tenant that is left to be loaded.
  func createTenant(_ name: String, plan: String, detail: String, _ call: Call) throws(PlatformError) {
    try PlatformName.checkTenant(name)
    let plan = try Plan.named(plan)
    try perform(.createTenant, tenant: name, call) { (registry) throws(PlatformError) -> String? in
      try registry.insertTenant(name: name, plan: plan)
      try registry.insertBranch(PlatformName.defaultBranch, of: registry.tenant(name), parent: nil, database: name)
      guard try !registry.databaseExists(name) else { throw .nameTaken(.tenant, name: name) }
      return detail
    } body: { (registry, entry) throws(PlatformError) in
      try provisioning(entry, registry).run(call)
    }
  }

  static let demoDetail = "demo"

  func provisioning(_ entry: JournalEntry, _ registry: Registry) throws(PlatformError) -> Provisioning {
    let isDemo = entry.detail == Self.demoDetail
    return Provisioning(
      entry: entry, registry: registry, server: server,
      blueprint: isDemo ? .empty : try TenantBlueprint(journalText: entry.detail),
      status: isDemo ? "loading" : "active")
  }

  /// Goes on where a dead process has ended; what cannot be finished is undone.
  func resumeCreateTenant(_ entry: JournalEntry, _ registry: Registry, _ call: Call) throws(PlatformError) {
    do throws(PlatformError) {
      try provisioning(entry, registry).run(call)
      resumed.withLock { $0[entry.tenant] = entry.detail }
    } catch {
      try undoCreateTenant(entry, registry, error)
    }
  }

  func undoCreateTenant(_ entry: JournalEntry, _ registry: Registry, _ error: PlatformError) throws(PlatformError) {
    guard let entry = try registry.pending(tenant: entry.tenant).first(where: { $0.id == entry.id }) else { return }
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
      let members = try registry.soleMembers(of: entry.tenant)
      try registry.removeTenant(entry.tenant)
      for member in members { try registry.retireOwner(member) }
      try registry.retireOwner(entry.tenant)
      try registry.finish(entry)
    }
  }
}

extension Registry {
  /// The role and the journal's step come together: what is undone later is exactly what was made here.
  func createOwner(_ name: String, _ plan: Plan, _ entry: JournalEntry) throws(PlatformError) {
    guard entry.step == .begun else { return }
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
