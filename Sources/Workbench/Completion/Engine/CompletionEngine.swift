package import Database
package import SQLText

/// Finds what may stand at a place of a text, from a catalog: first what the grammar allows there, then which names fit.
package struct CompletionEngine: Sendable {
  package let catalog: Catalog
  let index: NameIndex
  /// How often names were used lately.
  package var uses = NameUses() { didSet { weighed = nil } }
  /// The same by the catalog's places, since `weigh`.
  private var weighed: CatalogUses?
  package var snippets: [Snippet] = []
  /// Tables whose columns are offered behind a qualifier that may become the alias of any of them.
  private static let guessedRelations = 64

  package init(_ catalog: Catalog) {
    self.catalog = catalog
    index = NameIndex(catalog)
  }

  var catalogUses: CatalogUses { weighed ?? CatalogUses(uses, index) }

  /// Looks the names that were used lately up in the catalog, for all that is completed until they change.
  mutating func weigh() { if weighed == nil { weighed = CatalogUses(uses, index) } }

  /// `cursor` is a UTF-8 byte offset of `text`.
  package func complete(text: [UInt8], cursor: Int, limit: Int) -> Completion {
    complete(CompletionPlace(text: Rope(text), cursor: cursor), limit: limit)
  }

  /// The same for a text whose tokens `sql` has.
  package func complete(text: Rope, sql: SQLTokens, cursor: Int, limit: Int) -> Completion {
    complete(CompletionPlace(text: text, sql: sql, cursor: cursor), limit: limit)
  }

  func complete(_ place: CompletionPlace, limit: Int) -> Completion {
    if limit > 0, let expansion = expansion(place) { return expansion }
    var list = CandidateList(typed: place.prefix, limit: limit, uses: uses)
    if !place.qualifiers.isEmpty {
      if place.slot != .nothing { addQualified(place, &list) }
    } else {
      add(place, &list)
    }
    if place.qualifiers.isEmpty, place.takesContinuations, place.query == nil {
      addKeywords(StatementWords.continuations(of: place.previousWord), place, &list, group: -1)
    }
    var items = list.items { item($0, place) }
    // A name that begins with a quote is no word of the language.
    if place.isQuoted { items.removeAll { !Self.quotable.contains($0.kind) } }
    // What is there already in full needs no list.
    if items.count == 1, items[0].insert == place.prefix { items = [] }
    return Completion(replaceFrom: place.replaceFrom, items: items)
  }

  private static let quotable: Set<CompletionItem.Kind> = [
    .schema, .table, .view, .column, .alias, .type, .role, .join, .value,
  ]

  private func add(_ place: CompletionPlace, _ list: inout CandidateList) {
    switch place.slot {
    case .nothing: break
    case .statementStart:
      addKeywords(StatementWords.start, place, &list)
      addSnippets(&list)
    case .bodyStart: addKeywords(StatementWords.bodyStart, place, &list)
    case .bodyQuery:
      addKeywords(StatementWords.bodyQuery, place, &list)
      addVariables(place, &list, group: 1)
    case .relation:
      let scope = Scope(place, index)
      addRelations(place, scope, &list)
      if place.clause == .from, !place.prefix.isEmpty { addFunctions(&list, group: 8) }
      addKeywords(Self.sourceWords(place), place, &list, group: 5)
    case .joinTarget:
      let scope = Scope(place, index)
      addJoins(scope, place, &list)
      addRelations(place, scope, &list, group: 3)
      addKeywords(Self.sourceWords(place), place, &list, group: 5)
    case .joinCondition:
      let scope = Scope(place, index)
      addJoinConditions(scope, place, &list)
      addColumns(scope, place, &list, group: 2)
      if !list.typed.isEmpty {
        addFunctions(&list, group: 5)
        addKeywords(StatementWords.operand, place, &list, group: 6)
      }
    case .joinColumns: addSharedColumns(Scope(place, index), place, &list)
    case .expression: addExpression(place, &list)
    case .afterOperand(let clause):
      addKeywords(StatementWords.after(clause, place), place, &list)
      if clause == .from { addAlias(place, &list) }
    case .words(let words):
      let begun = (place.previousWord ?? "") + " "
      let rest = words.filter { $0.hasPrefix(begun) }.map { String($0.dropFirst(begun.count)) }
      addKeywords(rest.isEmpty ? words : rest, place, &list)
    case .string:
      addLabels(place, Scope(place, index), &list)
      addArgumentTexts(place, &list)
    case .insertColumns, .setTarget: addTargetColumns(Scope(place, index), place, &list)
    case .type: addTypes(&list, likely: place.literalTypes)
    case .syntax(let syntax): addSyntax(syntax, place, &list)
    case .function: addFunctions(&list, group: 0)
    case .sourceName: addSourceNames(Scope(place, index), &list)
    case .constraint:
      addObjects([.constraint], &list, of: Scope(place, index).near.first { $0.source.isTarget }?.relation?.oid)
    case .anything:
      addKeywords(StatementWords.definition, place, &list)
      addRelations(place, Scope(place, index), &list, group: 1)
      addTypes(&list, group: 2)
    }
  }

  /// Of the words that the syntax takes, those that begin a source: it also takes that one is still missing there.
  private static func sourceWords(_ place: CompletionPlace) -> [String] {
    place.query?.keywords.filter { ["lateral", "only", "rows from"].contains($0) } ?? ["lateral"]
  }

  // MARK: Behind a dot

  private func addQualified(_ place: CompletionPlace, _ list: inout CandidateList) {
    let scope = Scope(place, index)
    let qualifiers = place.qualifiers
    if case .syntax(let syntax) = place.slot, scope.source(qualifiers[0]) == nil || !syntax.takesExpression {
      return addQualifiedSyntax(syntax, place, &list)
    }
    let taste = ColumnTaste(place, scope, self)
    if qualifiers.count == 1, let source = scope.source(qualifiers[0]) {
      for (order, column) in source.columns.enumerated() {
        add(column, &list, group: 0, order: order + taste.order(of: column))
      }
      if source.columns.isEmpty { addForeignColumns(scope, &list) }
      return
    }
    if qualifiers.count == 2, let relation = index.relation(schema: qualifiers[0], name: qualifiers[1]) {
      for (order, column) in relation.columns.enumerated() {
        add(Scope.Column(name: column.name, type: column.type), &list, group: 0, order: order)
      }
      return
    }
    if qualifiers.count == 1, let trigger = place.trigger, ["new", "old"].contains(qualifiers[0]) {
      return addRowColumns(of: trigger, place, scope, &list)
    }
    if qualifiers.count == 1, let named = scope.namedQuery(like: qualifiers[0]) {
      for (order, column) in scope.columns(of: named).enumerated() { add(column, &list, group: 0, order: order) }
      return
    }
    let schema = qualifiers[qualifiers.count - 1]
    if qualifiers.count == 1, !catalog.schemas.contains(where: { $0.name == schema }) {
      // Behind the first few it is all guesswork, and what is typed finds the columns of all tables below.
      for relation in likelyRelations(schema).prefix(Self.guessedRelations).map({ catalog.relations[$0] }) {
        for (order, column) in relation.columns.enumerated() {
          let found = Scope.Column(name: column.name, type: column.type, relation: relation.oid)
          add(found, &list, group: 0, order: order + taste.order(of: found))
        }
      }
      if !list.typed.isEmpty { addForeignColumns(scope, &list) }
      return
    }
    addMembers(of: schema, place, scope, &list)
  }

  private func addMembers(
    of schema: String, _ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList
  ) {
    let hints = RelationHints(place, scope, self)
    index.relations.match(list.typed) { tie, at, match, _ in
      guard catalog.relations[at].schema == schema else { return }
      list.add(.relation(at), match: match, group: 0, order: -hints.score(at), place: tie)
    }
    index.functions.match(list.typed) { tie, at, match, _ in
      guard catalog.functions[at].schema == schema else { return }
      list.add(.function(at), match: match, group: 1, place: tie)
    }
    guard place.slot == .type || place.slot == .anything else { return }
    index.types.match(list.typed) { tie, at, match, _ in
      guard catalog.types[at].schema == schema else { return }
      list.add(.type(at), match: match, group: place.slot == .type ? 0 : 2, place: tie)
    }
  }
}
