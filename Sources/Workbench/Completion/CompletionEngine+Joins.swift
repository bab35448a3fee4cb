import Database
import SQLText

extension CompletionEngine {
  /// Whole joins from foreign keys, in both directions, composite ones included: `customers c on c.id = o.customer_id`.
  func addJoins(_ scope: Scope, _ place: CompletionPlace, _ list: inout CandidateList) {
    var taken = Set(scope.near.compactMap(\.qualifier))
    taken.formUnion(scope.far.compactMap(\.qualifier))
    for source in scope.near.reversed() {
      guard let relation = source.relation, let qualifier = source.qualifier else { continue }
      for key in index.foreignKeys(of: relation.oid) {
        if key.from == relation.oid, let target = index.relation(oid: key.to) {
          addJoin(to: target, key.toColumns, qualifier, key.fromColumns, taken, &list)
        }
        if key.to == relation.oid, let target = index.relation(oid: key.from) {
          addJoin(to: target, key.fromColumns, qualifier, key.toColumns, taken, &list)
        }
      }
    }
  }

  private func addJoin(
    to target: Catalog.Relation, _ columns: [String], _ qualifier: String, _ otherColumns: [String],
    _ taken: Set<String>,
    _ list: inout CandidateList
  ) {
    let folded = Array(target.name.lowercased().utf8)
    guard list.accepts(folded) else { return }
    let alias = Self.alias(for: target.name, taken: taken)
    let name = index.isVisible(target.schema) ? quoted(target.name) : "\(quoted(target.schema)).\(quoted(target.name))"
    let condition = zip(columns, otherColumns).map {
      "\(quoted(alias)).\(quoted($0)) = \(quoted(qualifier)).\(quoted($1))"
    }.joined(separator: " and ")
    let text = "\(name) \(quoted(alias)) on \(condition)"
    list.add(Candidate(CompletionItem(label: text, insert: text, kind: .join), folded: folded, group: 0))
  }

  /// The first letters of the words of a name, with a number when they are taken: `oi` for `order_items`.
  static func alias(for name: String, taken: Set<String>) -> String {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    var letters = words.compactMap(\.first).map(String.init).joined()
    if letters.isEmpty || letters.first!.isNumber || Quoting.identifier(letters) != letters { letters = "t" }
    guard taken.contains(letters) else { return letters }
    return (2...).lazy.map { "\(letters)\($0)" }.first { !taken.contains($0) }!
  }

  /// Conditions between the source joined last and those before it.
  func addJoinConditions(_ scope: Scope, _ list: inout CandidateList) {
    guard let last = scope.near.last, let relation = last.relation, let qualifier = last.qualifier else { return }
    for other in scope.near.dropLast().reversed() {
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

  private func addCondition(
    _ a: String, _ aColumns: [String], _ b: String, _ bColumns: [String], _ list: inout CandidateList
  ) {
    let text = zip(aColumns, bColumns).map { "\(quoted(a)).\(quoted($0)) = \(quoted(b)).\(quoted($1))" }
      .joined(separator: " and ")
    list.add(Candidate(CompletionItem(label: text, insert: text, kind: .join), group: 0))
  }
}
