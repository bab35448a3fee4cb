import Database
import SQLText

/// The catalog by name, made once when it arrives, so that completing is quick on any number of tables.
struct NameIndex: Sendable {
  /// Names of one kind, and where each stands in the catalog's list.
  struct Entries: Sendable {
    var names = NameTable()
    var places: [Int] = []
    /// 0 in the user's schemas of the search_path, then other schemas, then the server's own; `partition` for partitions.
    var distances: [Int] = []

    mutating func append(_ name: String, _ place: Int, _ distance: Int) {
      names.append(name)
      places.append(place)
      distances.append(distance)
    }

    /// Gives every name that matches: its place by name, that in the catalog's list, how it matches, and its distance.
    func match(_ typed: TypedName, _ body: (Int, Int, NameMatch, Int) -> Void) {
      names.match(typed) { index, match in body(index, places[index], match, distances[index]) }
    }
  }

  /// A function as lists show it, and its name as one writes it.
  struct Call: Sendable {
    var label: String
    /// Without its schema.
    var name: String
    /// The same with what opens its arguments.
    var opened: String
    /// Whether the search_path finds it.
    var isVisible: Bool
  }

  /// The distance of what is reached through the table that it is a partition of.
  static let partition = 3

  /// Tables and views; sequences apart, for they are rarely selected from.
  private(set) var relations = Entries()
  private(set) var sequences = Entries()
  /// The first of each name in a schema.
  private(set) var functions = Entries()
  /// For each of them how early it comes among the server's own that people call by name.
  private(set) var commonRanks: [Int] = []
  static let uncommon = 10_000
  /// Not worth offering at all.
  static let hidden = 20_000
  /// How each function of the catalog's list looks and what calls it: most lists end in hundreds of them.
  private(set) var calls: [Call] = []
  private(set) var types = Entries()
  private(set) var objects = Entries()
  /// Names of columns of the user's tables, each once.
  private(set) var columnNames: [String] = []
  private(set) var columns = NameTable()
  /// Places of tables in the catalog's list, by the names of their columns.
  private var byColumn: [String: [Int]] = [:]
  /// Types of columns by the last word of their names, the most frequent first.
  private var typesByEnding: [String: [String]] = [:]
  private var functionsByName: [String: [Int]] = [:]
  /// Relations by name, those of schemas that come first in the search_path first.
  private var byName: [String: [Int]] = [:]
  private var byOID: [UInt32: Int] = [:]
  /// Foreign keys by the table at either end.
  private var keys: [UInt32: [Int]] = [:]
  /// Types whose values are listed: enumerations, and domains with a CHECK.
  private var enumerations: [String: Int] = [:]
  private let ranks: [String: Int]
  private let catalog: Catalog

  init(_ catalog: Catalog) {
    self.catalog = catalog
    var ranks = Dictionary(catalog.searchPath.enumerated().map { ($1, $0) }) { first, _ in first }
    ranks["pg_catalog"] = ranks["pg_catalog"] ?? catalog.searchPath.count
    self.ranks = ranks
    indexRelations()
    indexFunctions()
    indexColumns()
    for place in Self.sorted(catalog.types, by: \.name) {
      let type = catalog.types[place]
      types.append(type.name, place, distance(type.schema))
      if type.kind == .enumeration || type.check != nil { enumerations[type.name] = place }
    }
    for place in Self.sorted(catalog.objects, by: \.name) {
      objects.append(catalog.objects[place].name, place, distance(catalog.objects[place].schema ?? ""))
    }
    for (place, key) in catalog.foreignKeys.enumerated() {
      keys[key.from, default: []].append(place)
      if key.to != key.from { keys[key.to, default: []].append(place) }
    }
  }

  private static func sorted<Value>(_ values: [Value], by name: KeyPath<Value, String>) -> [Int] {
    let names = values.map { $0[keyPath: name] }
    return names.indices.sorted { names[$0] == names[$1] ? $0 < $1 : names[$0] < names[$1] }
  }

  private func distance(_ schema: String) -> Int {
    if schema == "pg_catalog" || schema == "information_schema" { return 2 }
    return isVisible(schema) ? 0 : 1
  }

  private mutating func indexRelations() {
    byOID.reserveCapacity(catalog.relations.count)
    for place in Self.sorted(catalog.relations, by: \.name) {
      let relation = catalog.relations[place]
      if relation.kind == .sequence {
        sequences.append(relation.name, place, distance(relation.schema))
      } else {
        relations.append(
          relation.name, place, relation.partitionOf == nil ? distance(relation.schema) : Self.partition)
      }
      byName[relation.name, default: []].append(place)
      byOID[relation.oid] = place
    }
    for (name, places) in byName where places.count > 1 {
      byName[name] = places.sorted { rank(catalog.relations[$0].schema) < rank(catalog.relations[$1].schema) }
    }
  }

