extension LocalPlatform {
  /// Carries out a change of several steps. `prepare` checks and records in one transaction with the journal's entry, and returns what the
  /// entry needs beside the names: when it throws, nothing has happened. When `body` throws, what it did is undone.
  func perform(
    _ kind: Operation.Kind, tenant: String, branch: String? = nil, _ call: Call,
    prepare: (Registry) throws(PlatformError) -> String?,
    body: (Registry, JournalEntry) throws(PlatformError) -> Void
  ) throws(PlatformError) {
    let registry = try registry()
    try registry.lockTenant(tenant, call)
    try settlePending(of: tenant, registry, call)
    let entry = try registry.session.transaction { () throws(PlatformError) -> JournalEntry in
      let detail = try prepare(registry)
      return try registry.begin(kind, tenant: tenant, branch: branch, detail: detail)
    }
    do throws(PlatformError) {
      try body(registry, entry)
    } catch {
      call.progress("undoing \(kind.rawValue) of \(tenant)")
      // When even this fails, the entry stays pending and the next start settles it.
      try? settlePending(of: tenant, registry, because: error, call)
      throw error
    }
  }

  /// Undoes or finishes what the journal has pending for the tenant, whose lock is held.
  func settlePending(
    of tenant: String, _ registry: Registry, because error: PlatformError? = nil, _ call: Call
  ) throws(PlatformError) {
    for entry in try registry.pending(tenant: tenant) {
      let reason =
        error ?? .operationFailed(operation: entry.kind.rawValue, reason: "its process ended before it was done")
      if error == nil { call.progress("settling an interrupted \(entry.kind.rawValue) of \(tenant)") }
      switch entry.kind {
      case .createTenant where error == nil: try resumeCreateTenant(entry, registry, call)
      case .createTenant: try undoCreateTenant(entry, registry, reason)
      case .createBranch: try undoCreateBranch(entry, registry, reason)
      case .deleteBranch: try settleDeleteBranch(entry, registry, reason)
      case .deleteTenant: try finishDeleteTenant(entry, registry, force: false)
      case .loadDemo: try registry.finish(entry, error: reason)
      case .resetBranch: try settleReset(entry, registry, reason)
      case .archiveTenant: try settleArchive(entry, registry, reason)
      case .restoreTenant: try undoRestore(entry, registry, reason)
      }
    }
  }
}
