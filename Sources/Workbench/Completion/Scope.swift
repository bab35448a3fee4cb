import Database
import SQLText

/// The columns that can be named at a place, by the source they come from.
struct Scope {
  struct Column: Hashable {
    var name: String
    var type: String
    /// Schema and table, when it is a table's column.
    var relation: UInt32? = nil

    var subject: CompletionItem.Subject? { relation.map { .column($0, name) } }
  }

  struct Source {
    var qualifier: String?
    var source: QuerySource
    var relation: Catalog.Relation?
    var columns: [Column]
  }

  /// Sources of the query at the cursor.
  private(set) var near: [Source] = []
  /// Sources of the queries around it, which correlated names may use.
  private(set) var far: [Source] = []
  private(set) var namedQueries: [NamedQuery] = []

  private let place: CompletionPlace
  private let index: NameIndex

  init(_ place: CompletionPlace, _ index: NameIndex) {
    self.place = place
    self.index = index
    if case .syntax(let syntax) = place.slot, let source = Self.table(syntax, place, index) {
      near = [source]
      return
    }
    let queries = place.queries
    for (_, query) in queries { namedQueries += place.outline.namedQueries(in: query) }
    for (depth, entry) in queries.enumerated() {
      let sources = place.outline.sources(in: entry.branch).map { resolve($0, depth: 0) }
      let isFilling = depth == 0 && place.isInsertedQuery
      if depth == 0 { near = isFilling ? sources.filter { !$0.source.isTarget } : sources } else { far += sources }
      if place.outline.hasConflict(in: entry.branch), var target = sources.first(where: { $0.source.isTarget }) {
        target.qualifier = "excluded"
        far.append(target)
      }
    }
  }

  /// What a query gives that stands alone, as that of a view does.
  static func columns(of query: [UInt8], _ index: NameIndex) -> [Column] {
    // A word that the cursor touches is taken for one being typed.
    let place = CompletionPlace(text: Rope(query + [0x20]), cursor: query.count + 1)
    guard let range = place.queries.last?.query else { return [] }
    return Scope(place, index).columns(of: range, depth: 0)
  }

  /// The query that a qualifier which no source has yet is likely to mean: of that name, or one that begins like it.
  func namedQuery(like qualifier: String) -> NamedQuery? {
    namedQueries.first { $0.name == qualifier } ?? namedQueries.first { $0.name.hasPrefix(qualifier) }
  }

  func columns(of named: NamedQuery) -> [Column] {
    var columns = columns(of: named.query, depth: 1)
    rename(&columns, named.columnAliases)
    return columns
  }

  /// The column that a name, perhaps qualified, means.
  func column(_ named: (qualifier: String?, column: String)) -> Column? {
    let sources = named.qualifier.map { name in source(name).map { [$0] } ?? [] } ?? near
    return sources.lazy.flatMap(\.columns).first { $0.name == named.column }
  }

  /// The source that a name before a dot means.
  func source(_ qualifier: String) -> Source? {
    near.first { $0.qualifier == qualifier } ?? far.first { $0.qualifier == qualifier }
  }

  /// The table that a statement such as CREATE POLICY is about, or that CREATE TABLE is going to make.
  private static func table(_ syntax: SyntaxPlace, _ place: CompletionPlace, _ index: NameIndex) -> Source? {
    guard let path = syntax.owner.map({ place.outline.path($0) }), let name = path.last else {
      if syntax.newColumns.isEmpty { return nil }
      return Source(
        qualifier: nil, source: QuerySource(origin: .query(0..<0)),
        columns: syntax.newColumns.map { Column(name: $0, type: "") })
    }
    guard let relation = index.relation(schema: path.dropLast().last, name: name) else { return nil }
    return Source(
      qualifier: relation.name,
      source: QuerySource(
        origin: .relation(schema: relation.schema, name: relation.name), alias: nil, columnAliases: []),
      relation: relation,
      columns: relation.columns.map { Column(name: $0.name, type: $0.type, relation: relation.oid) })
  }

  private func resolve(_ source: QuerySource, depth: Int) -> Source {
    var relation: Catalog.Relation?
    var columns: [Column] = []
    switch source.origin {
    case .relation(let schema, let name):
      if schema == nil, let named = namedQueries.first(where: { $0.name == name }) {
        columns = self.columns(of: named.query, depth: depth + 1)
        rename(&columns, named.columnAliases)
      } else if let found = index.relation(schema: schema, name: name) {
        relation = found
        columns = found.columns.map { Column(name: $0.name, type: $0.type, relation: found.oid) }
      }
    case .query(let range): columns = self.columns(of: range, depth: depth + 1)
    case .function(let schema, let name):
      columns = source.ownColumns.map { Column(name: $0, type: "") }
      if columns.isEmpty { columns = self.columns(ofFunction: name, schema: schema) }
      if columns.isEmpty { columns = [Column(name: source.alias ?? name, type: "", relation: nil)] }
    }
    if source.hasOrdinality { columns.append(Column(name: "ordinality", type: "bigint")) }
    rename(&columns, source.columnAliases)
    return Source(qualifier: source.qualifier, source: source, relation: relation, columns: columns)
  }

  /// Columns that a function of several gives: `TABLE(a integer, b text)`, or those of the table whose rows it gives.
  private func columns(ofFunction name: String, schema: String?) -> [Column] {
    guard let function = index.function(schema: schema, name: name) else { return [] }
    let result = function.result
    let isTable = result.hasPrefix("TABLE(") && result.hasSuffix(")")
    let arguments = FunctionArguments(isTable ? String(result.dropFirst(6).dropLast()) : function.arguments).list
    let outputs = arguments.filter { isTable || $0.isOutput }
    // One output gives a column that is called like the function, or its alias.
    if isTable || outputs.count > 1 {
      return outputs.compactMap { output in
        output.name.map { Column(name: $0.filter { $0 != "\"" }, type: output.type, relation: nil) }
      }
    }
    guard result.hasPrefix("SETOF "), let found = index.relation(schema: nil, name: String(result.dropFirst(6))) else {
      return []
    }
    return found.columns.map { Column(name: $0.name, type: $0.type, relation: found.oid) }
  }

  private func rename(_ columns: inout [Column], _ names: [String]) {
    for (place, name) in names.enumerated() {
      if place < columns.count {
        columns[place].name = name
      } else {
        columns.append(Column(name: name, type: "", relation: nil))
      }
    }
  }

  /// What a query gives; queries in queries are followed some levels down.
  private func columns(of query: Range<Int>, depth: Int) -> [Column] {
    guard depth < 8, !query.isEmpty else { return [] }
    let outline = place.outline
    var sources: [Source]?
    func inner() -> [Source] {
      if let sources { return sources }
      let branch = outline.branch(of: query, at: query.lowerBound)
      let found = outline.sources(in: branch).map { resolve($0, depth: depth + 1) }
      sources = found
      return found
    }
    return outline.outputColumns(of: query).flatMap { output -> [Column] in
      switch output {
      case .named(let name):
        let type = inner().lazy.flatMap(\.columns).first { $0.name == name }?.type ?? ""
        return [Column(name: name, type: type, relation: nil)]
      case .all(let qualifier):
        return inner().filter { qualifier == nil || $0.qualifier == qualifier }.flatMap(\.columns)
      case .unnamed: return []
      }
    }
  }
}
