extension LocalPlatform {
  /// What the registry and the server do not agree on, while no change is under way.
  package func orphans() throws(PlatformError) -> [Orphan] {
    let registry = try registry()
    let branches = try registry.branches(of: nil)
    return try registry.orphanedDatabases() + registry.orphanedBranches(branches)
      + orphanedDumps(branches) + registry.orphanedRoles()
  }

  /// Sets right what can be set right without losing data; returns what was.
  package func repair(_ call: Call = Call()) throws(PlatformError) -> [Orphan] {
    let registry = try registry()
    var repaired: [Orphan] = []
    for orphan in try orphans() where orphan.remedy != .none {
      call.progress("\(orphan.remedy.rawValue) \(orphan.kind.rawValue) \(orphan.name)")
      try repair(orphan, registry)
      repaired.append(orphan)
    }
    return repaired
  }

  private func repair(_ orphan: Orphan, _ registry: Registry) throws(PlatformError) {
    switch orphan.kind {
    case .database: try registry.adopt(orphan.name)
    case .scratch: try registry.dropDatabase(orphan.name, force: true)
    case .branch: try registry.removeBranch(database: orphan.name)
    case .dump: try Files.removeTree(server.place.archive + "/" + orphan.name)
    case .role: try registry.retireOwner(orphan.name)
    case .archive: break
    }
  }

  private func orphanedDumps(_ branches: [Branch]) -> [Orphan] {
    let wanted = Set(branches.filter { $0.archivedBytes != nil }.map { $0.id + ".dump" })
    let found = Set(Files.names(in: server.place.archive))
    let extra = found.subtracting(wanted).sorted().map { name in
      Orphan(
        kind: .dump, name: name, sizeBytes: Files.size(of: server.place.archive + "/" + name),
        remedy: name.hasSuffix(".unfinished") ? .remove : .none, text: "no archived branch claims this dump")
    }
    let gone = branches.filter { $0.archivedBytes != nil && !found.contains($0.id + ".dump") }.map { branch in
      Orphan(
        kind: .archive, name: "\(branch.tenant)/\(branch.name)", sizeBytes: branch.archivedBytes, remedy: .none,
        text: "the dump of this archived branch is gone")
    }
    return extra + gone
  }
}

extension Registry {
  fileprivate func orphanedDatabases() throws(PlatformError) -> [Orphan] {
    try session.run(
      """
      SELECT d.datname, pg_catalog.pg_database_size(d.oid), t.name FROM pg_catalog.pg_database AS d
      LEFT JOIN public.platform_tenants AS t
        ON pg_catalog.starts_with(d.datname, t.name || '--') AND pg_catalog.pg_get_userbyid(d.datdba) = t.owner_role
        AND t.status = 'active'
      WHERE d.datname NOT IN ('postgres', 'template0', 'template1', pg_catalog.current_database())
        AND NOT EXISTS (SELECT FROM public.tenant_branches AS b WHERE b.database_name = d.datname)
        AND NOT EXISTS (SELECT FROM public.operations AS o WHERE o.state = 'pending' AND o.kind IN ('branch.reset', 'branch.create'))
      ORDER BY d.datname
      """
    ).map { row in
      let name = row.text(0)
      let isScratch = name.hasPrefix("perch~")
      return Orphan(
        kind: isScratch ? .scratch : .database, name: name, sizeBytes: Int64(row.text(1)),
        remedy: isScratch ? .remove : row[2] == nil ? .none : .adopt,
        text: isScratch
          ? "an interrupted reset has left this copy"
          : row[2].map { "bears the name of tenant \($0), and no branch claims it" } ?? "no branch claims this database"
      )
    }
  }

  fileprivate func orphanedBranches(_ branches: [Branch]) throws(PlatformError) -> [Orphan] {
    branches.filter { $0.state == .failed(Self.databaseGone) }.map { branch in
      Orphan(
        kind: .branch, name: branch.database, remedy: branch.isDefault ? .none : .forget,
        text: "the database of \(branch.tenant) ▸ \(branch.name) is gone"
          + (branch.isDefault ? "; deleting the tenant clears it" : ""))
    }
  }

  fileprivate func orphanedRoles() throws(PlatformError) -> [Orphan] {
    try session.run(
      """
      SELECT r.rolname FROM pg_catalog.pg_roles AS r
      JOIN pg_catalog.pg_auth_members AS m ON m.member = r.oid
      JOIN pg_catalog.pg_roles AS g ON g.oid = m.roleid AND g.rolname = '\(RegistrySchema.members)'
      WHERE r.rolcanlogin AND NOT EXISTS (SELECT FROM public.platform_tenants AS t WHERE t.owner_role = r.rolname)
        AND NOT EXISTS (SELECT FROM public.tenant_permissions AS p WHERE p.member_role = r.rolname)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_database AS d WHERE d.datdba = r.oid)
      ORDER BY r.rolname
      """
    ).map { row in
      Orphan(kind: .role, name: row.text(0), remedy: .remove, text: "the tenant of this role is gone")
    }
  }

  /// Makes a branch of a database that bears its tenant's name.
  fileprivate func adopt(_ database: String) throws(PlatformError) {
    try session.transaction { () throws(PlatformError) in
      try session.run(
        """
        INSERT INTO public.tenant_branches (tenant_id, name, database_name, origin, status)
        SELECT id, pg_catalog.substr($1, pg_catalog.length(name) + 3), $1, 'unknown', 'ready' FROM public.platform_tenants
        WHERE pg_catalog.starts_with($1, name || '--')
        """, [database])
      try allowConnections(database)
      try measure(database)
    }
  }
}
