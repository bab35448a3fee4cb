import Database
import SQLText

extension CompletionEngine {
  /// What a statement that is no query takes.
  func addSyntax(_ syntax: SyntaxPlace, _ place: CompletionPlace, _ list: inout CandidateList) {
    let scope = Scope(place, index)
    for slot in syntax.slots { addNames(slot, syntax, place, scope, &list) }
    if syntax.takesExpression {
      if place.isOperandDone {
        addKeywords(StatementWords.condition, place, &list, group: 4)
      } else {
        addExpression(place, &list)
      }
    }
    // Names of what there is come before words that may be left out.
    let isNamed = !Set(syntax.slots).isDisjoint(with: Self.existing)
    addKeywords(StatementWords.typeContinuation(place), place, &list, group: -1)
    var words = syntax.keywords
    if place.index == 1, place.previousWord == "create" {
      words = StatementWords.created.filter(words.contains) + words.filter { !StatementWords.created.contains($0) }
    }
    // Privileges are granted more often than roles.
    let isGrant = place.previousWord == "grant" || place.previousWord == "revoke"
    addKeywords(words, place, &list, group: isGrant ? -1 : isNamed && list.typed.isEmpty ? 3 : 1)
  }

  private static let existing: Set<SyntaxSlot> = [
    .table, .target, .view, .relation, .materialized, .column, .own, .type, .role, .schema, .function, .procedure,
    .index,
    .constraint, .trigger, .policy, .sequence, .setting, .value, .publication, .method, .language,
  ]

  private func addNames(
    _ slot: SyntaxSlot, _ syntax: SyntaxPlace, _ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList
  ) {
    switch slot {
    case .table, .target:
      addRelations(place, scope, &list) { $0 == .table || $0 == .partitionedTable || $0 == .foreignTable }
    case .view: addRelations(place, scope, &list) { $0 == .view }
    case .materialized: addRelations(place, scope, &list) { $0 == .materializedView }
    case .relation: addRelations(place, scope, &list)
    case .newObject: if !list.typed.isEmpty || catalog.schemas.count > 3 { addSchemas(&list, group: 2) }
    case .column: addColumns(of: relation(syntax.table, place), syntax, &list)
    case .own: addColumns(of: relation(syntax.owner, place), syntax, &list)
    case .type:
      let isOwn = place.previousWord == "type" || place.previousWord == "domain"
      addTypes(&list, likely: TypeGuess(index).types(of: syntax.named ?? ""), isOwnFirst: isOwn)
    case .role: addNames(catalog.roles, .role, &list)
    case .schema: addSchemas(&list, group: 0)
    case .function: addFunctions(&list, group: 0, isOwnFirst: true)
    case .procedure: addProcedures(&list)
    case .sequence: addSequences(&list)
    case .extension: addNames(catalog.extensions, .value, &list)
    case .setting: for setting in catalog.settings { add(setting, &list) }
    case .value: addValues(of: syntax.setting, place, &list)
    default:
      guard let kind = Self.objectKinds[slot] else { return }
      let isOfTable: Set<SyntaxSlot> = [.constraint, .trigger, .policy, .rule, .index]
      addObjects([kind], &list, of: isOfTable.contains(slot) ? relation(syntax.table, place)?.oid : nil)
    }
  }

  private static let objectKinds: [SyntaxSlot: Catalog.Object.Kind] = [
    .index: .index, .constraint: .constraint, .trigger: .trigger, .policy: .policy, .rule: .rule,
    .collation: .collation, .tablespace: .tablespace, .publication: .publication, .subscription: .subscription,
    .database: .database, .language: .language, .server: .server, .method: .accessMethod,
    .statistics: .statistics, .wrapper: .foreignDataWrapper, .configuration: .configuration,
  ]

