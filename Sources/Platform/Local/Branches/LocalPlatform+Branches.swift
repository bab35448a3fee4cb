/// How a branch gets its content.
package enum CopyMethod: Sendable, Hashable {
  /// File by file: fast, and the parent must be free of sessions.
  case files
  /// By dump: slower, and the parent stays in use.
  case dump
  /// By dump, tables without their rows.
  case schemaOnly
}

extension LocalPlatform {
  /// Copies a branch. Returns when the copy can be connected to.
  ///
  /// A copy of the files needs the parent free of sessions: the caller's own are ended (it reconnects them afterwards), other
  /// people's are named by `sessionsInTheWay` and left alone. `expiresAt` is in seconds since 1970.
  @discardableResult
  package func createBranch(
    tenant: String, parent: String, name: String, method: CopyMethod = .files,
    expiresAt: Double? = nil, _ call: Call = Call()
  ) throws(PlatformError) -> Branch {
    try PlatformName.checkBranch(name, tenant: tenant)
    let database = PlatformName.database(tenant: tenant, branch: name)
    var source = Branch(id: "", name: parent, tenant: tenant, database: "")
    var owner = ""
    try perform(.createBranch, tenant: tenant, branch: name, call) { (registry) throws(PlatformError) -> String? in
      let found = try registry.activeTenant(tenant)
      owner = found.ownerRole
      source = try registry.readyBranch(parent, of: tenant)
      try registry.checkRoom(of: found, for: method == .schemaOnly ? nil : source)
      try registry.insertBranch(
        name, of: found, parent: source, database: database, isSchemaOnly: method == .schemaOnly)
      try registry.setExpiry(expiresAt, database: database)
      guard try !registry.databaseExists(database) else { throw .nameTaken(.branch, name: name) }
      return nil
    } body: { (registry, entry) throws(PlatformError) in
      if method == .files { try registry.clear(source, call) }
      try registry.mark(entry, step: .database)
      try copy(source, to: database, owner: owner, method: method, registry, call)
      try registry.session.transaction { () throws(PlatformError) in
        try registry.copySettings(from: source.database, to: database)
        try registry.allowConnections(database)
        try registry.measure(database)
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

  /// Deletes a branch for good; copies made of it stay. Other people's sessions are named, or ended when the call says so.
  package func deleteBranch(
    tenant: String, name: String, _ call: Call = Call()
  ) throws(PlatformError) {
    try perform(.deleteBranch, tenant: tenant, branch: name, call) { (registry) throws(PlatformError) -> String? in
      let branch = try registry.branch(name, of: tenant)
      guard !branch.isDefault else {
        throw .isProtected(.branch, name: name, reason: "the default branch goes only with its tenant")
      }
      try registry.refuseProtected(branch)
      guard branch.state != .archived else {
        throw .notReady(.branch, name: name, state: "archived; restore tenant \"\(tenant)\" first")
      }
      try registry.clear(branch, call)
      try registry.setBranch(database: branch.database, status: "deleting")
      return nil
    } body: { (registry, entry) throws(PlatformError) in
      call.progress("deleting \(tenant) ▸ \(name)")
      try finishDeleteBranch(entry, name, registry, force: call.endsOtherSessions)
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
}

extension Registry {
  /// The branch when it can be used now.
  func readyBranch(_ name: String, of tenant: String) throws(PlatformError) -> Branch {
    let branch = try branch(name, of: tenant)
    guard branch.state == .ready else { throw .notReady(.branch, name: name, state: branch.state.text) }
    return branch
  }

  func refuseProtected(_ branch: Branch) throws(PlatformError) {
    guard branch.isProtected else { return }
    throw .isProtected(.branch, name: branch.name, reason: "unprotect it first")
  }
}
