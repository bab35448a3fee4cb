import Database

/// The catalog by name, made once when it arrives, so that completing is quick on any number of tables.
struct NameIndex: Sendable {
  /// A name and what it is compared by.
  struct Entry: Sendable {
    var name: String
    /// Lower case, as UTF-8.
    var folded: [UInt8]
    /// Index in the catalog's list.
    var place: Int

    init(_ name: String, _ place: Int) {
      self.name = name
      folded = Array(name.lowercased().utf8)
      self.place = place
    }
  }

  private(set) var relations: [Entry] = []
  private(set) var functions: [Entry] = []
  private(set) var types: [Entry] = []
  /// Names of columns of the search_path's tables, each once.
  private(set) var columns: [Entry] = []
  private var byColumn: [String: [UInt32]] = [:]
  private var functionsByName: [String: [Int]] = [:]
  /// Relations by name, those of schemas that come first in the search_path first.
  private var byName: [String: [Int]] = [:]
  private var byOID: [UInt32: Int] = [:]
  /// Foreign keys by the table at either end.
  private var keys: [UInt32: [Int]] = [:]
  private let ranks: [String: Int]
  private let catalog: Catalog

  init(_ catalog: Catalog) {
    self.catalog = catalog
    var ranks = Dictionary(catalog.searchPath.enumerated().map { ($1, $0) }) { first, _ in first }
    ranks["pg_catalog"] = ranks["pg_catalog"] ?? catalog.searchPath.count
    self.ranks = ranks
    for (place, relation) in catalog.relations.enumerated() {
      if relation.kind != .sequence { relations.append(Entry(relation.name, place)) }
      byName[relation.name, default: []].append(place)
      byOID[relation.oid] = place
    }
    for (name, places) in byName where places.count > 1 {
      byName[name] = places.sorted { rank(catalog.relations[$0].schema) < rank(catalog.relations[$1].schema) }
    }
    var seen: Set<String> = []
    for (place, function) in catalog.functions.enumerated()
    where seen.insert(function.schema + "." + function.name).inserted {
      functions.append(Entry(function.name, place))
      functionsByName[function.name, default: []].append(place)
    }
    indexColumns()
    types = catalog.types.enumerated().map { Entry($1.name, $0) }
    for (place, key) in catalog.foreignKeys.enumerated() {
      keys[key.from, default: []].append(place)
      if key.to != key.from { keys[key.to, default: []].append(place) }
    }
  }

  private mutating func indexColumns() {
    for relation in catalog.relations where isVisible(relation.schema) && relation.schema != "pg_catalog" {
      for column in relation.columns { byColumn[column.name, default: []].append(relation.oid) }
    }
    columns = byColumn.keys.sorted().enumerated().map { Entry($1, $0) }
  }

  func function(schema: String?, name: String) -> Catalog.Function? {
    let places = functionsByName[name] ?? []
    let place = places.first { catalog.functions[$0].schema == schema ?? catalog.functions[$0].schema }
    return place.map { catalog.functions[$0] }
  }

  /// Tables that a column's name may point at; none for one that is everywhere.
  func relations(withColumn name: String) -> [UInt32] {
    let found = byColumn[name] ?? []
    return found.count <= 50 ? found : []
  }

  /// Place of a schema in the search_path; schemas that are not in it come last.
  func rank(_ schema: String) -> Int { ranks[schema] ?? 1000 }

  func isVisible(_ schema: String) -> Bool { ranks[schema] != nil }

  func relation(schema: String?, name: String) -> Catalog.Relation? {
    let places = byName[name] ?? []
    if let schema { return places.first { catalog.relations[$0].schema == schema }.map { catalog.relations[$0] } }
    return places.first { isVisible(catalog.relations[$0].schema) }.map { catalog.relations[$0] }
  }

  /// Whether the name alone means this relation: its schema is in the search_path, and none before it has the same name.
  func finds(_ relation: Catalog.Relation) -> Bool {
    self.relation(schema: nil, name: relation.name)?.oid == relation.oid
  }

  func relation(oid: UInt32) -> Catalog.Relation? { byOID[oid].map { catalog.relations[$0] } }

  func foreignKeys(of oid: UInt32) -> [Catalog.ForeignKey] { (keys[oid] ?? []).map { catalog.foreignKeys[$0] } }
}
