package import Database
package import SQLText

/// Finds what may stand at a place of a text, from a catalog: first what the grammar allows there, then which names fit.
package struct CompletionEngine: Sendable {
  package let catalog: Catalog
  let index: NameIndex

  package init(_ catalog: Catalog) {
    self.catalog = catalog
    index = NameIndex(catalog)
  }

  /// `cursor` is a UTF-8 byte offset of `text`.
  package func complete(text: [UInt8], cursor: Int, limit: Int) -> Completion {
    complete(CompletionPlace(text: text, cursor: cursor), limit: limit)
  }

  /// The same for a text whose tokens `sql` has.
  package func complete(text: [UInt8], sql: SQLTokens, cursor: Int, limit: Int) -> Completion {
    complete(CompletionPlace(text: text, sql: sql, cursor: cursor), limit: limit)
  }

  func complete(_ place: CompletionPlace, limit: Int) -> Completion {
    if limit > 0, let expansion = expansion(place) { return expansion }
    var list = CandidateList(typed: place.prefix, limit: limit)
    if !place.qualifiers.isEmpty {
      if place.slot != .nothing { addQualified(place, &list) }
    } else {
      add(place, &list)
    }
    if place.qualifiers.isEmpty, place.slot != .nothing, place.slot != .string {
      addKeywords(StatementWords.continuations(of: place.previousWord), place, &list, group: -1)
    }
    var items = list.items()
    // What is there already in full needs no list.
    if items.count == 1, items[0].insert == place.prefix { items = [] }
    return Completion(replaceFrom: place.replaceFrom, items: items)
  }

  private func add(_ place: CompletionPlace, _ list: inout CandidateList) {
    switch place.slot {
    case .nothing: break
    case .statementStart: addKeywords(StatementWords.start, place, &list)
    case .relation:
      let scope = Scope(place, index)
      addRelations(scope, &list, hinted: hintedRelations(place, scope))
      if place.clause == .from, !place.prefix.isEmpty { addFunctions(&list, group: 8) }
    case .joinTarget:
      let scope = Scope(place, index)
      addJoins(scope, place, &list)
      addRelations(scope, &list, group: 3, hinted: hintedRelations(place, scope))
    case .joinCondition:
      let scope = Scope(place, index)
      addJoinConditions(scope, place, &list)
      addColumns(scope, place, &list, group: 2)
    case .joinColumns: addSharedColumns(Scope(place, index), place, &list)
    case .expression: addExpression(place, &list)
    case .afterOperand(let clause): addKeywords(StatementWords.after(clause, place), place, &list)
    case .words(let words):
      let begun = (place.previousWord ?? "") + " "
      let rest = words.filter { $0.hasPrefix(begun) }.map { String($0.dropFirst(begun.count)) }
      addKeywords(rest.isEmpty ? words : rest, place, &list)
    case .string: addEnumLabels(place, Scope(place, index), &list)
    case .insertColumns, .setTarget: addTargetColumns(Scope(place, index), &list)
    case .type: addTypes(&list)
    case .setting: addNames(catalog.settings, .setting, &list)
    case .settingValue(let name):
      addKeywords(["default", "on", "off", "true", "false"] + (name == "role" ? catalog.roles : []), place, &list)
    case .role: addNames(catalog.roles, .role, &list)
    case .schema: addSchemas(&list, group: 0)
    case .function: addFunctions(&list, group: 0)
    case .anything:
      addKeywords(StatementWords.definition, place, &list)
      addRelations(Scope(place, index), &list, group: 1)
      addTypes(&list, group: 2)
    }
  }

  // MARK: Names

  private func addNames(_ names: [String], _ kind: CompletionItem.Kind, _ list: inout CandidateList) {
    for name in names { list.add(Candidate(CompletionItem(label: name, insert: quoted(name), kind: kind), group: 0)) }
  }

  func quoted(_ name: String) -> String { Quoting.identifier(name) }

  func addSchemas(_ list: inout CandidateList, group: Int) {
    for schema in catalog.schemas {
      let item = CompletionItem(label: schema.name, insert: quoted(schema.name), kind: .schema)
      list.add(
        Candidate(item, group: schema.name.hasPrefix("pg_") || schema.name == "information_schema" ? group + 2 : group))
    }
  }

  /// Tables and views: those that the search_path finds by name alone, the others with their schema.
  func addRelations(
    _ scope: Scope, _ list: inout CandidateList, group: Int = 0, hinted: [UInt32: Int] = [:]
  ) {
    for named in scope.namedQueries {
      let item = CompletionItem(label: named.name, insert: quoted(named.name), kind: .table, detail: "with")
      list.add(Candidate(item, group: group))
    }
    for pick in picks(&list, group: group, hinted: hinted) {
      let relation = catalog.relations[pick.entry.place]
      let isVisible = index.finds(relation)
      let name = isVisible ? quoted(relation.name) : "\(quoted(relation.schema)).\(quoted(relation.name))"
      let item = CompletionItem(
        label: isVisible ? relation.name : "\(relation.schema).\(relation.name)", insert: name,
        kind: relation.kind == .view || relation.kind == .materializedView ? .view : .table, detail: relation.schema)
      list.add(Candidate(item, folded: pick.entry.folded, group: pick.group, order: pick.order))
    }
    addSchemas(&list, group: group + 3)
  }

  private struct Pick {
    var entry: NameIndex.Entry
    var match: Int
    var group: Int
    var order: Int
  }

  /// The relations that can be among the results: of ten thousand only these are worth writing out.
  private func picks(_ list: inout CandidateList, group: Int, hinted: [UInt32: Int]) -> [Pick] {
    var picks: [Pick] = []
    for entry in index.relations {
      guard let match = list.match(entry.folded) else { continue }
      let relation = catalog.relations[entry.place]
      let isSystem = relation.schema == "pg_catalog" || relation.schema == "information_schema"
      let distance = isSystem ? 6 : index.isVisible(relation.schema) ? 1 : 2
      let order = hinted.isEmpty ? 0 : -(hinted[relation.oid] ?? 0)
      picks.append(Pick(entry: entry, match: match, group: group + distance, order: order))
    }
    guard picks.count > list.limit else { return picks }
    let isTyped = !list.isUntyped
    picks.sort { a, b in
      let (aLength, bLength) = isTyped ? (a.entry.folded.count, b.entry.folded.count) : (0, 0)
      return (a.match, a.group, a.order, aLength, a.entry.place) < (b.match, b.group, b.order, bLength, b.entry.place)
    }
    return Array(picks.prefix(list.limit))
  }

  func addFunctions(_ list: inout CandidateList, group: Int) {
    for entry in index.functions where list.accepts(entry.folded) {
      let function = catalog.functions[entry.place]
      let isVisible = index.isVisible(function.schema)
      if !isVisible, function.schema == "information_schema" { continue }
      // Functions behind operators and types are hardly ever called by name.
      let isOwn = function.schema != "pg_catalog"
      let name = isVisible ? quoted(function.name) : "\(quoted(function.schema)).\(quoted(function.name))"
      let arguments = function.arguments.isEmpty ? "()" : "("
      let item = CompletionItem(
        label: "\(function.name)(\(function.arguments))", insert: name + arguments, kind: .function,
        detail: function.result)
      let rank = StatementWords.commonFunctions[function.name]
      list.add(
        Candidate(
          item, folded: entry.folded, group: group + (isOwn || rank != nil ? 0 : 4), order: isOwn ? 20 : rank ?? 0))
    }
  }

  func addTypes(_ list: inout CandidateList, group: Int = 0) {
    for (rank, name) in StatementWords.types.enumerated() {
      list.add(Candidate(CompletionItem(label: name, insert: name, kind: .type), group: group, order: rank))
    }
    for entry in index.types where list.accepts(entry.folded) {
      let type = catalog.types[entry.place]
      if type.schema == "information_schema" || type.name.hasPrefix("_") { continue }
      let name = index.isVisible(type.schema) ? quoted(type.name) : "\(quoted(type.schema)).\(quoted(type.name))"
      let item = CompletionItem(label: type.name, insert: name, kind: .type, detail: type.schema)
      list.add(
        Candidate(item, folded: entry.folded, group: group + (type.schema == "pg_catalog" ? 2 : 0), order: 100))
    }
  }

  /// Keywords in the letter case that one types in.
  func addKeywords(_ words: [String], _ place: CompletionPlace, _ list: inout CandidateList, group: Int = 0) {
    let isUpper = place.prefix.contains { $0.isUppercase } && !place.prefix.contains { $0.isLowercase }
    for (rank, word) in words.enumerated() {
      let text = isUpper ? word.uppercased() : word
      list.add(Candidate(CompletionItem(label: text, insert: text, kind: .keyword), group: group, order: rank))
    }
  }

  // MARK: Behind a dot

  private func addQualified(_ place: CompletionPlace, _ list: inout CandidateList) {
    let scope = Scope(place, index)
    let qualifiers = place.qualifiers
    if qualifiers.count == 1, let source = scope.source(qualifiers[0]) {
      for (order, column) in source.columns.enumerated() { list.add(candidate(column, group: 0, order: order)) }
      return
    }
    if qualifiers.count == 2, let relation = index.relation(schema: qualifiers[0], name: qualifiers[1]) {
      for column in relation.columns {
        list.add(
          Candidate(
            CompletionItem(label: column.name, insert: quoted(column.name), kind: .column, detail: column.type),
            group: 0))
      }
      return
    }
    let schema = qualifiers[qualifiers.count - 1]
    if qualifiers.count == 1, !catalog.schemas.contains(where: { $0.name == schema }) {
      for relation in likelyRelations(schema) {
        for (order, column) in relation.columns.enumerated() {
          let item = CompletionItem(
            label: column.name, insert: quoted(column.name), kind: .column, detail: relation.name)
          list.add(Candidate(item, group: 0, order: order))
        }
      }
    }
    for entry in index.relations where list.accepts(entry.folded) && catalog.relations[entry.place].schema == schema {
      let relation = catalog.relations[entry.place]
      let kind: CompletionItem.Kind = relation.kind == .view || relation.kind == .materializedView ? .view : .table
      list.add(
        Candidate(
          CompletionItem(label: relation.name, insert: quoted(relation.name), kind: kind, detail: schema), group: 0))
    }
    for entry in index.functions where list.accepts(entry.folded) && catalog.functions[entry.place].schema == schema {
      let function = catalog.functions[entry.place]
      let item = CompletionItem(
        label: "\(function.name)(\(function.arguments))",
        insert: quoted(function.name) + (function.arguments.isEmpty ? "()" : "("),
        kind: .function, detail: function.result)
      list.add(Candidate(item, folded: entry.folded, group: 1))
    }
    if place.slot == .type {
      for entry in index.types where catalog.types[entry.place].schema == schema {
        list.add(Candidate(CompletionItem(label: entry.name, insert: quoted(entry.name), kind: .type), group: 0))
      }
    }
  }
}
