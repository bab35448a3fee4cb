extension Registry {
  /// Gives a copy what belongs to a database and is not copied with it: privileges, connection limit, comment, settings.
  func copySettings(from source: String, to copy: String) throws(PlatformError) {
    try copyPrivileges(from: source, to: copy)
    try copyProperties(from: source, to: copy)
    try copyParameters(from: source, to: copy)
  }

  private func copyPrivileges(from source: String, to copy: String) throws(PlatformError) {
    let target = quotedIdentifier(copy)
    let owner = try session.run(
      "SELECT pg_catalog.pg_get_userbyid(datdba) FROM pg_catalog.pg_database WHERE datname = $1", [copy]
    ).first?.text(0)
    guard let owner else { throw .notFound(.branch, name: copy) }
    try session.run("REVOKE ALL ON DATABASE \(target) FROM PUBLIC, \(quotedIdentifier(owner))")
    let granted = try session.run(
      """
      SELECT a.privilege_type, CASE WHEN a.grantee = 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(a.grantee) END, a.is_grantable
      FROM pg_catalog.pg_database AS d, pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) AS a
      WHERE d.datname = $1
      """, [source])
    for row in granted {
      let grantee = row[1].map(quotedIdentifier) ?? "PUBLIC"
      try session.run(
        "GRANT \(row.text(0)) ON DATABASE \(target) TO \(grantee)\(row.isTrue(2) ? " WITH GRANT OPTION" : "")")
    }
  }

  private func copyProperties(from source: String, to copy: String) throws(PlatformError) {
    let row = try session.run(
      "SELECT datconnlimit, pg_catalog.shobj_description(oid, 'pg_database') FROM pg_catalog.pg_database WHERE datname = $1",
      [source]
    ).first
    guard let row else { throw .notFound(.branch, name: source) }
    try session.run("ALTER DATABASE \(quotedIdentifier(copy)) WITH CONNECTION LIMIT \(row.text(0))")
    if let comment = row[1] {
      try session.run("COMMENT ON DATABASE \(quotedIdentifier(copy)) IS \(quotedLiteral(comment))")
    }
  }

  /// Parameters whose value is a list of quoted names: taken from a session that has the value, since a literal would be one name.
  private static let lists = [
    "search_path", "temp_tablespaces", "local_preload_libraries", "session_preload_libraries",
  ]

  /// How a protected branch refuses writes; its copies are not protected.
  static let readOnly = "default_transaction_read_only"

  private func copyParameters(from source: String, to copy: String) throws(PlatformError) {
    let rows = try session.run(
      """
      SELECT r.rolname, pg_catalog.split_part(c, '=', 1), pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1)
      FROM pg_catalog.pg_db_role_setting AS s
      JOIN pg_catalog.pg_database AS d ON d.oid = s.setdatabase AND d.datname = $1
      LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = s.setrole
      CROSS JOIN pg_catalog.unnest(s.setconfig) AS c
      WHERE NOT (s.setrole = 0 AND c = '\(Self.readOnly)=on')
      """, [source])
    for row in rows {
      let target = quotedIdentifier(copy)
      let subject = row[0].map { "ROLE \(quotedIdentifier($0)) IN DATABASE \(target)" } ?? "DATABASE \(target)"
      let name = row.text(1)
      let words = name.split(separator: ".").map { quotedIdentifier(String($0)) }.joined(separator: ".")
      if Self.lists.contains(name) {
        try session.run("SELECT pg_catalog.set_config($1, $2, true)", [name, row.text(2)])
        try session.run("ALTER \(subject) SET \(words) FROM CURRENT")
      } else {
        try session.run("ALTER \(subject) SET \(words) TO \(quotedLiteral(row.text(2)))")
      }
    }
  }
}
