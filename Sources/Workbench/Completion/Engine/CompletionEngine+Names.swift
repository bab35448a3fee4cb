import Database
import SQLText

extension CompletionEngine {
  /// Roles, settings and other plain names.
  func addNames(_ names: [String], _ kind: CompletionItem.Kind, _ list: inout CandidateList, group: Int = 0) {
    for name in names {
      list.add(
        name, group: group, use: name, CompletionItem(label: name, insert: quoted(name), kind: kind))
    }
  }

  func addSchemas(_ list: inout CandidateList, group: Int) {
    for schema in catalog.schemas {
      let isSystem = schema.name.hasPrefix("pg_") || schema.name == "information_schema"
      list.add(
        schema.name, group: isSystem ? group + 2 : group, use: schema.name,
        CompletionItem(label: schema.name, insert: quoted(schema.name), kind: .schema, detail: schema.comment ?? ""))
    }
  }

  /// Tables and views: those that the search_path finds by name alone, the others with their schema.
  func addRelations(
    _ place: CompletionPlace, _ scope: Scope, _ list: inout CandidateList, group: Int = 0,
    where fits: ((Catalog.RelationKind) -> Bool)? = nil
  ) {
    for named in scope.namedQueries {
      list.add(
        named.name, group: group,
        CompletionItem(label: named.name, insert: quoted(named.name), kind: .table, detail: "with"))
    }
    let hints = RelationHints(place, scope, self)
    let names = index.relations.names
    let catalogUses = catalogUses
    let distances = [1, 2, 6, 4]
    index.relations.match(list.typed) { tie, at, match, distance in
      if let fits, !fits(catalog.relations[at].kind) { return }
      // Of the server's own hundreds, letters somewhere inside find only what nobody means.
      if distance == 2, match > (catalog.relations[at].schema == "pg_catalog" ? .wordStarts : .start) { return }
      list.add(
        .relation(at), match: match, group: group + distances[distance], order: -hints.score(at),
        use: catalogUses.relation(at), length: names.length(tie),
        place: tie)
    }
    addSchemas(&list, group: group + 3)
  }

  func addSequences(_ list: inout CandidateList, group: Int = 0) {
    index.sequences.match(list.typed) { tie, at, match, distance in
      list.add(.relation(at), match: match, group: group + distance, place: tie)
    }
  }

  func addFunctions(_ list: inout CandidateList, group: Int, isOwnFirst: Bool = false) {
    let catalogUses = catalogUses
    index.functions.match(list.typed) { tie, at, match, distance in
      let rank = index.commonRanks[tie]
      if rank == NameIndex.hidden || rank == NameIndex.uncommon && distance == 2 && match > .start { return }
      if catalog.functions[at].kind == .procedure { return }
      // Functions behind operators and types are hardly ever called by name.
      let isLikely = distance < 2 || rank < NameIndex.uncommon
      list.add(
        .function(at), match: match, group: group + (isLikely ? 0 : 4),
        order: distance < 2 ? isOwnFirst ? -1 : 20 : rank < NameIndex.uncommon ? rank : 0,
        use: catalogUses.function(at), place: tie)
    }
  }

  func addProcedures(_ list: inout CandidateList) {
    index.functions.match(list.typed) { tie, at, match, distance in
      guard catalog.functions[at].kind == .procedure else { return }
      list.add(.function(at), match: match, group: distance, place: tie)
    }
  }

  /// Those that the grammar itself knows.
  func addCalls(_ place: CompletionPlace, _ list: inout CandidateList, group: Int) {
    let opens = place.isCallWritten ? "" : "("
    for name in StatementWords.calls {
      list.add(
        name, group: group, order: StatementWords.commonFunctions[name] ?? 0,
        CompletionItem(label: "\(name)(…)", insert: name + opens, kind: .function))
    }
  }

  /// `likely` are names of types that come first.
  func addTypes(_ list: inout CandidateList, group: Int = 0, likely: [String] = [], isOwnFirst: Bool = false) {
    for (rank, name) in likely.enumerated() {
      list.add(name, group: group, order: rank - 100, CompletionItem(label: name, insert: name, kind: .type))
    }
    for (rank, name) in StatementWords.types.enumerated() {
      list.add(name, group: group, order: rank, use: name, CompletionItem(label: name, insert: name, kind: .type))
    }
    index.types.match(list.typed) { tie, at, match, distance in
      let type = catalog.types[at]
      if distance == 2, match > .wordStarts { return }
      if type.schema == "information_schema" || type.name.hasPrefix("_") { return }
      list.add(
        .type(at), match: match, group: isOwnFirst && distance < 2 ? group : group + distance,
        order: distance < 2 ? isOwnFirst ? -1 : 4 : 100, place: tie)
    }
  }

  func addSnippets(_ list: inout CandidateList) {
    for (order, snippet) in snippets.enumerated() {
      var item = CompletionItem(label: snippet.name, insert: snippet.text, kind: .snippet)
      item.stops = snippet.stops
      list.add(snippet.name, group: 2, order: order, item)
    }
  }

  func addObjects(_ kinds: Set<Catalog.Object.Kind>, _ list: inout CandidateList, of relation: UInt32? = nil) {
    index.objects.match(list.typed) { tie, at, match, distance in
      let object = catalog.objects[at]
      guard kinds.contains(object.kind), relation == nil || object.relation == relation else { return }
      list.add(.object(at), match: match, group: object.schema == nil ? 0 : distance, place: tie)
    }
  }

  /// Keywords in the letter case that one types in.
  func addKeywords(
    _ words: [String], _ place: CompletionPlace, _ list: inout CandidateList, group: Int = 0, order: Int = 0
  ) {
    let isUpper = place.prefix.contains { $0.isUppercase } && !place.prefix.contains { $0.isLowercase }
    for (rank, word) in words.enumerated() {
      list.add(word, group: group, order: order + rank, keyword(isUpper ? word.uppercased() : word))
    }
  }

  private func keyword(_ text: String) -> CompletionItem { CompletionItem(label: text, insert: text, kind: .keyword) }
}
