extension Registry {
  static let databaseGone = "its database is gone"

  private static let branchColumns = """
    SELECT b.id, b.name, t.name, b.database_name, p.name, b.origin, b.origin_name, b.is_default, b.is_protected, b.status,
      extract(epoch FROM b.created_at)::float8, b.size_bytes, d.oid IS NOT NULL, extract(epoch FROM b.expires_at)::float8,
      extract(epoch FROM b.reset_at)::float8, b.archived_bytes
    FROM public.tenant_branches AS b
    JOIN public.platform_tenants AS t ON t.id = b.tenant_id
    LEFT JOIN public.tenant_branches AS p ON p.id = b.parent_id
    LEFT JOIN pg_catalog.pg_database AS d ON d.datname = b.database_name
    """

  /// The default branch first, then by time; of all tenants without a name. Sizes are those last measured.
  func branches(of tenant: String?) throws(PlatformError) -> [Branch] {
    try session.run(
      Self.branchColumns
        + " WHERE t.name = coalesce($1, t.name) ORDER BY t.name COLLATE \"C\", NOT b.is_default, b.created_at, b.name",
      [tenant]
    ).map(Self.branch)
  }

  func branch(_ name: String, of tenant: String) throws(PlatformError) -> Branch {
    guard let row = try session.run(Self.branchColumns + " WHERE t.name = $1 AND b.name = $2", [tenant, name]).first
    else {
      _ = try self.tenant(tenant)
      throw .notFound(.branch, name: name)
    }
    return Self.branch(row)
  }

  private static func branch(_ row: Rows.Row) -> Branch {
    var branch = Branch(id: row.text(0), name: row.text(1), tenant: row.text(2), database: row.text(3))
    branch.parent = row[4]
    switch row.text(5) {
    case "root": branch.origin = .root
    case "head": branch.origin = .head(of: row.text(6))
    case "schema": branch.origin = .schemaOnly(of: row.text(6))
    default: branch.origin = .unknown
    }
    branch.isDefault = row.isTrue(7)
    branch.isProtected = row.isTrue(8)
    branch.state = ResourceState(registry: row.text(9))
    if [.ready, .paused].contains(branch.state) && !row.isTrue(12) { branch.state = .failed(databaseGone) }
    branch.refused = refusals(branch)
    branch.createdAt = Double(row.text(10))
    branch.sizeBytes = row[11].flatMap(Int64.init)
    branch.expiresAt = row[13].flatMap(Double.init)
    branch.resetAt = row[14].flatMap(Double.init)
    branch.archivedBytes = row[15].flatMap(Int64.init)
    return branch
  }

  /// What a branch's own state forbids.
  private static func refusals(_ branch: Branch) -> [Capability: String] {
    var refused: [Capability: String] = [:]
    if branch.parent == nil {
      refused[.resetBranch] = branch.isDefault ? "the default branch has no parent" : "its parent is gone"
    }
    if branch.isDefault {
      refused[.renameBranch] = "the default branch keeps its name"
      refused[.setExpiry] = "the default branch does not expire"
    }
    if branch.isProtected {
      for capability in [Capability.resetBranch, .restoreBranch, .setExpiry] {
        refused[capability] = "the branch is protected; unprotect it first"
      }
    }
    if branch.state != .ready {
      for capability in [Capability.createBranch, .renameBranch, .resetBranch, .restoreBranch, .setProtected] {
        refused[capability] = "the branch is \(branch.state.text)"
      }
    }
    return refused
  }

  func insertBranch(
    _ name: String, of tenant: Tenant, parent: Branch?, database: String, isSchemaOnly: Bool = false
  ) throws(PlatformError) {
    try namingTaken(.branch, name) { () throws(PlatformError) in
      try session.run(
        """
        INSERT INTO public.tenant_branches (tenant_id, name, database_name, parent_id, origin, origin_name, is_default)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        [
          tenant.id, name, database, parent?.id, parent == nil ? "root" : isSchemaOnly ? "schema" : "head",
          parent?.name,
          parent == nil ? "true" : "false",
        ])
    }
  }

  func setBranch(database: String, status: String) throws(PlatformError) {
    try session.run("UPDATE public.tenant_branches SET status = $2 WHERE database_name = $1", [database, status])
  }

  func removeBranch(database: String) throws(PlatformError) {
    try session.run("DELETE FROM public.tenant_branches WHERE database_name = $1", [database])
  }
}
