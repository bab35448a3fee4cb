extension LocalPlatform {
  /// Copies a branch with all its data. Returns when the copy can be connected to.
  ///
  /// A copy needs the parent free of sessions: those of `ownPIDs` are ended (the caller reconnects them afterwards), other people's are
  /// named by `sessionsInTheWay` and left alone. With `byDump` the parent stays in use, and the copy takes longer.
  @discardableResult
  package func createBranch(
    tenant: String, parent: String, name: String, ownPIDs: [Int32] = [], byDump: Bool = false,
    progress: (String) -> Void = { _ in }
  ) throws(PlatformError) -> Branch {
    try PlatformName.checkBranch(name, tenant: tenant)
    let database = PlatformName.database(tenant: tenant, branch: name)
    var source = Branch(id: "", name: parent, tenant: tenant, database: "")
    var owner = ""
    try perform(.createBranch, tenant: tenant, branch: name, progress: progress) { (registry) throws(PlatformError) in
      let found = try registry.tenant(tenant)
      owner = found.ownerRole
      source = try registry.branch(parent, of: tenant)
      guard source.state == .ready else { throw .notReady(.branch, name: parent, state: source.state.text) }
      try registry.insertBranch(name, of: found, parent: source, database: database)
      guard try !registry.databaseExists(database) else { throw .nameTaken(.branch, name: name) }
    } body: { (registry, entry) throws(PlatformError) in
      if !byDump { try registry.clear(source, ownPIDs: ownPIDs) }
      try registry.mark(entry, step: .database)
      progress("copying \(tenant) ▸ \(parent)" + (source.sizeBytes.map { " (\($0 / 1_000_000) MB)" } ?? ""))
      try registry.createDatabase(database, owner: owner, template: byDump ? nil : source)
      if byDump { try copyByDump(from: source.database, to: database, registry) }
      try registry.session.transaction { () throws(PlatformError) in
        try registry.copySettings(from: source.database, to: database)
        try registry.allowConnections(database)
        try registry.setBranch(database: database, status: "ready")
        try registry.finish(entry)
      }
    }
    return try registry().branch(name, of: tenant)
  }

  func undoCreateBranch(_ entry: JournalEntry, _ registry: Registry, _ error: PlatformError) throws(PlatformError) {
    guard let branch = entry.branch else { return try registry.finish(entry, error: error) }
    let database = PlatformName.database(tenant: entry.tenant, branch: branch)
    if entry.step != .begun { try registry.dropDatabase(database, force: true) }
    try registry.session.transaction { () throws(PlatformError) in
      try registry.removeBranch(database: database)
      try registry.finish(entry, error: error)
    }
  }

  /// Deletes a branch for good; copies made of it stay. Other people's sessions are named, or ended with `force`.
  package func deleteBranch(
    tenant: String, name: String, ownPIDs: [Int32] = [], force: Bool = false, progress: (String) -> Void = { _ in }
  ) throws(PlatformError) {
    try perform(.deleteBranch, tenant: tenant, branch: name, progress: progress) { (registry) throws(PlatformError) in
      let branch = try registry.branch(name, of: tenant)
      guard !branch.isDefault else {
        throw .isProtected(.branch, name: name, reason: "the default branch goes only with its tenant")
      }
      guard !branch.isProtected else { throw .isProtected(.branch, name: name, reason: "unprotect it first") }
      if !force { try registry.clear(branch, ownPIDs: ownPIDs) }
      try registry.setBranch(database: branch.database, status: "deleting")
    } body: { (registry, entry) throws(PlatformError) in
      progress("deleting \(tenant) ▸ \(name)")
      try finishDeleteBranch(entry, name, registry, force: force)
    }
  }

  private func finishDeleteBranch(
    _ entry: JournalEntry, _ name: String, _ registry: Registry, force: Bool
  ) throws(PlatformError) {
    let database = try registry.branch(name, of: entry.tenant).database
    try registry.dropDatabase(database, force: force)
    try registry.session.transaction { () throws(PlatformError) in
      try registry.removeBranch(database: database)
      try registry.finish(entry)
    }
  }

  /// Finishes the deletion; when somebody has connected meanwhile, the branch is whole and stays.
  func settleDeleteBranch(_ entry: JournalEntry, _ registry: Registry, _ error: PlatformError) throws(PlatformError) {
    guard let name = entry.branch else { return try registry.finish(entry, error: error) }
    do throws(PlatformError) {
      try finishDeleteBranch(entry, name, registry, force: false)
    } catch {
      guard case .sessionsInTheWay = error else { throw error }
      try registry.session.transaction { () throws(PlatformError) in
        try registry.setBranch(database: registry.branch(name, of: entry.tenant).database, status: "ready")
        try registry.finish(entry, error: error)
      }
    }
  }

  /// Gives a branch another name; nobody may be on it meanwhile. The default branch keeps its name.
  package func renameBranch(
    tenant: String, name: String, to newName: String, ownPIDs: [Int32] = [], progress: (String) -> Void = { _ in }
  ) throws(PlatformError) {
    try PlatformName.checkBranch(newName, tenant: tenant)
    let registry = try registry()
    try registry.lockTenant(tenant, progress: progress)
    let branch = try registry.branch(name, of: tenant)
    guard !branch.isDefault else {
      throw .unsupported(operation: "renaming", reason: "the default branch keeps its name")
    }
    guard branch.state == .ready else { throw .notReady(.branch, name: name, state: branch.state.text) }
    try registry.clear(branch, ownPIDs: ownPIDs)
    // The server renames databases transactionally: both names change, or none.
    try registry.session.transaction { () throws(PlatformError) in
      try registry.renameBranch(branch, to: newName, database: PlatformName.database(tenant: tenant, branch: newName))
    }
  }

  /// A protected branch is not deleted until it is unprotected.
  package func setProtected(_ isProtected: Bool, tenant: String, branch: String) throws(PlatformError) {
    let registry = try registry()
    try registry.setProtected(isProtected, registry.branch(branch, of: tenant))
  }
}

extension Registry {
  func renameBranch(_ branch: Branch, to name: String, database: String) throws(PlatformError) {
    try namingTaken(.branch, name) { () throws(PlatformError) in
      try session.run(
        "UPDATE public.tenant_branches SET name = $2, database_name = $3 WHERE id = $1", [branch.id, name, database])
    }
    guard try !databaseExists(database) else { throw .nameTaken(.branch, name: name) }
    try session.run("ALTER DATABASE \(quotedIdentifier(branch.database)) RENAME TO \(quotedIdentifier(database))")
    try record("branch.rename", branch)
  }

  func setProtected(_ isProtected: Bool, _ branch: Branch) throws(PlatformError) {
    try session.transaction { () throws(PlatformError) in
      try session.run(
        "UPDATE public.tenant_branches SET is_protected = $2 WHERE id = $1",
        [branch.id, isProtected ? "true" : "false"])
      try record(isProtected ? "branch.protect" : "branch.unprotect", branch)
    }
  }

  private func record(_ action: String, _ branch: Branch) throws(PlatformError) {
    try session.run(
      "INSERT INTO public.audit (action, tenant, branch, outcome) VALUES ($1, $2, $3, 'succeeded')",
      [action, branch.tenant, branch.name])
  }
}
