import Database
import SQLText

extension CompletionEngine {
  /// What may start an operand: names of the select list where they may be used, columns, aliases, functions and keywords.
  func addExpression(_ place: CompletionPlace, _ list: inout CandidateList) {
    let scope = Scope(place, index)
    let used = usedNames(place)
    addEnumLabels(place, scope, &list)
    addCounterparts(place, scope, &list)
    addOutputs(place, &list)
    addColumns(scope, place, &list, group: 3, used: place.clause == .select || place.clause == .orderBy ? used : [])
    if scope.near.isEmpty, !place.prefix.isEmpty { addUnscopedColumns(&list) }
    addAggregates(place, scope, &list)
    addFunctions(&list, group: place.clause == .having ? 1 : 4)
    addKeywords(
      StatementWords.operands(place), place, &list,
      group: opensQuery(place) ? 0 : scope.near.isEmpty && place.prefix.isEmpty ? 3 : 5)
    addTimeTypes(place, scope, &list)
  }

  private func opensQuery(_ place: CompletionPlace) -> Bool {
    place.opensParenthesis || place.callee == "extract" || ["not", "is"].contains(place.previousWord ?? "")
  }

  /// Behind the first column of a select list, a column's count or sum is as likely as the next column.
  private func addAggregates(_ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    guard place.clause == .select, place.isBehindItem || place.callee == "round" else { return }
    let qualifies = scope.near.contains { $0.source.alias != nil } || scope.near.count > 2
    for name in ["count", "sum"] {
      let item = CompletionItem(label: "\(name)(…)", insert: "\(name)(", kind: .function, detail: "aggregate")
      list.add(
        Candidate(item, folded: Array(name.utf8), group: qualifies ? 2 : 3, order: qualifies ? 12 : 3))
    }
  }

  /// Names in the select list of the query.
  private func usedNames(_ place: CompletionPlace) -> Set<String> {
    guard let branch = place.queries.first?.branch else { return [] }
    return Set(
      place.outline.outputColumns(of: branch).compactMap { output in
        if case .named(let name) = output { name } else { nil }
      })
  }

  /// ORDER BY and GROUP BY take the select list's names, in its order.
  private func addOutputs(_ place: CompletionPlace, _ list: inout CandidateList) {
    guard place.clause == .orderBy || place.clause == .groupBy, let branch = place.queries.first?.branch else { return }
    for (order, output) in place.outline.outputColumns(of: branch).enumerated() {
      guard case .named(let name) = output else { continue }
      let item = CompletionItem(label: name, insert: quoted(name), kind: .column, detail: "select list")
      list.add(Candidate(item, group: 1, order: order))
    }
  }

  /// The column that a foreign key pairs with the one on the left of the comparison.
  private func addCounterparts(_ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    guard let compared = place.compared,
      let name = compared.qualifier
        ?? scope.near.first(where: { $0.columns.contains { $0.name == compared.column } })?.qualifier,
      let source = scope.source(name), let relation = source.relation
    else { return }
    for key in index.foreignKeys(of: relation.oid) {
      for (from, to) in zip(key.fromColumns, key.toColumns) {
        if key.from == relation.oid, from == compared.column { offer(key.to, to) }
        if key.to == relation.oid, to == compared.column { offer(key.from, from) }
      }
    }
    func offer(_ oid: UInt32, _ column: String) {
      for (order, other) in (scope.near.reversed() + scope.far).enumerated() {
        guard other.relation?.oid == oid, let qualifier = other.qualifier, qualifier != name else { continue }
        guard let found = other.columns.first(where: { $0.name == column }) else { continue }
        if compared.qualifier == nil { list.add(candidate(found, group: 0, order: order)) }
        list.add(qualified(found, qualifier, group: 0, order: order))
      }
    }
  }

  /// `date '…'` and `interval '…'` where a time is compared or counted with.
  private func addTimeTypes(_ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    let column = place.compared.flatMap { compared in
      let sources = compared.qualifier.map { scope.source($0).map { [$0] } ?? [] } ?? scope.near
      return sources.lazy.flatMap(\.columns).first { $0.name == compared.column }
    }
    let isTime = column.map { $0.type.hasPrefix("timestamp") || $0.type == "date" } ?? false
    for (order, name) in ["date", "timestamp", "timestamptz", "interval", "time"].enumerated() {
      list.add(
        Candidate(CompletionItem(label: name, insert: name, kind: .type), group: isTime ? 1 : 6, order: order))
    }
  }

  /// Columns of any table while no table is named yet.
  private func addUnscopedColumns(_ list: inout CandidateList) {
    for column in index.columns where list.accepts(column.folded) {
      let item = CompletionItem(label: column.name, insert: quoted(column.name), kind: .column)
      list.add(Candidate(item, folded: column.folded, group: 3))
    }
  }

  /// How well tables fit the columns that the select list names before FROM is written: more is better.
  func hintedRelations(_ place: CompletionPlace, _ scope: Scope) -> [UInt32: Int] {
    guard let branch = place.queries.first?.branch else { return [:] }
    var hints: [UInt32: Int] = [:]
    for name in place.outline.mentionedNames(in: branch) {
      for oid in index.relations(withColumn: name) { hints[oid, default: 0] += 1 }
    }
    for qualifier in place.outline.mentionedQualifiers(in: branch) where scope.source(qualifier) == nil {
      for relation in likelyRelations(qualifier) { hints[relation.oid, default: 0] += 2 }
    }
    for source in scope.near { if let oid = source.relation?.oid { hints[oid] = -5 } }
    for source in scope.near where source.source.position < place.index {
      for key in index.foreignKeys(of: source.relation?.oid ?? 0) {
        for oid in [key.from, key.to] where oid != source.relation?.oid { hints[oid, default: 0] += 1 }
      }
    }
    return hints
  }

  /// While no source has the name, tables that it may become an alias of: `c.` before `from customers c`.
  func likelyRelations(_ qualifier: String) -> [Catalog.Relation] {
    guard let first = qualifier.utf8.first else { return [] }
    var found: [Catalog.Relation] = []
    for entry in index.relations where entry.folded.first == first && found.count < 20 {
      let relation = catalog.relations[entry.place]
      guard index.isVisible(relation.schema), relation.schema != "pg_catalog" else { continue }
      if entry.name == qualifier || Self.alias(for: entry.name, taken: []) == qualifier
        || (qualifier.utf8.count > 1 && entry.name.hasPrefix(qualifier))
      {
        found.append(relation)
      }
    }
    return found
  }
}
