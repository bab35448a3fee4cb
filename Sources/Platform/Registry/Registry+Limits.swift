extension Registry {
  /// What the tenant may use, as written down when it was created or given another plan.
  func limits(of tenant: String) throws(PlatformError) -> Plan {
    let row = try session.run(
      """
      SELECT plan_type, max_databases, max_storage_mb, max_connections, max_requests_per_day FROM public.platform_tenants
      WHERE name = $1
      """, [tenant]
    ).first
    guard let row else { throw .notFound(.tenant, name: tenant) }
    return Plan(
      name: row.text(0), branches: row[1].flatMap(Int.init), storageMB: row[2].flatMap(Int.init),
      connections: row[3].flatMap(Int.init), requestsPerDay: row[4].flatMap(Int.init))
  }

  func setPlan(_ plan: Plan, of tenant: String) throws(PlatformError) {
    try session.run(
      """
      UPDATE public.platform_tenants SET plan_type = $2, max_databases = $3, max_storage_mb = $4, max_connections = $5,
        max_requests_per_day = $6, updated_at = now()
      WHERE name = $1
      """,
      [tenant, plan.name]
        + [plan.branches, plan.storageMB, plan.connections, plan.requestsPerDay].map { $0.map(String.init) })
  }

  /// Throws when one more branch, with a copy of `source` in it, would be more than the plan allows.
  func checkRoom(of tenant: Tenant, for source: Branch?) throws(PlatformError) {
    let limits = try limits(of: tenant.name)
    let branches = try branches(of: tenant.name)
    if let most = limits.branches, branches.count >= most {
      throw .quota(
        "tenant \"\(tenant.name)\" has \(branches.count) \(branches.count == 1 ? "branch" : "branches"), plan \(limits.name) allows \(most)"
      )
    }
    guard let most = limits.storageMB else { return }
    var bytes: Int64 = 0
    for branch in branches { bytes += try measure(branch.database) }
    if let source { bytes += try measure(source.database) }
    if bytes > Int64(most) * 1_000_000 {
      throw .quota(
        "tenant \"\(tenant.name)\" would hold \(bytes / 1_000_000) MB, plan \(limits.name) allows \(most) MB")
    }
  }

  /// The size of a database in bytes as it is now; nil when it is not there.
  func size(of database: String) throws(PlatformError) -> Int64? {
    let row = try session.run(
      "SELECT pg_catalog.pg_database_size(oid) FROM pg_catalog.pg_database WHERE datname = $1", [database]
    ).first
    return row.flatMap { Int64($0.text(0)) }
  }

  /// The size of a database in bytes, written down for listings; 0 when it is not there.
  @discardableResult
  func measure(_ database: String) throws(PlatformError) -> Int64 {
    let row = try session.run(
      """
      UPDATE public.tenant_branches SET size_bytes = pg_catalog.pg_database_size(d.oid)
      FROM pg_catalog.pg_database AS d WHERE d.datname = $1 AND database_name = $1 RETURNING size_bytes
      """, [database]
    ).first
    return row.flatMap { Int64($0.text(0)) } ?? 0
  }

  /// Writes down when a tenant was last connected to, once a minute at most.
  func touch(_ tenant: Tenant) throws(PlatformError) {
    try session.run(
      """
      UPDATE public.platform_tenants SET last_used_at = now() WHERE id = $1 AND last_used_at < now() - interval '1 minute'
      """, [tenant.id])
  }

  /// Branches whose time is over and that may go.
  func expiredBranches() throws(PlatformError) -> [Branch] {
    try session.run(
      """
      SELECT t.name, b.name FROM public.tenant_branches AS b JOIN public.platform_tenants AS t ON t.id = b.tenant_id
      WHERE b.expires_at <= now() AND b.status = 'ready' AND t.status = 'active' AND NOT b.is_protected AND NOT b.is_default
      """
    ).map { row in Branch(id: "", name: row.text(1), tenant: row.text(0)) }
  }
}
