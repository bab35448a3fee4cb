import Database
import SQLText

/// How well each table fits what the statement says elsewhere: columns that no table written so far has, aliases that are used before
/// anything has them, foreign keys from and to the tables that are there.
struct RelationHints {
  private var scores: [Int] = []

  var isEmpty: Bool { scores.isEmpty }

  /// More is better; `place` is one in the catalog's list of relations.
  func score(_ place: Int) -> Int { scores.isEmpty ? 0 : scores[place] }

  /// The places of those that fit best, all equally well.
  func best(_ limit: Int) -> [Int] {
    guard let top = scores.max(), top > 0 else { return [] }
    return Array(scores.indices.lazy.filter { scores[$0] == top }.prefix(limit))
  }

  /// Columns that more tables have than this say nothing about which one is meant.
  private static let tooCommon = 20_000

  init(_ place: CompletionPlace, _ scope: Scope, _ engine: CompletionEngine) {
    let count = engine.catalog.relations.count
    func add(_ places: [Int], _ score: Int) {
      if scores.isEmpty, !places.isEmpty { scores = Array(repeating: 0, count: count) }
      for place in places { scores[place] += score }
    }
    func add(_ oid: UInt32, _ score: Int) { add(engine.index.place(oid: oid).map { [$0] } ?? [], score) }
    for mention in Set(Self.openMentions(place, scope)) {
      let found = engine.index.relations(withColumn: mention)
      guard found.count <= Self.tooCommon else { continue }
      let weight = found.count <= 5 ? 4 : found.count <= 100 ? 3 : 2
      add(found, weight)
    }
    if let branch = place.queries.first?.branch {
      for qualifier in place.outline.mentionedQualifiers(in: branch) where scope.source(qualifier) == nil {
        add(engine.likelyRelations(qualifier), 2)
      }
    }
    for source in scope.near where source.source.position != place.index {
      guard let oid = source.relation?.oid else { continue }
      add(oid, -8)
      for key in engine.index.foreignKeys(of: oid) where key.from != key.to {
        add(key.from == oid ? key.to : key.from, 3)
      }
    }
  }

  /// Names of columns in the query that none of its tables explains.
  private static func openMentions(_ place: CompletionPlace, _ scope: Scope) -> [String] {
    guard let branch = place.queries.first?.branch else { return [] }
    let others = scope.near.filter { $0.source.position != place.index }
    // The word behind the cursor becomes the alias of what is chosen.
    let next = place.outline.name(place.index)
    return place.outline.mentions(in: branch).compactMap { mention in
      if let qualifier = mention.qualifier {
        return others.contains { $0.qualifier == qualifier } && qualifier != next ? nil : mention.name
      }
      return others.contains { $0.columns.contains { $0.name == mention.name } } ? nil : mention.name
    }
  }
}
