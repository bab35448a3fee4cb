import Database
import SQLText

/// Names in a statement that the catalog does not have. Only what is certain is told: what may be a partition, a temporary table or a name of
/// a schema that is not looked at is passed over.
struct UnknownNames {
  let engine: CompletionEngine
  /// Whether relations may exist that the catalog does not list.
  private let hidesRelations: Bool

  init(_ engine: CompletionEngine, mayHaveTemporaryTables: Bool) {
    self.engine = engine
    // Partitions are relations, too, and are not listed.
    hidesRelations = mayHaveTemporaryTables || engine.catalog.relations.contains { $0.kind == .partitionedTable }
  }

  func find(in names: StatementNames) -> [Diagnostic] {
    guard engine.catalog.isComplete else { return [] }
    var found: [Diagnostic] = []
    for relation in names.relations {
      if let message = complaint(about: relation, names) {
        found.append(Diagnostic(offset: relation.offset, message: message))
      }
    }
    for function in names.functions {
      if let message = complaint(about: function) {
        found.append(Diagnostic(offset: function.offset, message: message))
      }
    }
    guard found.isEmpty else { return found }
    for column in names.columns {
      if let message = complaint(column, names) { found.append(Diagnostic(offset: column.offset, message: message)) }
    }
    return found
  }

  private func complaint(about relation: StatementNames.Relation, _ names: StatementNames) -> String? {
    guard let schema = relation.schema else {
      guard !names.given.contains(relation.name), !hidesRelations, engine.index.relations(named: relation.name).isEmpty
      else { return nil }
      return "relation \"\(relation.name)\" does not exist"
    }
    guard !schema.hasPrefix("pg_") else { return nil }
    guard engine.catalog.schemas.contains(where: { $0.name == schema }) else {
      return "schema \"\(schema)\" does not exist"
    }
    if hidesRelations || engine.index.relation(schema: schema, name: relation.name) != nil { return nil }
    return "relation \"\(schema).\(relation.name)\" does not exist"
  }

  private func complaint(about function: StatementNames.Path) -> String? {
    guard let name = function.parts.last, function.parts.count < 3 else { return nil }
    if function.parts.count == 2, function.parts[0].hasPrefix("pg_") { return nil }
    // A type's name converts like a function; so does a column's behind its row.
    if hasFunction(name) || !engine.index.relations(withColumn: name).isEmpty { return nil }
    if engine.catalog.types.contains(where: { $0.name == name }) || !engine.index.relations(named: name).isEmpty {
      return nil
    }
    return "function \(function.parts.joined(separator: "."))() does not exist"
  }

  private func hasFunction(_ name: String) -> Bool { engine.index.function(schema: nil, name: name) != nil }

  private static let systemColumns: Set<String> = ["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid"]

  private func complaint(_ column: StatementNames.Path, _ names: StatementNames) -> String? {
    guard let name = column.parts.last, !Self.systemColumns.contains(name), !names.given.contains(name) else {
      return nil
    }
    let source: StatementNames.Relation
    switch column.parts.count {
    case 1:
      guard names.hasOneSource, let only = names.relations.first, (only.alias ?? only.name) != name else { return nil }
      source = only
    case 2:
      let qualifier = column.parts[0]
      let fitting = names.relations.filter { ($0.alias ?? $0.name) == qualifier }
      guard fitting.count == 1, !names.given.contains(qualifier) else { return nil }
      source = fitting[0]
    default: return nil
    }
    guard let relation = resolve(source, names), !relation.columns.isEmpty,
      !relation.columns.contains(where: { $0.name == name }), !hasFunction(name)
    else { return nil }
    return "column \"\(name)\" does not exist in \(relation.name)"
  }

  private func resolve(_ source: StatementNames.Relation, _ names: StatementNames) -> Catalog.Relation? {
    if let schema = source.schema { return engine.index.relation(schema: schema, name: source.name) }
    guard !names.given.contains(source.name), !hidesRelations else { return nil }
    // Only one relation of that name anywhere: whatever the search_path is now, it is this one.
    let fitting = engine.index.relations(named: source.name)
    return fitting.count == 1 ? fitting[0] : nil
  }
}
