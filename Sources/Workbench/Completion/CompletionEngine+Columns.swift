import Database
import SQLText

extension CompletionEngine {
  func candidate(_ column: Scope.Column, group: Int) -> Candidate {
    let item = CompletionItem(label: column.name, insert: quoted(column.name), kind: .column, detail: column.type)
    return Candidate(item, group: group)
  }

  /// Columns in scope: by their name alone where only one source has it, else with what they are qualified by. The aliases follow.
  func addColumns(_ scope: Scope, _ list: inout CandidateList, group: Int) {
    var counts: [String: Int] = [:]
    for source in scope.near {
      for name in Set(source.columns.map(\.name)) { counts[name, default: 0] += 1 }
    }
    for source in scope.near {
      for column in source.columns {
        if counts[column.name] == 1 || source.qualifier == nil {
          list.add(candidate(column, group: group))
        } else if let qualifier = source.qualifier {
          list.add(qualified(column, qualifier, group: group))
        }
      }
    }
    for source in scope.far {
      guard let qualifier = source.qualifier else { continue }
      for column in source.columns { list.add(qualified(column, qualifier, group: group + 3)) }
    }
    for source in scope.near + scope.far {
      guard let qualifier = source.qualifier else { continue }
      let detail = source.relation.map { $0.name == qualifier ? "" : $0.name } ?? ""
      let item = CompletionItem(label: qualifier, insert: quoted(qualifier), kind: .alias, detail: detail)
      list.add(Candidate(item, group: group + 1))
    }
  }

  /// Found by the column's own name, shown and inserted with its qualifier.
  private func qualified(_ column: Scope.Column, _ qualifier: String, group: Int) -> Candidate {
    let item = CompletionItem(
      label: "\(qualifier).\(column.name)", insert: "\(quoted(qualifier)).\(quoted(column.name))", kind: .column,
      detail: column.type)
    return Candidate(item, folded: Array(column.name.lowercased().utf8), group: group)
  }

  func addExpression(_ place: CompletionPlace, _ list: inout CandidateList) {
    let scope = Scope(place, index)
    addEnumLabels(place, scope, &list)
    addColumns(scope, &list, group: 1)
    addFunctions(&list, group: scope.near.isEmpty ? 2 : 4)
    addKeywords(StatementWords.operand, place, &list, group: 3)
  }

  /// The labels of the enumeration that the other side of a comparison has.
  private func addEnumLabels(_ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    guard let compared = place.compared else { return }
    let sources = compared.qualifier.map { name in scope.source(name).map { [$0] } ?? [] } ?? scope.near
    guard let column = sources.lazy.flatMap(\.columns).first(where: { $0.name == compared.column }) else { return }
    let typeName = column.type.split(separator: ".").last.map(String.init) ?? column.type
    guard let type = catalog.types.first(where: { $0.kind == .enumeration && $0.name == typeName }) else { return }
    for label in type.labels {
      let item = CompletionItem(label: label, insert: Quoting.literal(label), kind: .enumeration, detail: type.name)
      list.add(Candidate(item, group: 0))
    }
  }

  /// Columns of the table that the statement changes, those that it names already left out.
  func addTargetColumns(_ scope: Scope, _ list: inout CandidateList) {
    let targets = scope.near.filter { $0.source.isTarget }
    for source in targets.isEmpty ? scope.near : targets {
      for column in source.columns { list.add(candidate(column, group: 0)) }
    }
  }

  /// Columns that both sides of the last join have, for USING.
  func addSharedColumns(_ scope: Scope, _ list: inout CandidateList) {
    guard let last = scope.near.last else { return }
    let others = Set(scope.near.dropLast().flatMap { $0.columns.map(\.name) })
    for column in last.columns where others.contains(column.name) { list.add(candidate(column, group: 0)) }
  }
}
