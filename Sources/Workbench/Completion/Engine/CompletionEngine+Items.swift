import Database
import SQLText

extension CompletionEngine {
  /// What a candidate shows and inserts; nil for one that has no place in a list.
  func item(_ subject: CandidateList.Subject, _ place: CompletionPlace) -> CompletionItem? {
    switch subject {
    case .item(let item): item
    case .relation(let at): item(catalog.relations[at], isQualified: !place.qualifiers.isEmpty)
    case .function(let at): item(catalog.functions[at], index.calls[at], place)
    case .type(let at): item(at, isQualified: !place.qualifiers.isEmpty)
    case .object(let at): item(catalog.objects[at], isQualified: !place.qualifiers.isEmpty)
    case .columnName(let at):
      CompletionItem(label: index.columnNames[at], insert: quoted(index.columnNames[at]), kind: .column)
    }
  }

  func quoted(_ name: String) -> String { Quoting.identifier(name) }

  /// A type as one would write it: without its schema where the search_path finds it.
  func written(type: String) -> String {
    guard let dot = type.firstIndex(of: "."), index.isVisible(String(type[..<dot])) else { return type }
    return String(type[type.index(after: dot)...])
  }

  /// The name alone where the search_path finds it, else with its schema.
  func written(_ relation: Catalog.Relation) -> String {
    index.finds(relation) ? quoted(relation.name) : "\(quoted(relation.schema)).\(quoted(relation.name))"
  }

  private func item(_ relation: Catalog.Relation, isQualified: Bool) -> CompletionItem {
    let isBare = isQualified || index.finds(relation)
    return CompletionItem(
      label: isBare ? relation.name : "\(relation.schema).\(relation.name)",
      insert: isBare ? quoted(relation.name) : written(relation),
      kind: relation.kind == .view || relation.kind == .materializedView ? .view : .table,
      detail: relation.partitionOf.flatMap { index.relation(oid: $0) }.map { "partition of \($0.name)" }
        ?? relation.schema,
      subject: .relation(relation.oid))
  }

  private func item(
    _ function: Catalog.Function, _ call: NameIndex.Call, _ place: CompletionPlace
  ) -> CompletionItem {
    let insert = place.isCallWritten || names(function, place) ? call.name : call.opened
    let isBare = call.isVisible || !place.qualifiers.isEmpty
    return CompletionItem(
      label: call.label, insert: isBare ? insert : "\(quoted(function.schema)).\(insert)", kind: .function,
      detail: function.result, subject: .function(schema: function.schema, name: function.name))
  }

  /// Whether a function is named there rather than called.
  private func names(_ function: Catalog.Function, _ place: CompletionPlace) -> Bool {
    place.isSyntax && ["alter", "drop", "comment", "grant", "revoke"].contains(place.outline.word(0))
  }

  private func item(_ place: Int, isQualified: Bool) -> CompletionItem {
    let type = catalog.types[place]
    let isBare = isQualified || index.isVisible(type.schema)
    return CompletionItem(
      label: type.name, insert: isBare ? quoted(type.name) : "\(quoted(type.schema)).\(quoted(type.name))",
      kind: .type, detail: type.schema, subject: .type(place))
  }

  private func item(_ object: Catalog.Object, isQualified: Bool) -> CompletionItem {
    let isBare = isQualified || object.schema.map { index.isVisible($0) } ?? true
    let name = isBare ? quoted(object.name) : "\(quoted(object.schema ?? "")).\(quoted(object.name))"
    return CompletionItem(label: object.name, insert: name, kind: .value, detail: object.kind.rawValue)
  }
}
