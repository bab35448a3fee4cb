package import Database

/// Reads what a database holds, on a connection of its own, in a few set-wise queries.
package enum CatalogReader {
  /// Gives the relations and columns of the user's schemas first through `part`, then everything as the result.
  package static func read(
    _ settings: ConnectionSettings, part: (Catalog) -> Void
  ) throws(ServerError) -> Catalog {
    func unknown(_: String) -> Catalog? { nil }
    return try read(settings, known: unknown, part: part).catalog
  }

  /// The same, quicker where the schema is known already: `known` gives the catalog kept under a fingerprint, perhaps that of another
  /// database with the same schema.
  package static func read(
    _ settings: ConnectionSettings, known: (String) -> Catalog?, part: (Catalog) -> Void
  ) throws(ServerError) -> (catalog: Catalog, fingerprint: String) {
    let connection = try connect(settings)
    var catalog = Catalog()
    try readPlace(connection, settings, &catalog)
    let fingerprint = try fingerprint(connection)
    if let known = known(fingerprint) { return (try adopt(known, connection, catalog), fingerprint) }
    try readRelations(connection, userOnly: true, &catalog)
    try readForeignKeys(connection, &catalog)
    part(catalog)
    try readFunctions(connection, &catalog)
    try readTypes(connection, &catalog)
    try readRelations(connection, userOnly: false, &catalog)
    try readSettings(connection, &catalog)
    try readObjects(connection, &catalog)
    try readRoles(connection, &catalog)
    catalog.extensions = try names(connection, "select name from pg_catalog.pg_available_extensions order by name")
    catalog.isComplete = true
    return (catalog, fingerprint)
  }

  /// The fingerprint alone: whether anything changed since a catalog was read.
  package static func fingerprint(_ settings: ConnectionSettings) throws(ServerError) -> String {
    try fingerprint(connect(settings))
  }

  /// Own queries see only what they name, and never wait behind someone's DDL.
  private static func connect(_ settings: ConnectionSettings) throws(ServerError) -> Connection {
    let connection = try Connection(settings.with("application_name", "perch catalog"))
    try connection.execute(
      "set search_path = ''; set statement_timeout = '30s'; set default_transaction_read_only = on")
    return connection
  }

  static func readRoles(_ connection: Connection, _ catalog: inout Catalog) throws(ServerError) {
    catalog.roles = try names(connection, "select rolname from pg_catalog.pg_roles order by rolname")
  }

  static func names(_ connection: Connection, _ sql: String) throws(ServerError) -> [String] {
    let rows = try connection.execute(sql)
    return (0..<rows.rowCount).map { rows.text(row: $0, column: 0) ?? "" }
  }

  /// The search_path is that of a fresh session, as the user's statements have it.
  private static func readPlace(
    _ connection: Connection, _ settings: ConnectionSettings, _ catalog: inout Catalog
  ) throws(ServerError) {
    let path = try connection.execute(
      """
      reset search_path;
      select pg_catalog.current_database(), pg_catalog.array_to_string(pg_catalog.current_schemas(false), E'\\n')
      """)
    try connection.execute("set search_path = ''")
    catalog.database = path.text(row: 0, column: 0) ?? ""
    catalog.searchPath = (path.text(row: 0, column: 1) ?? "").split(separator: "\n").map(String.init)
    let schemas = try connection.execute(
      """
      select n.nspname, pg_catalog.obj_description(n.oid, 'pg_namespace')
      from pg_catalog.pg_namespace n
      where n.nspname !~ '^pg_(toast|temp)' order by n.nspname
      """)
    catalog.schemas = (0..<schemas.rowCount).map {
      Catalog.Schema(name: schemas.text(row: $0, column: 0) ?? "", comment: schemas.text(row: $0, column: 1))
    }
  }

  static let systemSchemas = "('pg_catalog', 'information_schema')"

  private static func readRelations(
    _ connection: Connection, userOnly: Bool, _ catalog: inout Catalog
  ) throws(ServerError) {
    let scope = "n.nspname \(userOnly ? "not in" : "in") \(systemSchemas) and n.nspname !~ '^pg_(toast|temp)'"
    let relations = try connection.execute(
      """
      select c.oid, n.nspname, c.relname, c.relkind,
        case when c.reltuples >= 0 then c.reltuples::pg_catalog.int8 end, pg_catalog.obj_description(c.oid, 'pg_class'),
        case when c.relkind in ('v', 'm') and c.oid >= 16384
          then pg_catalog.left(pg_catalog.pg_get_viewdef(c.oid), 2000) end
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not c.relispartition and \(scope)
      order by n.nspname, c.relname
      """)
    var places: [UInt32: Int] = [:]
    for row in 0..<relations.rowCount {
      func text(_ column: Int) -> String { relations.text(row: row, column: column) ?? "" }
      let oid = UInt32(text(0)) ?? 0
      places[oid] = catalog.relations.count
      var relation = Catalog.Relation(
        oid: oid, schema: text(1), name: text(2), kind: kind(text(3)), estimatedRows: Int64(text(4)),
        comment: relations.text(row: row, column: 5))
      relation.definition = relations.text(row: row, column: 6)
      catalog.relations.append(relation)
    }
    try readColumns(connection, scope: scope, places, &catalog)
  }

  private static func kind(_ letter: String) -> Catalog.RelationKind {
    switch letter {
    case "p": .partitionedTable
    case "v": .view
    case "m": .materializedView
    case "f": .foreignTable
    case "S": .sequence
    default: .table
    }
  }

  private static func readColumns(
    _ connection: Connection, scope: String, _ places: [UInt32: Int], _ catalog: inout Catalog
  ) throws(ServerError) {
    let columns = try connection.execute(
      """
      select a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, i.indrelid is not null,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid), pg_catalog.col_description(a.attrelid, a.attnum)
      from pg_catalog.pg_attribute a
        join pg_catalog.pg_class c on c.oid = a.attrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        left join pg_catalog.pg_index i on i.indrelid = c.oid and i.indisprimary
          and a.attnum = any ((i.indkey::pg_catalog.int2[])[0:i.indnkeyatts - 1])
        left join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f') and \(scope)
      order by a.attrelid, a.attnum
      """)
    // The same few names and types stand in thousands of tables.
    var shared: [String: String] = [:]
    func one(_ text: String) -> String {
      if text.utf8.count < 16 { return text }
      if let known = shared[text] { return known }
      shared[text] = text
      return text
    }
    for row in 0..<columns.rowCount {
      func text(_ column: Int) -> String { columns.text(row: row, column: column) ?? "" }
      guard let oid = UInt32(text(0)), let place = places[oid] else { continue }
      catalog.relations[place].columns.append(
        Catalog.Attribute(
          name: one(text(1)), type: one(text(2)), isNullable: text(3) == "f", isPrimaryKey: text(4) == "t",
          defaultExpression: columns.text(row: row, column: 5), comment: columns.text(row: row, column: 6)))
    }
  }

  private static func readForeignKeys(_ connection: Connection, _ catalog: inout Catalog) throws(ServerError) {
    let keys = try connection.execute(
      """
      select k.conname, k.conrelid, k.confrelid, f.attname, t.attname
      from pg_catalog.pg_constraint k
        cross join lateral rows from (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey))
          with ordinality u (f, t, place)
        join pg_catalog.pg_attribute f on f.attrelid = k.conrelid and f.attnum = u.f
        join pg_catalog.pg_attribute t on t.attrelid = k.confrelid and t.attnum = u.t
      where k.contype = 'f'
      order by k.conrelid, k.conname, k.oid, u.place
      """)
    for row in 0..<keys.rowCount {
      func text(_ column: Int) -> String { keys.text(row: row, column: column) ?? "" }
      let (name, from, to) = (text(0), UInt32(text(1)) ?? 0, UInt32(text(2)) ?? 0)
      if let last = catalog.foreignKeys.last, last.name == name, last.from == from {
        catalog.foreignKeys[catalog.foreignKeys.count - 1].fromColumns.append(text(3))
        catalog.foreignKeys[catalog.foreignKeys.count - 1].toColumns.append(text(4))
      } else {
        catalog.foreignKeys.append(
          Catalog.ForeignKey(name: name, from: from, fromColumns: [text(3)], to: to, toColumns: [text(4)]))
      }
    }
  }

  private static func readFunctions(_ connection: Connection, _ catalog: inout Catalog) throws(ServerError) {
    let functions = try connection.execute(
      """
      select n.nspname, p.proname, pg_catalog.pg_get_function_arguments(p.oid),
        coalesce(pg_catalog.pg_get_function_result(p.oid), ''), p.prokind, pg_catalog.obj_description(p.oid, 'pg_proc')
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where n.nspname !~ '^pg_(toast|temp)'
        and p.prorettype not in ('pg_catalog.internal'::pg_catalog.regtype, 'pg_catalog.cstring'::pg_catalog.regtype)
        and not 'pg_catalog.internal'::pg_catalog.regtype = any (p.proargtypes)
      order by n.nspname, p.proname, p.oid
      """)
    for row in 0..<functions.rowCount {
      func text(_ column: Int) -> String { functions.text(row: row, column: column) ?? "" }
      let kind: Catalog.Function.Kind =
        switch text(4) {
        case "p": .procedure
        case "a": .aggregate
        case "w": .window
        default: .function
        }
      catalog.functions.append(
        Catalog.Function(
          schema: text(0), name: text(1), arguments: text(2), result: text(3), kind: kind,
          comment: functions.text(row: row, column: 5)))
    }
  }

  private static func readTypes(_ connection: Connection, _ catalog: inout Catalog) throws(ServerError) {
    let types = try connection.execute(
      """
      select n.nspname, t.typname, t.typtype,
        (select pg_catalog.string_agg(e.enumlabel, E'\\n' order by e.enumsortorder)
          from pg_catalog.pg_enum e where e.enumtypid = t.oid)
      from pg_catalog.pg_type t
        join pg_catalog.pg_namespace n on n.oid = t.typnamespace
        left join pg_catalog.pg_class c on c.oid = t.typrelid
      where t.typtype in ('b', 'c', 'd', 'e', 'r') and (c.oid is null or c.relkind = 'c') and t.typcategory <> 'A'
        and n.nspname !~ '^pg_(toast|temp)'
      order by n.nspname, t.typname
      """)
    for row in 0..<types.rowCount {
      func text(_ column: Int) -> String { types.text(row: row, column: column) ?? "" }
      let kind: Catalog.TypeEntry.Kind =
        switch text(2) {
        case "c": .composite
        case "d": .domain
        case "e": .enumeration
        case "r": .range
        default: .base
        }
      catalog.types.append(
        Catalog.TypeEntry(
          schema: text(0), name: text(1), kind: kind, labels: text(3).split(separator: "\n").map(String.init)))
    }
  }
}
