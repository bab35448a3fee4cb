import Database

// Tables, views and their columns.
extension CatalogReader {
  static let relationQueries = [
    CatalogQuery(
      """
      select objoid, objsubid, description from pg_catalog.pg_description
      where classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and objoid >= 16384
      """
    ) { rows, draft in
      for row in 0..<rows.rowCount {
        draft.setComment(rows.string(row, 2), of: rows.number(row, 0), Int(rows.number(row, 1)))
      }
    },
    CatalogQuery(
      """
      select conrelid, pg_catalog.pg_get_expr(conbin, conrelid) from pg_catalog.pg_constraint
      where contype = 'c' and conrelid > 0 order by conrelid, conname
      """
    ) { rows, draft in
      for row in 0..<rows.rowCount { draft.addCheck(rows.string(row, 1), of: rows.number(row, 0)) }
    },
    relations(in: userSchemas),
    CatalogQuery(
      """
      select indrelid, (indkey::pg_catalog.int2[])[0:indnkeyatts - 1], indisprimary from pg_catalog.pg_index
      where indisunique and indpred is null and indexprs is null order by indrelid, indexrelid
      """, takeKeys),
    CatalogQuery("select d.adrelid, d.adnum, \(DefaultExpression.sql(of: "d")) from pg_catalog.pg_attrdef d") {
      rows, draft in
      for row in 0..<rows.rowCount {
        draft.setDefault(rows.string(row, 2), of: rows.number(row, 0), Int(rows.number(row, 1)))
      }
    },
    CatalogQuery(
      """
      select conname, conrelid, conkey, confrelid, confkey from pg_catalog.pg_constraint where contype = 'f'
      order by conrelid, conname, oid
      """
    ) { rows, draft in
      for row in 0..<rows.rowCount {
        draft.addKey(
          rows.string(row, 0), from: rows.number(row, 1), rows.numbers(row, 2), to: rows.number(row, 3),
          rows.numbers(row, 4))
      }
    },
  ]

  static let systemRelations = relations(in: "n.nspname in ('pg_catalog', 'information_schema')")

  private static func takeKeys(_ rows: ResultSet, _ draft: inout CatalogDraft) {
    for row in 0..<rows.rowCount {
      let (relation, columns) = (rows.number(row, 0), keyNumbers(rows.string(row, 1)))
      if rows.isTrue(row, 2) {
        draft.setPrimaryKey(columns, of: relation)
      } else {
        draft.addUniqueKey(columns, of: relation)
      }
    }
  }

  /// The slice of an array that does not begin at 1 is written with its bounds: `[0:1]={2,1}`.
  private static func keyNumbers(_ text: String) -> [Int] {
    (text.split(separator: "=").last ?? "").split { !$0.isNumber }.compactMap { Int($0) }
  }

  private static func relations(in schemas: String) -> CatalogQuery {
    CatalogQuery(
      """
      select c.oid, n.nspname, c.relname, c.relkind,
        case when c.reltuples >= 0 then c.reltuples::pg_catalog.int8 end,
        case when c.relkind in ('v', 'm') and c.oid >= 16384
          then pg_catalog.left(pg_catalog.pg_get_viewdef(c.oid), 2000) end,
        case when c.relispartition then
          (select i.inhparent from pg_catalog.pg_inherits i where i.inhrelid = c.oid and i.inhseqno = 1) end
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and \(schemas)
      order by n.nspname, c.relname
      """
    ) { rows, draft in
      for row in 0..<rows.rowCount {
        var relation = Catalog.Relation(
          oid: rows.number(row, 0), schema: draft.one(rows.string(row, 1)), name: rows.string(row, 2),
          kind: kind(rows.string(row, 3)), estimatedRows: rows.text(row: row, column: 4).flatMap { Int64($0) })
        relation.definition = rows.text(row: row, column: 5)
        relation.partitionOf = rows.text(row: row, column: 6).flatMap { UInt32($0) }
        draft.append(relation)
      }
    }
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

  /// The columns of the search_path's relations, of all others, or of all. Those of a table come before those of its partitions, for a
  /// partition is made after its parent, or attached to it: then it has a list of its own.
  static func columns(inPath: Bool?) -> CatalogQuery {
    let path = "any (pg_catalog.string_to_array(pg_catalog.current_setting('perch.search_path'), E'\\n'))"
    let schemas =
      switch inPath {
      case true?: "and n.nspname = \(path)"
      case false?: "and not n.nspname = \(path)"
      case nil: ""
      }
    return CatalogQuery(
      """
      select a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull
      from pg_catalog.pg_attribute a
        join pg_catalog.pg_class c on c.oid = a.attrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and n.nspname !~ '^pg_(toast|temp)' \(schemas)
      order by a.attrelid, a.attnum
      """, takeColumns)
  }

  private static func takeColumns(_ rows: ResultSet, _ draft: inout CatalogDraft) {
    var columns: [(number: Int, column: Catalog.Attribute)] = []
    var relation: UInt32 = 0
    for row in 0..<rows.rowCount {
      let oid = rows.number(row, 0)
      if oid != relation {
        draft.setColumns(columns, of: relation)
        columns.removeAll(keepingCapacity: true)
        relation = oid
      }
      let column = Catalog.Attribute(
        name: draft.one(rows.string(row, 2)), type: draft.one(rows.string(row, 3)),
        isNullable: !rows.isTrue(row, 4))
      columns.append((Int(rows.number(row, 1)), column))
    }
    draft.setColumns(columns, of: relation)
  }
}