  /// The table of this name, if there is one.
  private func relation(_ name: Range<Int>?, _ place: CompletionPlace) -> Catalog.Relation? {
    guard let path = name.map({ place.outline.path($0) }), let name = path.last else { return nil }
    return index.relation(schema: path.dropLast().last, name: name)
  }

  /// Those of a table that there is, then those that the statement makes; any where there are neither.
  private func addColumns(of relation: Catalog.Relation?, _ syntax: SyntaxPlace, _ list: inout CandidateList) {
    for (order, column) in (relation?.columns ?? []).enumerated() {
      let found = Scope.Column(name: column.name, type: column.type, relation: relation?.oid)
      add(found, &list, group: 0, order: order)
    }
    guard relation == nil else { return }
    for (order, name) in syntax.newColumns.enumerated() {
      add(Scope.Column(name: name, type: ""), &list, group: 0, order: order)
    }
    guard syntax.newColumns.isEmpty else { return }
    index.columns.match(list.typed) { at, match in list.add(.columnName(at), match: match, group: 1, place: at) }
  }

  private func add(_ setting: Catalog.Setting, _ list: inout CandidateList) {
    let rank = StatementWords.commonSettings.firstIndex(of: setting.name)
    list.add(
      setting.name, group: rank == nil ? 4 : 0, order: rank ?? 0, use: setting.name,
      CompletionItem(
        label: setting.name, insert: setting.name, kind: .setting, detail: setting.summary,
        subject: .setting(setting.name)))
  }

  private func addValues(of setting: String?, _ place: CompletionPlace, _ list: inout CandidateList) {
    switch setting {
    case "search_path": addSchemas(&list, group: 0)
    case "role", "session_authorization": addNames(catalog.roles, .role, &list)
    case "default_tablespace", "temp_tablespaces": addObjects([.tablespace], &list)
    case "default_text_search_config": addObjects([.configuration], &list)
    default: break
    }
    let values = catalog.settings.first { $0.name.lowercased() == setting }?.values ?? []
    for (order, value) in values.enumerated() {
      let insert = value.contains(" ") || value.contains("-") ? Quoting.literal(value) : value
      list.add(
        value, group: 0, order: order,
        CompletionItem(label: value, insert: insert, kind: .value, detail: setting ?? ""))
    }
  }

  /// Behind a dot in a statement that is no query.
  func addQualifiedSyntax(_ syntax: SyntaxPlace, _ place: CompletionPlace, _ list: inout CandidateList) {
    let qualifiers = place.qualifiers
    if let relation = index.relation(schema: qualifiers.dropLast().last, name: qualifiers[qualifiers.count - 1]),
      qualifiers.count == 2 || !catalog.schemas.contains(where: { $0.name == qualifiers[0] })
    {
      for (order, column) in relation.columns.enumerated() {
        add(Scope.Column(name: column.name, type: column.type), &list, group: 0, order: order)
      }
    }
    let schema = qualifiers[qualifiers.count - 1]
    index.relations.match(list.typed) { tie, at, match, _ in
      if catalog.relations[at].schema == schema { list.add(.relation(at), match: match, group: 0, place: tie) }
    }
    index.sequences.match(list.typed) { tie, at, match, _ in
      if catalog.relations[at].schema == schema { list.add(.relation(at), match: match, group: 1, place: tie) }
    }
    index.types.match(list.typed) { tie, at, match, _ in
      guard catalog.types[at].schema == schema else { return }
      list.add(.type(at), match: match, group: syntax.slots.contains(.type) ? 0 : 2, place: tie)
    }
    index.functions.match(list.typed) { tie, at, match, _ in
      guard catalog.functions[at].schema == schema else { return }
      list.add(.function(at), match: match, group: syntax.slots.contains(.function) ? 0 : 2, place: tie)
    }
    index.objects.match(list.typed) { tie, at, match, _ in
      guard catalog.objects[at].schema == schema, syntax.slots.contains(.index) else { return }
      list.add(.object(at), match: match, group: 0, place: tie)
    }
  }
}
