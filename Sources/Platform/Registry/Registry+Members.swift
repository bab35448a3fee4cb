import Database
import Postgres

extension Registry {
  /// A role that may log in, unless there is one. Owners of tenants and the server's administrators are nobody's members.
  func makeMember(_ name: String) throws(PlatformError) {
    let role = quotedIdentifier(name)
    let row = try session.run(
      """
      SELECT rolsuper, EXISTS (SELECT FROM public.platform_tenants WHERE owner_role = rolname)
      FROM pg_catalog.pg_roles WHERE rolname = $1
      """, [name]
    ).first
    if row?.isTrue(0) == true { throw .isProtected(.role, name: name, reason: "it administers the whole server") }
    if row?.isTrue(1) == true { throw .isProtected(.role, name: name, reason: "it owns a tenant") }
    try session.run(row == nil ? "CREATE ROLE \(role) LOGIN" : "ALTER ROLE \(role) LOGIN")
    try session.run("GRANT \(RegistrySchema.members) TO \(role)")
  }

  /// Takes what the member may do on a branch; what belongs to it goes to the tenant's owner.
  func withdraw(_ name: String, from branch: Branch, of tenant: Tenant) throws(PlatformError) {
    guard try !session.run("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", [name]).isEmpty else { return }
    let role = quotedIdentifier(name)
    let inside = try AdminSession(administrator.with("dbname", branch.database))
    try inside.transaction { () throws(PlatformError) in
      try inside.run("REASSIGN OWNED BY \(role) TO \(quotedIdentifier(tenant.ownerRole))")
      // DROP OWNED would take what other tenants have granted on their databases along.
      for privilege in try ViewerPrivilege.all(of: tenant, inside) { try inside.run(privilege.revoked(from: role)) }
    }
    let database = quotedIdentifier(branch.database)
    try session.run("ALTER ROLE \(role) IN DATABASE \(database) RESET ALL")
    try session.run("REVOKE CONNECT ON DATABASE \(database) FROM \(role)")
  }

  /// Lets the member in: as the owner, or to read what the owner has made and will make.
  func admit(_ name: String, _ level: MemberLevel, to branch: Branch, of tenant: Tenant) throws(PlatformError) {
    let (role, database) = (quotedIdentifier(name), quotedIdentifier(branch.database))
    try session.run("GRANT CONNECT ON DATABASE \(database) TO \(role)")
    if level.actsAsOwner {
      // What the member makes is the tenant's.
      let owner = quotedLiteral(tenant.ownerRole)
      try session.run("ALTER ROLE \(role) IN DATABASE \(database) SET role TO \(owner)")
    } else {
      let inside = try AdminSession(administrator.with("dbname", branch.database))
      try inside.transaction { () throws(PlatformError) in
        for privilege in try ViewerPrivilege.all(of: tenant, inside) { try inside.run(privilege.granted(to: role)) }
      }
    }
  }

  /// Writes down what the member is now, and lets a role go that is nobody's member any more.
  func settleMembership(_ name: String, _ level: MemberLevel?, of tenant: Tenant) throws(PlatformError) {
    let (role, owner) = (quotedIdentifier(name), quotedIdentifier(tenant.ownerRole))
    try session.transaction { () throws(PlatformError) in
      if let level {
        try session.run(level.actsAsOwner ? "GRANT \(owner) TO \(role)" : "REVOKE \(owner) FROM \(role)")
        try session.run(
          """
          INSERT INTO public.tenant_permissions (tenant_id, member_role, role) VALUES ($1, $2, $3)
          ON CONFLICT (tenant_id, member_role) DO UPDATE SET role = excluded.role
          """, [tenant.id, name, level.rawValue])
      } else {
        try session.run("REVOKE \(owner) FROM \(role)")
        try session.run(
          "DELETE FROM public.tenant_permissions WHERE tenant_id = $1 AND member_role = $2", [tenant.id, name])
        try retireMember(name)
      }
      try record(level == nil ? "member.remove" : "member.\(level?.rawValue ?? "")", tenant: tenant.name)
    }
  }

  /// Drops the role when no tenant has it as a member and none belongs to it.
  func retireMember(_ name: String) throws(PlatformError) {
    let isNeeded = try !session.run(
      """
      SELECT FROM public.tenant_permissions WHERE member_role = $1
      UNION ALL SELECT FROM public.platform_tenants WHERE owner_role = $1
      """, [name]
    ).isEmpty
    if !isNeeded { try retireOwner(name) }
  }

  /// The members that only this tenant has.
  func soleMembers(of tenant: String) throws(PlatformError) -> [String] {
    try session.run(
      """
      SELECT p.member_role FROM public.tenant_permissions AS p JOIN public.platform_tenants AS t ON t.id = p.tenant_id
      WHERE t.name = $1 AND p.member_role <> t.owner_role AND NOT EXISTS (
        SELECT FROM public.tenant_permissions AS o WHERE o.member_role = p.member_role AND o.tenant_id <> p.tenant_id)
      """, [tenant]
    ).map { $0.text(0) }
  }
}

/// One of the privileges by which a viewer reads a branch: those on what is there, and those on what its owner will make.
private struct ViewerPrivilege {
  /// Whose future objects it is about, as words before the statement; empty for objects that are there.
  let scope: String
  /// `SELECT ON ALL TABLES IN SCHEMA "public"`
  let what: String

  func granted(to role: String) -> String { "\(scope)GRANT \(what) TO \(role)" }
  func revoked(from role: String) -> String { "\(scope)REVOKE \(what) FROM \(role)" }

  static func all(of tenant: Tenant, _ inside: AdminSession) throws(PlatformError) -> [ViewerPrivilege] {
    let schemas = try inside.run(
      "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")
    let present = schemas.map { quotedIdentifier($0.text(0)) }.flatMap { schema in
      ["USAGE ON SCHEMA", "SELECT ON ALL TABLES IN SCHEMA", "SELECT ON ALL SEQUENCES IN SCHEMA"].map {
        ViewerPrivilege(scope: "", what: "\($0) \(schema)")
      }
    }
    let scope = "ALTER DEFAULT PRIVILEGES FOR ROLE \(quotedIdentifier(tenant.ownerRole)) "
    let coming = ["USAGE ON SCHEMAS", "SELECT ON TABLES", "SELECT ON SEQUENCES"].map {
      ViewerPrivilege(scope: scope, what: $0)
    }
    return present + coming
  }
}