  private mutating func indexFunctions() {
    calls = catalog.functions.map { call($0) }
    var seen: Set<String> = []
    for place in Self.sorted(catalog.functions, by: \.name) {
      let function = catalog.functions[place]
      functionsByName[function.name, default: []].append(place)
      guard seen.insert(function.schema + "." + function.name).inserted else { continue }
      functions.append(function.name, place, distance(function.schema))
      let isHidden = function.schema == "information_schema" && !isVisible(function.schema)
      commonRanks.append(isHidden ? Self.hidden : StatementWords.commonFunctions[function.name] ?? Self.uncommon)
    }
  }

  private func call(_ function: Catalog.Function) -> Call {
    // Names such as `left` need quotes as columns, not as functions.
    let name = Keywords.namesFunction(function.name) ? function.name : Quoting.identifier(function.name)
    return Call(
      label: "\(function.name)(\(function.arguments))", name: name,
      opened: name + (function.arguments.isEmpty ? "()" : "("), isVisible: isVisible(function.schema))
  }

  private mutating func indexColumns() {
    for (place, relation) in catalog.relations.enumerated()
    where relation.partitionOf == nil && distance(relation.schema) < 2 {
      for column in relation.columns { byColumn[column.name, default: []].append(place) }
    }
    countTypes()
    columnNames = byColumn.keys.sorted()
    for name in columnNames { columns.append(name) }
  }

  private mutating func countTypes() {
    var counts: [String: [String: Int]] = [:]
    for relation in catalog.relations
    where relation.partitionOf == nil && isVisible(relation.schema) && relation.schema != "pg_catalog" {
      for column in relation.columns {
        let ending = column.name.split(separator: "_").last.map(String.init) ?? column.name
        counts[ending, default: [:]][column.type, default: 0] += 1
      }
    }
    typesByEnding = counts.mapValues { counts in
      counts.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.prefix(3).map(\.key)
    }
  }

  // MARK: Looking up

  /// Types that columns of this name have in the user's tables.
  func types(ofColumn name: String) -> [String] {
    let types = relations(withColumn: name).prefix(20).compactMap { place in
      catalog.relations[place].columns.first { $0.name == name }?.type
    }
    return types.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  func types(ofEnding ending: String) -> [String] { typesByEnding[ending] ?? [] }

  /// All functions of a name, those of one schema when it is given.
  func functions(schema: String?, name: String) -> [Catalog.Function] {
    (functionsByName[name] ?? []).map { catalog.functions[$0] }.filter { schema == nil || $0.schema == schema }
  }

  func function(schema: String?, name: String) -> Catalog.Function? { functions(schema: schema, name: name).first }

  /// The texts that a column takes, as its type or a CHECK lists them, and where that is said; none when it takes any.
  func labels(of column: Scope.Column) -> (texts: [String], origin: String) {
    let checks = column.relation.flatMap { relation(oid: $0) }?.checks ?? []
    if let allowed = checks.lazy.compactMap({ AllowedValues(check: $0) }).first(where: { $0.column == column.name }) {
      return (allowed.texts, "check")
    }
    let name = column.type.split(separator: ".").last.map(String.init) ?? column.type
    guard let type = enumerations[name].map({ catalog.types[$0] }) else { return ([], "") }
    return (type.check.map { AllowedValues(check: $0)?.texts ?? [] } ?? type.labels, type.name)
  }

  /// The places, in the catalog's list, of the tables that have a column of this name.
  func relations(withColumn name: String) -> [Int] { byColumn[name] ?? [] }

  /// Place of a schema in the search_path; schemas that are not in it come last.
  func rank(_ schema: String) -> Int { ranks[schema] ?? 1000 }

  func isVisible(_ schema: String) -> Bool { ranks[schema] != nil }

  func relation(schema: String?, name: String) -> Catalog.Relation? {
    let places = byName[name] ?? []
    if let schema { return places.first { catalog.relations[$0].schema == schema }.map { catalog.relations[$0] } }
    return places.first { isVisible(catalog.relations[$0].schema) }.map { catalog.relations[$0] }
  }

  func relationPlaces(named name: String) -> [Int] { byName[name] ?? [] }

  func functionPlaces(named name: String) -> [Int] { functionsByName[name] ?? [] }

  var relationCount: Int { catalog.relations.count }

  var functionCount: Int { catalog.functions.count }

  /// All relations of a name, in whatever schema.
  func relations(named name: String) -> [Catalog.Relation] { (byName[name] ?? []).map { catalog.relations[$0] } }

  /// Whether the name alone means this relation: its schema is in the search_path, and none before it has the same name.
  func finds(_ relation: Catalog.Relation) -> Bool {
    self.relation(schema: nil, name: relation.name)?.oid == relation.oid
  }

  func relation(oid: UInt32) -> Catalog.Relation? { byOID[oid].map { catalog.relations[$0] } }

  func place(oid: UInt32) -> Int? { byOID[oid] }

  /// Columns of the primary key and of foreign keys.
  func keyColumns(of oid: UInt32) -> [String] {
    let own = relation(oid: oid)?.columns.filter(\.isPrimaryKey).map(\.name) ?? []
    return own + foreignKeys(of: oid).filter { $0.from == oid }.flatMap(\.fromColumns)
  }

  func foreignKeys(of oid: UInt32) -> [Catalog.ForeignKey] { (keys[oid] ?? []).map { catalog.foreignKeys[$0] } }
}
