extension LocalPlatform {
  /// What a tenant uses now and has used since the server's statistics began, beside what its plan allows.
  package func usage(of tenant: String) throws(PlatformError) -> [UsageFigure] {
    let registry = try registry()
    let found = try registry.tenant(tenant)
    let limits = try registry.limits(of: tenant)
    let branches = try registry.branches(of: tenant)
    var bytes: Int64 = 0
    for branch in branches { bytes += try registry.measure(branch.database) }
    func limit(_ value: Int?, _ factor: Double = 1) -> Double? { value.map { Double($0) * factor } }
    return [
      UsageFigure("branches", Double(branches.count), .count, limit: limit(limits.branches)),
      UsageFigure("storage_bytes", Double(bytes), .bytes, limit: limit(limits.storageMB, 1e6)),
      UsageFigure("archive_bytes", Double(branches.compactMap(\.archivedBytes).reduce(0, +)), .bytes),
      UsageFigure(
        "sessions", try registry.sessionCount(of: found.ownerRole), .count, limit: limit(limits.connections)),
    ] + (try registry.activity(of: found))
  }

  /// Gives a tenant another plan; what it has beyond the new limits stays, and nothing can be added to it.
  package func setPlan(_ name: String, of tenant: String, _ call: Call = Call()) throws(PlatformError) {
    let plan = try Plan.named(name)
    try change(tenant, call) { (registry) throws(PlatformError) in
      let owner = quotedIdentifier(try registry.tenant(tenant).ownerRole)
      try registry.session.transaction { () throws(PlatformError) in
        try registry.setPlan(plan, of: tenant)
        try registry.session.run("ALTER ROLE \(owner) CONNECTION LIMIT \(plan.connections ?? -1)")
        try registry.record("tenant.plan", tenant: tenant)
      }
    }
  }

  /// Measures the sizes that listings show, of one branch or of a tenant's, of all without a name: at least one, and others for `seconds`. True when
  /// some changed.
  @discardableResult
  package func measureSizes(
    of tenant: String? = nil, branch name: String? = nil, seconds: Double
  ) throws(PlatformError) -> Bool {
    let registry = try registry()
    let deadline = MonotonicTime.now + seconds
    var hasChanged = false
    // In no order, so that where time is short each has its turn one day.
    for branch in try registry.branches(of: tenant).shuffled()
    where branch.state == .ready && (name == nil || branch.name == name) {
      if try registry.size(of: branch.database) != branch.sizeBytes {
        try registry.measure(branch.database)
        hasChanged = true
      }
      if MonotonicTime.now > deadline { break }
    }
    return hasChanged
  }
}

extension Registry {
  func sessionCount(of role: String) throws(PlatformError) -> Double {
    let row = try session.run("SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE usename = $1", [role]).first
    return row.flatMap { Double($0.text(0)) } ?? 0
  }

  /// The sums of the server's statistics over a tenant's databases.
  func activity(of tenant: Tenant) throws(PlatformError) -> [UsageFigure] {
    let row = try session.run(
      """
      SELECT sum(s.xact_commit + s.xact_rollback), sum(s.tup_returned), sum(s.tup_inserted + s.tup_updated + s.tup_deleted),
        sum(s.temp_bytes), sum(s.active_time) / 1000, sum(s.session_time) / 1000
      FROM public.tenant_branches AS b JOIN pg_catalog.pg_stat_database AS s ON s.datname = b.database_name
      WHERE b.tenant_id = $1
      """, [tenant.id]
    ).first
    let names: [(String, UsageFigure.Unit)] = [
      ("transactions", .count), ("rows_read", .count), ("rows_written", .count), ("temporary_bytes", .bytes),
      ("active_seconds", .seconds), ("session_seconds", .seconds),
    ]
    return names.enumerated().map { column, figure in
      UsageFigure(figure.0, row.flatMap { Double($0.text(column)) } ?? 0, figure.1)
    }
  }

  func members(of tenant: String) throws(PlatformError) -> [Member] {
    _ = try self.tenant(tenant)
    return try session.run(
      """
      SELECT p.member_role, p.role, extract(epoch FROM p.created_at)::float8
      FROM public.tenant_permissions AS p JOIN public.platform_tenants AS t ON t.id = p.tenant_id
      WHERE t.name = $1 ORDER BY p.created_at, p.member_role
      """, [tenant]
    ).map { Member(name: $0.text(0), role: $0.text(1), since: Double($0.text(2))) }
  }
}
