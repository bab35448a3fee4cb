import Database
import SQLText

extension CompletionEngine {
  /// What may start an operand: names of the select list where they may be used, columns, aliases, functions and keywords.
  func addExpression(_ place: CompletionPlace, _ list: inout CandidateList) {
    let scope = Scope(place, index)
    let used = usedNames(place)
    addValues(place, scope, &list)
    addCounterparts(place, scope, &list)
    if place.clause == .whereClause, ["where", "and"].contains(place.previousWord) {
      addOpenConditions(scope, place, &list)
    }
    addOutputs(place, &list)
    // The rows of an INSERT know no columns.
    if !place.isInsertedRow {
      addColumns(scope, place, &list, group: 3, used: place.clause == .select || place.clause == .orderBy ? used : [])
    }
    if scope.near.isEmpty { addUnscopedColumns(place, scope, &list) }
    addVariables(place, &list, group: scope.near.isEmpty ? 1 : 3)
    addArgumentNames(place, &list)
    addAggregates(place, scope, &list)
    addFunctions(&list, group: place.clause == .having ? 1 : 4)
    addCalls(place, &list, group: place.clause == .having ? 1 : 4)
    if !list.typed.isEmpty { addSchemas(&list, group: 7) }
    addOperandWords(place, scope, &list)
  }

  /// Arguments and variables of the function whose body is written.
  func addVariables(_ place: CompletionPlace, _ list: inout CandidateList, group: Int) {
    for (order, name) in place.variables.enumerated() {
      list.add(
        name, group: group, order: order,
        CompletionItem(label: name, insert: quoted(name), kind: .value, detail: "variable"))
    }
  }

  /// The likeliest words stand among the columns, the others behind the functions.
  private func addOperandWords(_ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    let words = StatementWords.operands(place)
    if place.callee == "extract" { return addKeywords(words, place, &list, group: 0) }
    if place.previousWord == "not" { addKeywords(["exists"], place, &list, group: 0) }
    if place.opensParenthesis, place.clause != .groupBy, place.clause != .values {
      addKeywords(["select"], place, &list, group: 0)
    }
    // Of what begins alike a column comes before a word.
    let order = !list.typed.isEmpty ? 500 : scope.near.isEmpty ? -1 : 4
    addKeywords(Array(words.prefix(2)), place, &list, group: 3, order: order)
    addKeywords(Array(words.dropFirst(2)), place, &list, group: 4, order: 10)
  }

  /// Behind the first column of a select list, a column's count or sum is as likely as the next column.
  private func addAggregates(_ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    guard place.clause == .select, place.call == nil || place.callee == "round" else { return }
    // While no table is known, functions are all there is to choose from.
    let isBlind = scope.near.isEmpty
    guard isBlind || place.isBehindItem || place.callee == "round" else { return }
    let qualifies = scope.near.contains { $0.source.alias != nil } || scope.near.count > 2
    for (rank, name) in ["count", "sum", "max", "min", "avg", "round", "coalesce"].enumerated().prefix(isBlind ? 7 : 2)
    {
      list.add(
        name, group: isBlind ? 2 : qualifies ? 2 : 3, order: isBlind ? rank - 375 : qualifies ? 12 : 3,
        CompletionItem(
          label: "\(name)(…)", insert: place.isCallWritten ? name : "\(name)(", kind: .function, detail: "aggregate"))
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
    let plain = Set(place.outline.clauseMentions(in: branch, at: place.index).selected.map(\.name))
    let computed = place.clause == .groupBy ? place.outline.aggregateOutputs(of: branch) : []
    for (order, output) in place.outline.outputColumns(of: branch).enumerated() {
      guard case .named(let name) = output, !computed.contains(name) else { continue }
      // One orders by what was computed, and groups by what was not.
      let isLikely = plain.contains(name) == (place.clause == .groupBy)
      list.add(
        name, group: 1, order: isLikely ? order : order + 100,
        CompletionItem(label: name, insert: quoted(name), kind: .column, detail: "select list"))
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
        if compared.qualifier == nil { add(found, &list, group: 0, order: order) }
        add(found, of: qualifier, &list, group: 0, order: order)
      }
    }
  }

  /// While no table is named yet: columns of the queries that WITH names, then those of any table.
  func addUnscopedColumns(_ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    for (order, named) in scope.namedQueries.enumerated() {
      for (order, column) in scope.columns(of: named).enumerated() {
        add(column, &list, group: 2, order: 10 * order - 500)
      }
      list.add(
        named.name, group: 3, order: order,
        CompletionItem(label: named.name, insert: quoted(named.name), kind: .alias, detail: "with"))
    }
    addGuessedColumns(place, scope, &list)
    guard !list.typed.isEmpty else { return }
    index.columns.match(list.typed) { at, match in list.add(.columnName(at), match: match, group: 3, place: at) }
  }

  /// What the query names so far tells the tables that FROM is going to name: their aliases and their other columns.
  private func addGuessedColumns(_ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList) {
    guard let branch = place.queries.first?.branch else { return }
    let qualifiers = place.outline.mentions(in: branch).reversed().compactMap(\.qualifier)
    for (order, name) in qualifiers.enumerated() where scope.source(name) == nil {
      list.add(name, group: 1, order: order, CompletionItem(label: name, insert: quoted(name), kind: .alias))
    }
    let hints = RelationHints(place, scope, self)
    guard !hints.isEmpty, qualifiers.isEmpty else { return }
    let used = usedNames(place)
    // What one partitions and sorts by is mostly selected too.
    let repeats = place.previousWord == "by"
    let taste = ColumnTaste(place, scope, self)
    var order = 0
    for at in hints.best(3) {
      let relation = catalog.relations[at]
      for column in relation.columns {
        order += 1
        let found = Scope.Column(name: column.name, type: column.type, relation: relation.oid)
        let isUsed = used.contains(column.name)
        add(
          found, &list, group: 2,
          order: 10 * order - 400 + (isUsed == repeats ? 0 : 1000) + (repeats ? 0 : taste.order(of: found)))
      }
    }
  }

  /// Words of a name; every byte of a character beyond ASCII belongs to one.
  private static func words(in name: String.UTF8View) -> Int {
    var words = 0
    var isInside = false
    for byte in name {
      let continues = byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
      if continues, !isInside { words += 1 }
      isInside = continues
    }
    return words
  }

  /// While no source has the name, the places of tables that it may become an alias of, likelier ones first: `c.` before `from customers c`.
  func likelyRelations(_ qualifier: String) -> [Int] {
    var found: [(rank: Int, place: Int)] = []
    let typed = TypedName(qualifier)
    guard let first = typed.bytes.first else { return [] }
    index.relations.match(typed) { _, at, match, distance in
      guard distance < 2, match != .wordStart, match != .inside else { return }
      let name = catalog.relations[at].name.utf8
      guard let start = name.first, (start &- 0x41 < 26 ? start | 0x20 : start) == first else { return }
      // Thousands may begin so; few have as many words as there are letters.
      let mayBeInitials = Self.words(in: name) == typed.bytes.count
      let isInitials = mayBeInitials && Self.alias(for: catalog.relations[at].name, taken: []) == qualifier
      let rank = name.count == typed.bytes.count ? 0 : isInitials ? 1 : match == .start ? 2 : 3
      // Those outside of the search_path come behind those of the same rank in it.
      if rank < 3 || typed.bytes.count > 1 { found.append((2 * rank + distance, at)) }
    }
    let best = found.map(\.rank).min() ?? 0
    return found.filter { $0.rank <= max(best | 1, 3) }.sorted { $0.rank < $1.rank }.map(\.place)
  }
}
