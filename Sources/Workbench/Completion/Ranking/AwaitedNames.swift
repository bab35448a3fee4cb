import Database
import SQLText

/// Names that a query uses before any of its sources explains them, as in `select i.*, u.email from instances i join`: they tell which table is to
/// come.
struct AwaitedNames {
  /// What is asked of a qualifier that nothing is called yet: none for `u.*`.
  private var columns: [String: Set<String>] = [:]
  /// Columns without a qualifier that no source has.
  private var bare: Set<String> = []

  init(_ place: CompletionPlace, _ scope: Scope) {
    guard let branch = place.queries.first?.branch else { return }
    let others = scope.near.filter { $0.source.position != place.index }
    for qualifier in place.outline.mentionedQualifiers(in: branch) where scope.source(qualifier) == nil {
      columns[qualifier] = []
    }
    for mention in place.outline.mentions(in: branch) {
      if let qualifier = mention.qualifier {
        columns[qualifier]?.insert(mention.name)
      } else if !others.contains(where: { $0.columns.contains { $0.name == mention.name } }) {
        bare.insert(mention.name)
      }
    }
  }

  /// The qualifier that means the table: its name begins so or has these initials, and it has the columns.
  func alias(of relation: Catalog.Relation) -> String? {
    let initials = CompletionEngine.alias(for: relation.name, taken: [])
    return columns.keys.sorted().first { qualifier in
      (qualifier == initials || relation.name.hasPrefix(qualifier)) && has(relation, columns[qualifier] ?? [])
    }
  }

  /// How many of the columns without a qualifier the table has.
  func count(in relation: Catalog.Relation) -> Int {
    bare.isEmpty ? 0 : relation.columns.count { bare.contains($0.name) }
  }

  private func has(_ relation: Catalog.Relation, _ names: Set<String>) -> Bool {
    names.allSatisfy { name in relation.columns.contains { $0.name == name } }
  }
}
