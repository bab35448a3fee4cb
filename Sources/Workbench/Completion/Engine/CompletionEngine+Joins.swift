import Database
import SQLText

extension CompletionEngine {
  /// Whole joins from foreign keys, in both directions, composite ones included: `customers c on c.id = o.customer_id`.
  func addJoins(_ scope: Scope, _ place: CompletionPlace, _ list: inout CandidateList) {
    var taken = Set(scope.near.compactMap(\.qualifier))
    taken.formUnion(scope.far.compactMap(\.qualifier))
    // What an INSERT fills is no source of its query.
    let sources = scope.near.filter {
      $0.source.position < place.index && !($0.source.isTarget && place.verb == "insert")
    }
    let isBare = !sources.isEmpty && sources.allSatisfy { $0.source.alias == nil }
    let joined = Set(scope.near.compactMap(\.relation?.oid))
    var order = 0
    for source in sources.reversed() {
      guard let relation = source.relation, let qualifier = source.qualifier else { continue }
      for key in index.foreignKeys(of: relation.oid) {
        if key.from == relation.oid, let target = index.relation(oid: key.to) {
          addJoin(to: target, key.toColumns, qualifier, key.fromColumns)
        }
        if key.to == relation.oid, let target = index.relation(oid: key.from) {
          addJoin(to: target, key.fromColumns, qualifier, key.toColumns)
        }
      }
    }
    for source in sources.reversed() {
      for target in unkeyedPartners(of: source) where source.qualifier != nil {
        addJoin(to: target.relation, [target.column], source.qualifier!, [target.column], group: 2)
      }
    }
    func addJoin(
      to target: Catalog.Relation, _ columns: [String], _ qualifier: String, _ otherColumns: [String], group: Int = 0
    ) {
      guard NameTable.match(list.typed, target.name) != nil else { return }
      order += 1
      let isFresh = !joined.contains(target.oid)
      let isNamed = isBare && isFresh
      if place.isJoinWritten {
        return list.add(
          target.name, group: isFresh ? group : group + 2, order: order, use: target.name,
          CompletionItem(
            label: target.name, insert: written(target), kind: .table, detail: target.schema,
            subject: .relation(target.oid)))
      }
      let alias = isNamed ? target.name : Self.alias(for: target.name, taken: taken)
      let text = join(target, alias, isNamed: isNamed, columns, qualifier, otherColumns)
      let place = isFresh ? (order <= 3 || !place.prefix.isEmpty ? group : 5) : 6
      list.add(
        target.name, group: place, order: order, use: target.name,
        CompletionItem(label: text, insert: text, kind: .join, subject: .relation(target.oid)))
    }
  }

  private func join(
    _ target: Catalog.Relation, _ alias: String, isNamed: Bool, _ columns: [String], _ qualifier: String,
    _ otherColumns: [String]
  ) -> String {
    let condition = zip(columns, otherColumns).map {
      "\(quoted(alias)).\(quoted($0)) = \(quoted(qualifier)).\(quoted($1))"
    }.joined(separator: " and ")
    return "\(written(target))\(isNamed ? "" : " " + quoted(alias)) on \(condition)"
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
