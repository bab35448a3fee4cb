import Database
import SQLText

extension CompletionEngine {
  /// Columns of the row that a trigger function works on: those of the tables whose triggers run it, of any where the text names none.
  func addRowColumns(of tables: [[String]], _ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    let relations = tables.compactMap { path in
      path.last.flatMap { index.relation(schema: path.count > 1 ? path[path.count - 2] : nil, name: $0) }
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
