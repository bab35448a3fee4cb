package import Database

/// Reads what a database holds, on a connection of its own: one moment of it, in two exchanges with the server.
package enum CatalogReader {
  /// Gives the user's relations first through `part`, with the columns of those in the search_path, then everything as the result.
  package static func read(
    _ settings: ConnectionSettings, part: @escaping (Catalog) -> Void
  ) throws(ServerError) -> Catalog {
    func unknown(_: String) -> Catalog? { nil }
    return try read(settings, known: unknown, part: part).catalog
  }

  /// The same, quicker where the schema is known already: `known` gives the catalog kept under a fingerprint, perhaps that of another
  /// database with the same schema. Without `part` nothing is read twice.
  package static func read(
    _ settings: ConnectionSettings, known: (String) -> Catalog?, part: ((Catalog) -> Void)?
  ) throws(ServerError) -> (catalog: Catalog, fingerprint: String) {
    let connection = try connect(settings)
    var draft = CatalogDraft()
    try run(placeQueries + relationQueries + (part == nil ? [] : [columns(inPath: true)]), connection, &draft)
    if let part {
      draft.resolveKeys()
      part(draft.catalog)
    }
    let fingerprint = try fingerprint(connection)
    if let known = known(fingerprint) {
      try run([roleQuery], connection, &draft)
      return (adopt(known, as: draft.catalog), fingerprint)
    }
    let rest = part == nil ? columns(inPath: nil) : columns(inPath: false)
    try run([systemRelations, rest, roleQuery] + memberQueries, connection, &draft)
    draft.resolveKeys()
    draft.catalog.isComplete = true
    return (draft.catalog, fingerprint)
  }

  /// The fingerprint alone: whether anything changed since a catalog was read.
  package static func fingerprint(_ settings: ConnectionSettings) throws(ServerError) -> String {
    let connection = try connect(settings)
    try connection.execute("set local search_path = ''")
    return try fingerprint(connection)
  }

  /// One moment is read, by a session that can change nothing.
  private static func connect(_ settings: ConnectionSettings) throws(ServerError) -> Connection {
    let connection = try Connection(settings.with("application_name", "perch catalog"))
    try connection.execute(
      "set statement_timeout = '30s'; begin transaction isolation level repeatable read read only")
    return connection
  }

  private static func run(
    _ queries: [CatalogQuery], _ connection: Connection, _ draft: inout CatalogDraft
  ) throws(ServerError) {
    try connection.execute(script: queries.map(\.sql)) { statement, rows in queries[statement].take(rows, &draft) }
  }

  private static let placeQueries = [
    // The search_path is that of a fresh session, as the user's statements have it; own queries see only what they name.
    CatalogQuery(
      """
      select pg_catalog.current_database(),
        pg_catalog.set_config('perch.search_path', pg_catalog.array_to_string(pg_catalog.current_schemas(false), E'\\n'), true)
      """
    ) { rows, draft in
      draft.catalog.database = rows.string(0, 0)
      draft.catalog.searchPath = rows.string(0, 1).split(separator: "\n").map(String.init)
    },
    CatalogQuery("set local search_path = ''"),
    CatalogQuery(
      """
      select n.nspname, pg_catalog.obj_description(n.oid, 'pg_namespace')
      from pg_catalog.pg_namespace n where n.nspname !~ '^pg_(toast|temp)' order by n.nspname
      """
    ) { rows, draft in
      draft.catalog.schemas = (0..<rows.rowCount).map {
        Catalog.Schema(name: rows.string($0, 0), comment: rows.text(row: $0, column: 1))
      }
    },
  ]

  private static let roleQuery = CatalogQuery(
    "select rolname from pg_catalog.pg_roles order by rolname", names: \.roles)
}
