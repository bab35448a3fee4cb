extension LocalPlatform {
  /// Gives a branch the content that its parent has now, under the same name and connection. What it held is lost, or kept as a branch
  /// called `keeping`.
  @discardableResult
  package func resetBranch(
    tenant: String, name: String, keeping: String? = nil,
    method: CopyMethod = .files, _ call: Call = Call()
  ) throws(PlatformError) -> Branch {
    let branch = try registry().branch(name, of: tenant)
    guard let parent = branch.parent else {
      let reason = branch.isDefault ? "the default branch has no parent" : "its parent is gone"
      throw .unsupported(operation: "resetting \(name)", reason: reason)
    }
    return try restoreBranch(
      tenant: tenant, name: name, from: parent, keeping: keeping, method: method, call)
  }

  /// Gives a branch the content that another branch of the tenant has now; the rest as `resetBranch`.
  @discardableResult
  package func restoreBranch(
    tenant: String, name: String, from sourceName: String, keeping: String? = nil,
    method: CopyMethod = .files, _ call: Call = Call()
  ) throws(PlatformError) -> Branch {
    if let keeping { try PlatformName.checkBranch(keeping, tenant: tenant) }
    var branch = Branch(id: "", name: name, tenant: tenant, database: "")
    var source = branch
    var owner = ""
    try perform(.resetBranch, tenant: tenant, branch: name, call) {
      (registry) throws(PlatformError) -> String? in
      let found = try registry.activeTenant(tenant)
      owner = found.ownerRole
      branch = try registry.readyBranch(name, of: tenant)
      source = try registry.readyBranch(sourceName, of: tenant)
      guard source.id != branch.id else {
        throw .invalid(field: "source", reason: "a branch cannot be restored from itself")
      }
      try registry.refuseProtected(branch)
      if let keeping { try registry.checkFree(keeping, of: found) }
      if keeping != nil { try registry.checkRoom(of: found, for: source) }
      try registry.clear(branch, call)
      return keeping
    } body: { (registry, entry) throws(PlatformError) in
      let method = try clear(source, for: method, registry, call)
      try registry.mark(entry, step: .database)
      let copy = Self.scratchDatabase(branch, "new")
      try registry.dropDatabase(copy, force: true)
      try self.copy(source, to: copy, owner: owner, method: method, registry, call)
      try swap(branch, for: copy, keeping: keeping, entry, registry, call)
      try finishReset(entry, registry)
    }
    return try registry().branch(name, of: tenant)
  }

  /// Readies the source of a copy; the way to copy it.
  private func clear(
    _ source: Branch, for method: CopyMethod, _ registry: Registry, _ call: Call
  ) throws(PlatformError) -> CopyMethod {
    guard method == .files else { return method }
    var sparing = call
    if call.sparesSources { sparing.endsOtherSessions = false }
    do {
      try registry.clear(source, sparing)
      return .files
    } catch .sessionsInTheWay where call.sparesSources {
      return .dump
    }
  }

  /// A name that no tenant's database can have.
  static func scratchDatabase(_ branch: Branch, _ word: String) -> String { "perch~\(word)~\(branch.id)" }

  /// Puts the copy in the branch's place: until the one transaction commits, the branch is as it was.
  private func swap(
    _ branch: Branch, for copy: String, keeping: String?, _ entry: JournalEntry, _ registry: Registry,
    _ call: Call
  ) throws(PlatformError) {
    try call.cancellation.check()
    call.progress("putting the copy in place of \(branch.tenant) ▸ \(branch.name)")
    try registry.close(branch.database)
    do throws(PlatformError) {
      try registry.clear(branch, call)
      try registry.session.transaction { () throws(PlatformError) in
        try registry.copySettings(from: branch.database, to: copy)
        let old = keeping.map { PlatformName.database(tenant: branch.tenant, branch: $0) }
        try registry.renameDatabase(branch.database, to: old ?? Self.scratchDatabase(branch, "old"))
        try registry.renameDatabase(copy, to: branch.database)
        if let keeping, let old { try registry.keep(branch, as: keeping, database: old) }
        if let old { try registry.allowConnections(old) }
        try registry.allowConnections(branch.database)
        try registry.setReset(branch)
        try registry.measure(branch.database)
        try registry.mark(entry, step: .swapped)
      }
    } catch {
      try? registry.allowConnections(branch.database)
      throw error
    }
  }

  /// What is left after the swap; can be begun again.
  func finishReset(_ entry: JournalEntry, _ registry: Registry) throws(PlatformError) {
    let branch = try registry.branch(entry.branch ?? "", of: entry.tenant)
    try registry.dropDatabase(Self.scratchDatabase(branch, "old"), force: true)
    try registry.finish(entry)
  }

  func settleReset(_ entry: JournalEntry, _ registry: Registry, _ error: PlatformError) throws(PlatformError) {
    if entry.step == .swapped { return try finishReset(entry, registry) }
    let branch = try registry.branch(entry.branch ?? "", of: entry.tenant)
    try registry.dropDatabase(Self.scratchDatabase(branch, "new"), force: true)
    try registry.allowConnections(branch.database)
    try registry.finish(entry, error: error)
  }
}

extension Registry {
  func checkFree(_ name: String, of tenant: Tenant) throws(PlatformError) {
    let database = PlatformName.database(tenant: tenant.name, branch: name)
    let isTaken = try !session.run(
      "SELECT FROM public.tenant_branches WHERE tenant_id = $1 AND name = $2", [tenant.id, name]
    ).isEmpty
    guard !isTaken, try !databaseExists(database) else { throw .nameTaken(.branch, name: name) }
  }

  func renameDatabase(_ name: String, to newName: String) throws(PlatformError) {
    try session.run("ALTER DATABASE \(quotedIdentifier(name)) RENAME TO \(quotedIdentifier(newName))")
  }

  /// Records what a branch held before as a branch of its own, beside it.
  fileprivate func keep(_ branch: Branch, as name: String, database: String) throws(PlatformError) {
    try session.run(
      """
      INSERT INTO public.tenant_branches (tenant_id, name, database_name, parent_id, origin, origin_name, status, size_bytes)
      SELECT tenant_id, $2, $3, parent_id, CASE origin WHEN 'root' THEN 'head' ELSE origin END, coalesce(origin_name, name), 'ready',
        size_bytes
      FROM public.tenant_branches WHERE id = $1
      """, [branch.id, name, database])
  }

  fileprivate func setReset(_ branch: Branch) throws(PlatformError) {
    try session.run("UPDATE public.tenant_branches SET reset_at = now(), status = 'ready' WHERE id = $1", [branch.id])
  }
}
