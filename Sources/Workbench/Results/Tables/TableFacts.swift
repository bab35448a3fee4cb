import Database
import SQLText

/// What has to be known of a table to name its rows: columns by number, keys, and foreign keys from it and to it.
struct TableFacts: Sendable {
  struct ColumnFacts: Sendable {
    var name: String
    /// As `format_type` writes it.
    var type: String
    var isNullable: Bool
    /// Made by the server from other columns: it cannot be set.
    var isGenerated: Bool
    /// The default's expression, or that it is an identity.
    var defaultText: String?
  }

  /// A foreign key; columns in its order.
  struct Reference: Sendable {
    var name: String
    var from: UInt32
    /// `schema.table` as SQL needs it.
    var fromTable: String
    var fromColumns: [(number: Int16, name: String)] = []
    var to: UInt32
    var toTable: String
    var toColumns: [(number: Int16, name: String)] = []
  }

  var oid: UInt32
  /// `schema.table` as SQL needs it.
  var name: String
  /// A table or a partitioned one; others have no rows of their own.
  var holdsRows: Bool
  /// By `attnum`.
  var columns: [Int16: ColumnFacts] = [:]
  /// The primary key first; only those whose columns are never NULL.
  var keys: [[Int16]] = []
  /// Foreign keys of the table.
  var references: [Reference] = []
  /// Foreign keys to the table.
  var referrers: [Reference] = []

  // MARK: Reading

  /// The statements whose answers `all(of:)` reads.
  static func statements(_ oids: [UInt32]) -> [String] {
    let list = oids.map(String.init).joined(separator: ", ")
    return [
      """
      select a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
        a.attgenerated <> '', case when a.attidentity <> '' then 'identity'
        else \(DefaultExpression.sql(of: "d")) end, n.nspname, c.relname, c.relkind in ('r', 'p')
      from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid in (\(list)) and a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum
      """,
      """
      select i.indrelid, pg_catalog.array_to_string((i.indkey::pg_catalog.int2[])[0:i.indnkeyatts - 1], ' ')
      from pg_catalog.pg_index i
      where i.indrelid in (\(list)) and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
      order by i.indrelid, i.indisprimary desc, i.indnkeyatts, i.indexrelid
      """,
      """
      select o.oid, o.conname, o.conrelid, fn.nspname, f.relname, o.confrelid, tn.nspname, t.relname,
        fa.attnum, fa.attname, ta.attnum, ta.attname
      from pg_catalog.pg_constraint o
      join pg_catalog.pg_class f on f.oid = o.conrelid join pg_catalog.pg_namespace fn on fn.oid = f.relnamespace
      join pg_catalog.pg_class t on t.oid = o.confrelid join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
      cross join lateral rows from (pg_catalog.unnest(o.conkey), pg_catalog.unnest(o.confkey))
        with ordinality k(fk, tk, place)
      join pg_catalog.pg_attribute fa on fa.attrelid = o.conrelid and fa.attnum = k.fk
      join pg_catalog.pg_attribute ta on ta.attrelid = o.confrelid and ta.attnum = k.tk
      where o.contype = 'f' and o.conparentid = 0 and (o.conrelid in (\(list)) or o.confrelid in (\(list)))
      order by fn.nspname, f.relname, o.conname, o.oid, k.place
      """,
    ]
  }

  static func all(of answer: InquiryAnswer) -> [UInt32: TableFacts] {
    var tables: [UInt32: TableFacts] = [:]
    let columns = answer.rows(of: 0)
    for row in 0..<columns.rowCount {
      func text(_ column: Int) -> String { columns.text(row: row, column: column) ?? "" }
      guard let oid = UInt32(text(0)), let number = Int16(text(1)) else { continue }
      let name = Quoting.identifier(text(7)) + "." + Quoting.identifier(text(8))
      tables[oid, default: TableFacts(oid: oid, name: name, holdsRows: text(9) == "t")].columns[number] = ColumnFacts(
        name: text(2), type: text(3), isNullable: text(4) != "t", isGenerated: text(5) == "t",
        defaultText: columns.text(row: row, column: 6))
    }
    readKeys(answer.rows(of: 1), into: &tables)
    for reference in references(answer.rows(of: 2)) {
      tables[reference.from]?.references.append(reference)
      tables[reference.to]?.referrers.append(reference)
    }
    return tables
  }

  private static func readKeys(_ rows: ResultSet, into tables: inout [UInt32: TableFacts]) {
    for row in 0..<rows.rowCount {
      guard let oid = rows.text(row: row, column: 0).flatMap({ UInt32($0) }), let table = tables[oid] else { continue }
      let key = (rows.text(row: row, column: 1) ?? "").split(separator: " ").compactMap { Int16($0) }
      if !key.isEmpty, key.allSatisfy({ table.columns[$0]?.isNullable == false }) { tables[oid]?.keys.append(key) }
    }
  }

  private static func references(_ rows: ResultSet) -> [Reference] {
    var found: [Reference] = []
    var last: String?
    for row in 0..<rows.rowCount {
      func text(_ column: Int) -> String { rows.text(row: row, column: column) ?? "" }
      func table(_ schema: Int) -> String {
        Quoting.identifier(text(schema)) + "." + Quoting.identifier(text(schema + 1))
      }
      if text(0) != last {
        last = text(0)
        found.append(
          Reference(
            name: text(1), from: UInt32(text(2)) ?? 0, fromTable: table(3), to: UInt32(text(5)) ?? 0, toTable: table(6))
        )
      }
      found[found.count - 1].fromColumns.append((Int16(text(8)) ?? 0, text(9)))
      found[found.count - 1].toColumns.append((Int16(text(10)) ?? 0, text(11)))
    }
    return found
  }
}
