import Database

/// All that the catalog knows of a table or view, for reading: what `\d` tells in psql.
struct RelationDescription {
  private(set) var lines: [Help.Line] = []
  private let relation: Catalog.Relation
  private let engine: CompletionEngine

  init(_ relation: Catalog.Relation, _ engine: CompletionEngine) {
    self.relation = relation
    self.engine = engine
    addHead()
    for column in relation.columns { add(column) }
    addKeys()
    add("unique", relation.uniqueKeys.map { "(\($0.joined(separator: ", ")))" })
    add("checks", relation.checks)
    for kind in Catalog.Object.Kind.allCases {
      let names = engine.catalog.objects.filter { $0.kind == kind && $0.relation == relation.oid }.map(\.name)
      add(kind == .index ? "indexes" : "\(kind.rawValue)s", names)
    }
    add("definition", relation.definition?.split(whereSeparator: \.isNewline).map(String.init) ?? [])
  }

  private mutating func addHead() {
    let rows = relation.estimatedRows.map { " · about \(grouped(Int($0))) rows" } ?? ""
    lines.append(
      Help.Line(
        keys: "", text: "\(CompletionEngine.word(relation.kind)) \(relation.schema).\(relation.name)\(rows)",
        isHeading: true))
    if let parent = relation.partitionOf.flatMap({ engine.index.relation(oid: $0) }) {
      lines.append(Help.Line(keys: "", text: "partition of \(engine.written(parent))"))
    }
    if let comment = relation.comment { lines.append(Help.Line(keys: "", text: ToldText.line(comment))) }
  }

  private mutating func add(_ column: Catalog.Attribute) {
    var facts = [engine.written(type: column.type)]
    if column.isPrimaryKey { facts.append("key") }
    if !column.isNullable, !column.isPrimaryKey { facts.append("not null") }
    if let value = column.defaultExpression {
      facts.append(value.hasPrefix("generated ") ? value : "default \(value)")
    }
    if let comment = column.comment { facts.append(ToldText.line(comment)) }
    lines.append(Help.Line(keys: column.name, text: facts.joined(separator: " · ")))
  }

  private mutating func addKeys() {
    let keys = engine.index.foreignKeys(of: relation.oid)
    add(
      "refers to",
      keys.filter { $0.from == relation.oid }.compactMap { key in
        engine.index.relation(oid: key.to).map { target in
          "\(Self.list(key.fromColumns)) → \(engine.written(target)) (\(Self.list(key.toColumns)))"
        }
      })
    add(
      "referred to by",
      keys.filter { $0.to == relation.oid }.compactMap { key in
        engine.index.relation(oid: key.from).map { source in
          "\(engine.written(source)) (\(Self.list(key.fromColumns))) → \(Self.list(key.toColumns))"
        }
      })
  }

  private mutating func add(_ heading: String, _ texts: [String]) {
    guard !texts.isEmpty else { return }
    lines.append(Help.Line(keys: "", text: heading, isHeading: true))
    lines += texts.map { Help.Line(keys: "", text: ToldText.line($0)) }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}

extension State {
  mutating func describe(_ relation: Catalog.Relation) {
    let title = relation.name
    overlay = .help(Help(title: title, lines: RelationDescription(relation, completion).lines))
  }
}
