import Database
import SQLText

extension CompletionEngine {
  func add(_ column: Scope.Column, _ list: inout CandidateList, group: Int, order: Int = 0) {
    list.add(
      column.name, group: group, order: order, use: column.name,
      CompletionItem(
        label: column.name, insert: quoted(column.name), kind: .column, detail: written(type: column.type),
        subject: column.subject))
  }

  /// Columns in scope: by their name alone where only one source has it, else with what they are qualified by. The aliases stand before them
  /// where the statement qualifies its columns, else behind. `used` names what is written already and therefore less likely.
  func addColumns(
    _ scope: Scope, _ place: CompletionPlace, _ list: inout CandidateList, group: Int, used: Set<String> = []
  ) {
    let counts = scope.near.reduce(into: [String: Int]()) { counts, source in
      for name in Set(source.columns.map(\.name)) { counts[name, default: 0] += 1 }
    }
    let sources = scope.near.filter { place.clause != .on || $0.source.position < place.index }
    let qualifies = scope.near.contains { $0.source.alias != nil } || scope.near.count > 2
    let taste = ColumnTaste(place, scope, self)
    let merged = place.queries.first.map { place.outline.mergedColumns(in: $0.branch) } ?? []
    var order = 0
    for source in sources {
      for column in source.columns {
        order += 1
        let late = used.contains(column.name) ? 1000 : taste.order(of: column)
        if counts[column.name] == 1 || source.qualifier == nil || merged.contains(column.name) {
          add(column, &list, group: group, order: order + late)
        } else if let qualifier = source.qualifier {
          add(column, of: qualifier, &list, group: group, order: order + late)
        }
      }
    }
    for source in scope.far {
      guard let qualifier = source.qualifier else { continue }
      for column in source.columns { add(column, of: qualifier, &list, group: group + 3, order: 0) }
    }
    let recent = place.clause == .on ? Array(sources.reversed()) : sources
    for (order, source) in (recent + scope.far).enumerated() {
      guard let qualifier = source.qualifier else { continue }
      let detail = source.relation.map { $0.name == qualifier ? "" : $0.name } ?? ""
      list.add(
        qualifier, group: qualifies ? group - 1 : group + 1, order: order + 10,
        CompletionItem(label: qualifier, insert: quoted(qualifier), kind: .alias, detail: detail))
    }
  }

  /// Found by the column's own name, shown and inserted with its qualifier.
  func add(_ column: Scope.Column, of qualifier: String, _ list: inout CandidateList, group: Int, order: Int) {
    list.add(
      column.name, group: group, order: order, use: column.name,
      CompletionItem(
        label: "\(qualifier).\(column.name)", insert: "\(quoted(qualifier)).\(quoted(column.name))", kind: .column,
        detail: written(type: column.type), subject: column.subject))
  }

  /// Columns of the table that the statement changes, those that it names already left out; for ON CONFLICT those of its keys first.
  func addTargetColumns(_ scope: Scope, _ place: CompletionPlace, _ list: inout CandidateList) {
    let isSet = place.slot == .setTarget
    let named =
      isSet
      ? place.queries.first.map { place.outline.assignedNames(in: $0.branch) } ?? []
      : place.outline.listedNames(around: place.index)
    let targets = scope.near.filter { $0.source.isTarget }
    for source in targets.isEmpty ? scope.near : targets {
      let likely = conflictKeys(place, source, named)
      for (order, column) in source.columns.enumerated() where !named.contains(column.name) {
        let key = likely.firstIndex { $0.contains(column.name) }
        add(column, &list, group: 0, order: key.map { $0 * 100 + order - 10_000 } ?? order)
      }
    }
  }

  /// The keys that ON CONFLICT (…) can mean, likelier ones first: those that hold what is written there already, then those that the statement
  /// gives values, then the primary key. None elsewhere.
  private func conflictKeys(_ place: CompletionPlace, _ source: Scope.Source, _ written: Set<String>) -> [[String]] {
    guard place.outline.isConflictTarget(place.index), let relation = source.relation else { return [] }
    let primary = relation.columns.filter(\.isPrimaryKey).map(\.name)
    let inserted = Set(place.outline.insertedNames(behind: source.source.position))
    func rank(_ key: [String]) -> Int {
      (written.isSubset(of: key) ? 0 : 2) + (inserted.isSuperset(of: key) ? 0 : 1)
    }
    let keys = ([primary] + relation.uniqueKeys).filter { !$0.isEmpty }
    return keys.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  /// Columns of a table that nobody knows: it is likely to have those of the tables beside it, else such as other tables have.
  func addForeignColumns(_ scope: Scope, _ list: inout CandidateList) {
    for (order, column) in scope.near.flatMap(\.columns).enumerated() { add(column, &list, group: 1, order: order) }
    guard !list.typed.isEmpty else { return }
    index.columns.match(list.typed) { at, match in list.add(.columnName(at), match: match, group: 3, place: at) }
  }

  func addSourceNames(_ scope: Scope, _ list: inout CandidateList) {
    for (order, source) in scope.near.enumerated() {
      guard let qualifier = source.qualifier else { continue }
      list.add(
        qualifier, group: 0, order: order,
        CompletionItem(label: qualifier, insert: quoted(qualifier), kind: .alias, detail: source.relation?.name ?? ""))
    }
  }

  /// Columns that both sides of the last join have, for USING.
  func addSharedColumns(_ scope: Scope, _ place: CompletionPlace, _ list: inout CandidateList) {
    let written = scope.near.filter { $0.source.position < place.index }
    guard let last = written.last else { return }
    let others = Set(written.dropLast().flatMap { $0.columns.map(\.name) })
    let named = place.outline.listedNames(around: place.index)
    let shared = last.columns.filter { others.contains($0.name) && !named.contains($0.name) }
    for (order, column) in shared.enumerated() {
      // A key is rarely called like a time stamp that every table has.
      let isKey = index.foreignKeys(of: last.relation?.oid ?? 0).contains {
        $0.fromColumns.contains(column.name) || $0.toColumns.contains(column.name)
      }
      add(column, &list, group: isKey ? 0 : 1, order: order)
    }
  }
}
