import Database
import SQLText

extension CompletionEngine {
  /// Whole joins from foreign keys, in both directions, composite ones included: `customers c on c.id = o.customer_id`. Those come first that
  /// explain what the query speaks of already.
  func addJoins(_ scope: Scope, _ place: CompletionPlace, _ list: inout CandidateList) {
    // What an INSERT fills is no source of its query.
    let sources = scope.near.filter {
      $0.source.position < place.index && !($0.source.isTarget && place.verb == "insert")
    }
    let partners = partners(of: sources).filter { NameTable.match(list.typed, $0.target.name) != nil }
    let taken = Set((scope.near + scope.far).compactMap(\.qualifier))
    let isBare = !sources.isEmpty && sources.allSatisfy { $0.source.alias == nil }
    let joined = Set(scope.near.compactMap(\.relation?.oid))
    for (order, partner) in ranked(partners, AwaitedNames(place, scope)).enumerated() {
      let target = partner.target
      let isFresh = !joined.contains(target.oid)
      if place.isJoinWritten {
        list.add(
          target.name, group: isFresh ? partner.group : partner.group + 2, order: order, use: target.name,
          CompletionItem(
            label: target.name, insert: written(target), kind: .table, detail: target.schema,
            subject: .relation(target.oid)))
        continue
      }
      let isNamed = isBare && isFresh && partner.alias == nil
      let alias = partner.alias ?? (isNamed ? target.name : Self.alias(for: target.name, taken: taken))
      let text = join(partner, alias, isNamed: isNamed)
      let isNear = order < 3 || !place.prefix.isEmpty
      list.add(
        target.name, group: !isFresh ? 6 : partner.isAwaited ? -1 : isNear ? partner.group : 5, order: order,
        use: target.name, CompletionItem(label: text, insert: text, kind: .join, subject: .relation(target.oid)))
    }
  }

  /// A table that can be joined to a source, and the columns that pair them.
  private struct JoinPartner {
    var target: Catalog.Relation
    var columns: [String]
    var qualifier: String
    var otherColumns: [String]
    /// 0 by a foreign key, 2 by a column's name alone.
    var group = 0
    /// What the query calls the table before it is there.
    var alias: String?
    /// How many columns of the query it explains.
    var explained = 0

    var isAwaited: Bool { alias != nil || explained > 0 }
  }

  /// Tables that the query calls by an alias first, then those that have most of its columns, else as they were.
  private func ranked(_ partners: [JoinPartner], _ awaited: AwaitedNames) -> [JoinPartner] {
    var partners = partners
    for index in partners.indices {
      partners[index].alias = awaited.alias(of: partners[index].target)
      partners[index].explained = awaited.count(in: partners[index].target)
    }
    guard partners.contains(where: \.isAwaited) else { return partners }
    let called = partners.filter { $0.alias != nil }
    let others = partners.filter { $0.alias == nil }.enumerated().sorted { a, b in
      (-a.element.explained, a.offset) < (-b.element.explained, b.offset)
    }
    return called + others.map(\.element)
  }

  private func partners(of sources: [Scope.Source]) -> [JoinPartner] {
    var partners: [JoinPartner] = []
    for source in sources.reversed() {
      guard let relation = source.relation, let qualifier = source.qualifier else { continue }
      for key in index.foreignKeys(of: relation.oid) {
        if key.from == relation.oid, let target = index.relation(oid: key.to) {
          partners.append(
            JoinPartner(target: target, columns: key.toColumns, qualifier: qualifier, otherColumns: key.fromColumns))
        }
        if key.to == relation.oid, let target = index.relation(oid: key.from) {
          partners.append(
            JoinPartner(target: target, columns: key.fromColumns, qualifier: qualifier, otherColumns: key.toColumns))
        }
      }
    }
    for source in sources.reversed() {
      guard let qualifier = source.qualifier else { continue }
      partners += unkeyedPartners(of: source).map { partner in
        let columns = [partner.column]
        return JoinPartner(
          target: partner.relation, columns: columns, qualifier: qualifier, otherColumns: columns, group: 2)
      }
    }
    return partners
  }

  private func join(_ partner: JoinPartner, _ alias: String, isNamed: Bool) -> String {
    let condition = zip(partner.columns, partner.otherColumns).map {
      "\(quoted(alias)).\(quoted($0)) = \(quoted(partner.qualifier)).\(quoted($1))"
    }.joined(separator: " and ")
    return "\(written(partner.target))\(isNamed ? "" : " " + quoted(alias)) on \(condition)"
  }

