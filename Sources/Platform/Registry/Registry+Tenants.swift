extension Registry {
  private static let tenantColumns = """
    SELECT id, name, owner_role, plan_type, status, extract(epoch FROM created_at)::float8
    FROM public.platform_tenants
    """

  func tenants() throws(PlatformError) -> [Tenant] {
    try session.run(Self.tenantColumns + " ORDER BY name COLLATE \"C\"").map(Self.tenant)
  }

  func tenant(_ name: String) throws(PlatformError) -> Tenant {
    guard let row = try session.run(Self.tenantColumns + " WHERE name = $1", [name]).first else {
      throw .notFound(.tenant, name: name)
    }
    return Self.tenant(row)
  }

  private static func tenant(_ row: Rows.Row) -> Tenant {
    Tenant(
      id: row.text(0), name: row.text(1), state: ResourceState(registry: row.text(4)), plan: row.text(3),
      ownerRole: row.text(2),
      createdAt: Double(row.text(5)))
  }

  func insertTenant(name: String, plan: Plan) throws(PlatformError) {
    try namingTaken(.tenant, name) { () throws(PlatformError) in
      try session.run(
        "INSERT INTO public.platform_tenants (name, owner_role) VALUES ($1, $1)", [name])
      try setPlan(plan, of: name)
      try session.run(
        """
        INSERT INTO public.tenant_permissions (tenant_id, member_role, role)
        SELECT id, owner_role, 'owner' FROM public.platform_tenants WHERE name = $1
        """, [name])
    }
  }

  func setTenant(_ name: String, status: String) throws(PlatformError) {
    try session.run(
      "UPDATE public.platform_tenants SET status = $2, updated_at = now() WHERE name = $1", [name, status])
  }

  func removeTenant(_ name: String) throws(PlatformError) {
    try session.run("DELETE FROM public.platform_tenants WHERE name = $1", [name])
  }

  /// Says a unique key's violation in the platform's words.
  func namingTaken(_ subject: PlatformError.Subject, _ name: String, _ body: () throws(PlatformError) -> Void)
    throws(PlatformError)
  {
    do throws(PlatformError) {
      try body()
    } catch {
      throw error.sqlState == "23505" ? .nameTaken(subject, name: name) : error
    }
  }
}
