import Database
import SQLText

/// Staged changes as statements, one a row, each of which has to touch just that row.
struct ChangeSet: Sendable {
  struct Item: Sendable {
    var sql: String
    /// What is changed, in words: `update of public.t, id = 1`.
    var title: String
    /// Gives the row as it is now, to show what someone else made of it; nil for inserts.
    var look: String?
    /// What the row held when it was read, by name, as far as the statement compares it.
    var expected: [(name: String, value: String?)] = []
    var aim = Aim.insertion
    /// Columns of the result that the server tells the new values of, with their names in the table.
    var told: [(column: Int, name: String)] = []

    /// What goes to the server: nothing but the answer is more than `sql` says.
    var sent: String {
      told.isEmpty ? sql : "\(sql)\n  returning \(told.map { Quoting.identifier($0.name) }.joined(separator: ", "))"
    }
  }

  /// What becomes of the rows of the result.
  enum Aim: Sendable, Hashable {
    case update(row: Int)
    case deletion(row: Int)
    case insertion
  }

  var items: [Item] = []

  /// Fails with the reason, in one sentence, why a change cannot be written.
  init(_ staged: StagedChanges, _ result: ResultSet, _ tables: [UInt32: TableFacts]) throws(Failure) {
    let rows = tables.mapValues { TableRow($0, in: result.columns) }
    for row in staged.changedRows {
      let values = staged.values(of: row)
      let byTable = Dictionary(grouping: values.keys.sorted()) { result.columns[$0].tableOID }
      for (oid, columns) in byTable.sorted(by: { $0.key < $1.key }) where staged.deleted[row] != oid {
        guard let table = rows[oid] else { throw Failure("a computed column cannot be changed") }
        items.append(try Self.update(row, columns, values, table, result))
      }
    }
    for (row, oid) in staged.deleted.sorted(by: { $0.key < $1.key }) {
      guard let table = rows[oid] else { throw Failure("the row is of no table") }
      items.append(try Self.deletion(row, table, result))
    }
    for row in staged.newRows {
      guard let table = rows[row.table] else { throw Failure("the row is of no table") }
      items.append(Self.insertion(row.values, table))
    }
  }

  /// The conditions that find the row, and the same in words.
  private static func condition(
    _ row: Int, _ table: TableRow, _ result: ResultSet
  ) throws(Failure) -> (sql: [String], words: String) {
    if let problem = table.problem { throw Failure(problem) }
    var sql: [String] = []
    var words: [String] = []
    for number in table.key ?? [] {
      guard let place = table.places[number], let column = table.facts.columns[number] else { continue }
      guard let value = result.text(row: row, column: place) else {
        throw Failure("row \(grouped(row + 1)) holds no row of \(table.facts.name)")
      }
      sql.append(Condition.equals(column.name, value, typeOID: result.columns[place].typeOID))
      words.append("\(column.name) = \(value)")
    }
    return (sql, words.joined(separator: ", "))
  }

  private static func update(
    _ row: Int, _ columns: [Int], _ values: [Int: NewValue], _ table: TableRow, _ result: ResultSet
  ) throws(Failure) -> Item {
    let key = try condition(row, table, result)
    var sets: [String] = []
    var item = Item(sql: "", title: "update of \(table.facts.name), \(key.words)", look: nil, aim: .update(row: row))
    item.told = told(table)
    var old: [String] = []
    for column in columns {
      let from = result.columns[column]
      guard let facts = table.facts.columns[from.tableColumn], let value = values[column] else { continue }
      if facts.isGenerated { throw Failure("\(facts.name) is generated from other columns") }
      sets.append("\(Quoting.identifier(facts.name)) = \(value.sql)")
      let before = result.text(row: row, column: column)
      old.append(Condition.equals(facts.name, before, typeOID: from.typeOID))
      item.expected.append((facts.name, before))
    }
    let isKey = Set(key.sql)
    let conditions = key.sql + old.filter { !isKey.contains($0) }
    item.sql =
      "update \(table.facts.name) set \(sets.joined(separator: ", "))\n  where \(conditions.joined(separator: "\n    and "))"
    item.look = look(item.expected.map(\.name), table, key.sql)
    return item
  }

  private static func deletion(_ row: Int, _ table: TableRow, _ result: ResultSet) throws(Failure) -> Item {
    let key = try condition(row, table, result)
    var item = Item(
      sql: "", title: "deletion from \(table.facts.name), \(key.words)", look: nil, aim: .deletion(row: row))
    var conditions = key.sql
    for (number, place) in table.places.sorted(by: { $0.key < $1.key }) where table.key?.contains(number) == false {
      guard let facts = table.facts.columns[number] else { continue }
      let before = result.text(row: row, column: place)
      conditions.append(Condition.equals(facts.name, before, typeOID: result.columns[place].typeOID))
      item.expected.append((facts.name, before))
    }
    item.sql = "delete from \(table.facts.name)\n  where \(conditions.joined(separator: "\n    and "))"
    item.look = look(item.expected.map(\.name), table, key.sql)
    return item
  }

  private static func look(_ names: [String], _ table: TableRow, _ key: [String]) -> String {
    let columns = names.isEmpty ? "1" : names.map(Quoting.identifier).joined(separator: ", ")
    return "select \(columns) from \(table.facts.name) where \(key.joined(separator: " and "))"
  }

  /// All columns of the table that are in the result: triggers and the server itself set some of them too.
  private static func told(_ table: TableRow) -> [(column: Int, name: String)] {
    table.places.sorted { $0.key < $1.key }.compactMap { number, place in
      table.facts.columns[number].map { (place, $0.name) }
    }
  }

  private static func insertion(_ values: [Int16: NewValue], _ table: TableRow) -> Item {
    let facts = table.facts
    let given = values.sorted { $0.key < $1.key }.compactMap { number, value in
      facts.columns[number].map { ($0.name, value.sql) }
    }
    let title = "insert into \(facts.name)"
    if given.isEmpty {
      return Item(sql: "insert into \(facts.name) default values", title: title, look: nil, told: told(table))
    }
    let names = given.map { Quoting.identifier($0.0) }.joined(separator: ", ")
    let sql = "insert into \(facts.name) (\(names))\n  values (\(given.map(\.1).joined(separator: ", ")))"
    return Item(sql: sql, title: title, look: nil, told: told(table))
  }
}

/// Why changes were not applied.
enum ApplyProblem: Sendable {
  /// The server refused a statement.
  case refused(ServerError, ChangeSet.Item?)
  /// Rows that are not any more as they were read.
  case conflicts([ChangeSet.Item])
}