  /// The first letters of the words of a name, with a number when they are taken: `oi` for `order_items`.
  static func alias(for name: String, taken: Set<String>) -> String {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    var letters = words.compactMap(\.first).map(String.init).joined()
    if letters.isEmpty || letters.first!.isNumber || Quoting.identifier(letters) != letters { letters = "t" }
    guard taken.contains(letters) else { return letters }
    return (2...).lazy.map { "\(letters)\($0)" }.first { !taken.contains($0) }!
  }

  /// Tables whose whole key is called like a column of a source that no foreign key pairs with it.
  private func unkeyedPartners(of source: Scope.Source) -> [(relation: Catalog.Relation, column: String)] {
    guard let own = source.relation else { return [] }
    let keyed = Set(index.foreignKeys(of: own.oid).flatMap { [$0.from, $0.to] })
    return source.columns.flatMap { column -> [(Catalog.Relation, String)] in
      let places = column.name == "id" ? [] : index.relations(withColumn: column.name)
      guard places.count <= 100 else { return [] }
      return places.compactMap { place in
        let relation = catalog.relations[place]
        guard relation.oid != own.oid, !keyed.contains(relation.oid),
          relation.columns.filter(\.isPrimaryKey).map(\.name) == [column.name]
        else { return nil }
        return (relation, column.name)
      }
    }
  }

  /// Conditions between the source joined last and those before it.
  func addJoinConditions(_ scope: Scope, _ place: CompletionPlace, _ list: inout CandidateList) {
    let written = scope.near.filter { $0.source.position < place.index }
    guard let last = written.last, let relation = last.relation, let qualifier = last.qualifier else { return }
    for other in written.dropLast().reversed() {
      guard let otherRelation = other.relation, let otherQualifier = other.qualifier else { continue }
      for key in index.foreignKeys(of: relation.oid) {
        if key.from == relation.oid, key.to == otherRelation.oid {
          addCondition(qualifier, key.fromColumns, otherQualifier, key.toColumns, &list)
        } else if key.to == relation.oid, key.from == otherRelation.oid {
          addCondition(qualifier, key.toColumns, otherQualifier, key.fromColumns, &list)
        }
      }
    }
  }

  /// Keys that pair tables of `UPDATE … FROM`, `DELETE … USING` or a list between commas, which no condition joins yet.
  func addOpenConditions(_ scope: Scope, _ place: CompletionPlace, _ list: inout CandidateList) {
    guard let branch = place.queries.first?.branch else { return }
    let joined = place.outline.mergedColumns(in: branch)
    let mentions = Set(place.outline.mentions(in: branch).map { "\($0.qualifier ?? "").\($0.name)" })
    let outer = isCorrelated(place) ? scope.far : []
    for (place, source) in scope.near.enumerated() {
      guard let relation = source.relation, let qualifier = source.qualifier else { continue }
      for other in scope.near[..<place] + outer {
        guard let otherRelation = other.relation, let otherQualifier = other.qualifier else { continue }
        for key in index.foreignKeys(of: relation.oid) where key.from != key.to {
          let isFrom = key.from == relation.oid && key.to == otherRelation.oid
          guard isFrom || key.to == relation.oid && key.from == otherRelation.oid else { continue }
          let (own, foreign) = isFrom ? (key.fromColumns, key.toColumns) : (key.toColumns, key.fromColumns)
          let isWritten =
            mentions.contains("\(qualifier).\(own[0])") && mentions.contains("\(otherQualifier).\(foreign[0])")
          if !isWritten, joined.isDisjoint(with: own) { addCondition(qualifier, own, otherQualifier, foreign, &list) }
        }
      }
    }
  }

  /// Whether a subquery of one table begins its WHERE, which mostly ties its rows to those of the query around it. What IN compares with is a
  /// list for all of them.
  private func isCorrelated(_ place: CompletionPlace) -> Bool {
    guard place.previousWord == "where", let query = place.queries.first?.query else { return false }
    return !["in", "any", "all", "some", "as", "materialized"].contains(place.outline.word(query.lowerBound - 2) ?? "")
  }

  private func addCondition(
    _ a: String, _ aColumns: [String], _ b: String, _ bColumns: [String], _ list: inout CandidateList
  ) {
    let text = zip(aColumns, bColumns).map { "\(quoted(a)).\(quoted($0)) = \(quoted(b)).\(quoted($1))" }
      .joined(separator: " and ")
    list.add(text, group: 0, CompletionItem(label: text, insert: text, kind: .join))
  }
}
