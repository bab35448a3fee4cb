import Database

/// A catalog that is being put together from rows. Every list comes in one query without joins, which the server answers fastest; here they
/// find each other by oid and column number.
struct CatalogDraft {
  var catalog = Catalog()
  private var places: [UInt32: Int] = [:]
  /// Numbers of the columns of those relations that lost some; elsewhere they count from 1.
  private var numbers: [UInt32: [Int]] = [:]
  private var primaryKeys: [UInt32: [Int]] = [:]
  private var uniqueKeys: [UInt32: [[Int]]] = [:]
  private var checks: [UInt32: [String]] = [:]
  private var defaults: [ColumnPlace: String] = [:]
  private var comments: [ColumnPlace: String] = [:]
  private var keys: [Key] = []
  private var shared: [String: String] = [:]

  private struct ColumnPlace: Hashable {
    var relation: UInt32
    /// 0 is the relation itself.
    var number: Int
  }

  private struct Key {
    var name: String
    var from: UInt32
    var fromNumbers: [Int]
    var to: UInt32
    var toNumbers: [Int]
  }

  mutating func append(_ relation: Catalog.Relation) {
    var relation = relation
    relation.comment = comments[ColumnPlace(relation: relation.oid, number: 0)]
    relation.checks = checks[relation.oid] ?? []
    places[relation.oid] = catalog.relations.count
    catalog.relations.append(relation)
  }

  mutating func setPrimaryKey(_ numbers: [Int], of oid: UInt32) { primaryKeys[oid] = numbers }

  mutating func addUniqueKey(_ numbers: [Int], of oid: UInt32) { uniqueKeys[oid, default: []].append(numbers) }

  mutating func addCheck(_ expression: String, of oid: UInt32) { checks[oid, default: []].append(one(expression)) }

  mutating func setDefault(_ expression: String, of oid: UInt32, _ number: Int) {
    defaults[ColumnPlace(relation: oid, number: number)] = one(expression)
  }

  mutating func setComment(_ text: String, of oid: UInt32, _ number: Int) {
    comments[ColumnPlace(relation: oid, number: number)] = text
  }

  mutating func addKey(_ name: String, from: UInt32, _ fromNumbers: [Int], to: UInt32, _ toNumbers: [Int]) {
    keys.append(Key(name: one(name), from: from, fromNumbers: fromNumbers, to: to, toNumbers: toNumbers))
  }

  // MARK: Columns

  /// The columns of one relation, in order, with their numbers.
  mutating func setColumns(_ columns: [(number: Int, column: Catalog.Attribute)], of oid: UInt32) {
    guard let place = places[oid] else { return }
    let key = primaryKeys[oid] ?? []
    let complete = columns.map { number, column in
      var column = column
      column.isPrimaryKey = key.contains(number)
      column.defaultExpression = defaults[ColumnPlace(relation: oid, number: number)]
      column.comment = comments[ColumnPlace(relation: oid, number: number)]
      return column
    }
    if let last = columns.last, last.number != columns.count { numbers[oid] = columns.map(\.number) }
    // Partitions are made like their parents: thousands of them share one list.
    if let parent = catalog.relations[place].partitionOf.flatMap({ places[$0] }),
      catalog.relations[parent].columns == complete
    {
      catalog.relations[place].columns = catalog.relations[parent].columns
    } else {
      catalog.relations[place].columns = complete
    }
    catalog.relations[place].uniqueKeys = (uniqueKeys[oid] ?? []).compactMap { names($0, of: oid) }
  }

  /// Gives the catalog its foreign keys, those of them whose columns are known so far.
  mutating func resolveKeys() {
    catalog.foreignKeys = keys.compactMap { key in
      guard let from = names(key.fromNumbers, of: key.from), let to = names(key.toNumbers, of: key.to) else {
        return nil
      }
      return Catalog.ForeignKey(name: key.name, from: key.from, fromColumns: from, to: key.to, toColumns: to)
    }
  }

  private func names(_ wanted: [Int], of oid: UInt32) -> [String]? {
    guard let place = places[oid] else { return nil }
    let columns = catalog.relations[place].columns
    let found = wanted.compactMap { number -> String? in
      let index = numbers[oid].map { $0.firstIndex(of: number) } ?? number - 1
      return index.flatMap { columns.indices.contains($0) ? columns[$0].name : nil }
    }
    return found.count == wanted.count ? found : nil
  }

  /// The same few names, types and defaults stand in thousands of tables; each is kept once.
  mutating func one(_ text: String) -> String {
    // Short texts take no memory beside their place.
    if text.utf8.count < 16 { return text }
    if let known = shared[text] { return known }
    shared[text] = text
    return text
  }
}
