import Database
import SQLText

extension CompletionEngine {
  /// Columns of the row that a trigger function works on: those of the tables whose triggers run it, in the text or in the database; of any
  /// where there is none.
  func addRowColumns(
    of trigger: TriggerFunction, _ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList
  ) {
    var relations = trigger.tables.compactMap { path in
      path.last.flatMap { index.relation(schema: path.dropLast().last, name: $0) }
    }
    let functions = index.functions(schema: trigger.path.dropLast().last, name: trigger.path.last ?? "")
    for oid in functions.flatMap(\.triggerRelations) where !relations.contains(where: { $0.oid == oid }) {
      relations += index.relation(oid: oid).map { [$0] } ?? []
    }
    if relations.isEmpty { return addUnscopedColumns(place, scope, &list) }
    for relation in relations {
      for (order, column) in relation.columns.enumerated() {
        add(
          Scope.Column(name: column.name, type: column.type, relation: relation.oid), &list, group: 0, order: order)
      }
    }
  }
}
