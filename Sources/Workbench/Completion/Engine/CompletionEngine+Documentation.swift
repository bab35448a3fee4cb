import Database

extension CompletionEngine {
  /// What the catalog says of a completion; nil when that is nothing.
  package func documentation(of item: CompletionItem) -> Documentation? {
    var text = Documentation()
    switch item.subject {
    case .relation(let oid): if let relation = index.relation(oid: oid) { describe(relation, &text) }
    case .column(let oid, let name): if let relation = index.relation(oid: oid) { describe(name, of: relation, &text) }
    case .function(let schema, let name): describe(index.functions(schema: schema, name: name), &text)
    case .type(let place): describe(catalog.types[place], &text)
    case .setting(let name): describe(setting: name, &text)
    case nil: if item.kind == .snippet { text.add(item.insert) }
    }
    return text.isEmpty ? nil : text
  }

  private func describe(_ relation: Catalog.Relation, _ text: inout Documentation) {
    let rows = relation.estimatedRows.map { " · about \(grouped(Int($0))) rows" } ?? ""
    text.head("\(Self.word(relation.kind)) \(relation.schema).\(relation.name)\(rows)")
    if let parent = relation.partitionOf.flatMap({ index.relation(oid: $0) }) {
      text.add("partition of \(written(parent))")
    }
    text.add(relation.comment)
    for column in relation.columns {
      let marks = (column.isPrimaryKey ? " · key" : "") + (column.isNullable ? "" : " · not null")
      text.add("  \(column.name)  \(written(type: column.type))\(marks)")
    }
    for key in index.foreignKeys(of: relation.oid) where key.from == relation.oid {
      guard let target = index.relation(oid: key.to) else { continue }
      text.add("\(key.fromColumns.joined(separator: ", ")) → \(written(target))")
    }
    for key in relation.uniqueKeys { text.add("unique (\(key.joined(separator: ", ")))") }
    for check in relation.checks { text.add("check \(check)") }
    text.add(relation.definition)
  }

  static func word(_ kind: Catalog.RelationKind) -> String {
    switch kind {
    case .table: "table"
    case .partitionedTable: "partitioned table"
    case .view: "view"
    case .materializedView: "materialized view"
    case .foreignTable: "foreign table"
    case .sequence: "sequence"
    }
  }

  private func describe(_ name: String, of relation: Catalog.Relation, _ text: inout Documentation) {
    guard let column = relation.columns.first(where: { $0.name == name }) else { return }
    text.head("\(relation.name).\(column.name)")
    text.add(
      written(type: column.type) + (column.isNullable ? "" : " · not null")
        + (column.isPrimaryKey ? " · primary key" : ""))
    text.add(column.defaultExpression.map { $0.hasPrefix("generated ") ? $0 : "default \($0)" })
    for key in index.foreignKeys(of: relation.oid) where key.from == relation.oid && key.fromColumns.contains(name) {
      guard let target = index.relation(oid: key.to) else { continue }
      text.add("references \(written(target)) (\(key.toColumns.joined(separator: ", ")))")
    }
    if relation.uniqueKeys.contains([name]) { text.add("unique") }
    let labels = index.labels(of: Scope.Column(name: name, type: column.type, relation: relation.oid)).texts
    if !labels.isEmpty { text.add(labels.joined(separator: ", ")) }
    text.add(column.comment)
  }

  private func describe(_ functions: [Catalog.Function], _ text: inout Documentation) {
    for function in functions.prefix(6) {
      let result = function.result.isEmpty ? "" : " → \(function.result)"
      text.head("\(function.name)(\(function.arguments))\(result)")
    }
    if functions.count > 6 { text.add("and \(functions.count - 6) more of this name") }
    if let first = functions.first {
      text.add((first.kind == .function ? "" : "\(first.kind.rawValue), ") + first.volatility.rawValue)
    }
    text.add(functions.lazy.compactMap(\.comment).first)
  }

  private func describe(_ type: Catalog.TypeEntry, _ text: inout Documentation) {
    text.head("\(type.kind == .enumeration ? "enum" : type.kind.rawValue) \(type.schema).\(type.name)")
    text.add(type.labels.joined(separator: ", "))
    text.add(type.check.map { "check \($0)" })
  }

  private func describe(setting name: String, _ text: inout Documentation) {
    guard let setting = catalog.settings.first(where: { $0.name == name }) else { return }
    text.head(setting.name)
    text.add(setting.summary)
    text.add(setting.values.joined(separator: ", "))
  }
}
