extension LocalPlatform {
  /// Closes all branches of a tenant to sessions; nothing is lost. Other people's sessions are named, or ended when the call says so.
  package func suspendTenant(
    _ name: String, _ call: Call = Call()
  ) throws(PlatformError) {
    try change(name, call) { (registry) throws(PlatformError) in
      let tenant = try registry.tenant(name)
      if tenant.state == .paused { return }
      _ = try registry.activeTenant(name)
      let branches = try registry.branches(of: name)
      for branch in branches { try registry.clear(branch, call) }
      try registry.session.transaction { () throws(PlatformError) in
        for branch in branches {
          try registry.close(branch.database)
          try registry.setBranch(database: branch.database, status: "suspended")
        }
        try registry.setTenant(name, status: "suspended")
        try registry.record("tenant.suspend", tenant: name)
      }
      for branch in branches { try registry.endSessions(on: branch.database) }
    }
  }

  /// Makes a suspended or archived tenant usable again; one in use already stays as it is.
  package func restoreTenant(_ name: String, _ call: Call = Call()) throws(PlatformError) {
    let registry = try registry()
    switch try registry.tenant(name).state {
    case .paused: try resumeTenant(name, call)
    case .archived: try restoreArchivedTenant(name, call)
    case .ready: break
    case let state: throw .notReady(.tenant, name: name, state: state.text)
    }
  }

  private func resumeTenant(_ name: String, _ call: Call) throws(PlatformError) {
    try change(name, call) { (registry) throws(PlatformError) in
      let branches = try registry.branches(of: name)
      try registry.session.transaction { () throws(PlatformError) in
        for branch in branches {
          try registry.allowConnections(branch.database)
          try registry.setBranch(database: branch.database, status: "ready")
        }
        try registry.setTenant(name, status: "active")
        try registry.record("tenant.resume", tenant: name)
      }
    }
  }
}

extension Registry {
  /// The tenant when its branches can be used and changed now.
  func activeTenant(_ name: String) throws(PlatformError) -> Tenant {
    let tenant = try tenant(name)
    guard tenant.state == .ready || tenant.state == .busy("loading") else {
      let hint = tenant.state == .paused || tenant.state == .archived ? "; tenants restore brings it back" : ""
      throw .notReady(.tenant, name: name, state: tenant.state.text + hint)
    }
    return tenant
  }

  /// Lets nobody connect any more.
  func close(_ database: String) throws(PlatformError) {
    try session.run("ALTER DATABASE \(quotedIdentifier(database)) WITH ALLOW_CONNECTIONS false")
  }

  func endSessions(on database: String) throws(PlatformError) {
    try session.run(
      """
      SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
      WHERE datname = $1 AND backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()
      """, [database])
  }
}
