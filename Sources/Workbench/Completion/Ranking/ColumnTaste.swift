import Database
import SQLText

/// Which columns are likelier than others at a place: those that the rest of the statement asks for, keys where tables are joined, those of a
/// type that fits; and which are less likely, for they are written already.
struct ColumnTaste {
  private var wanted: [String: Int] = [:]
  private var used: Set<String> = []
  private var keys: Set<String> = []
  private var category: TypeCategory?

  init(_ place: CompletionPlace, _ scope: Scope, _ engine: CompletionEngine) {
    category = Self.category(place, scope, engine)
    guard let branch = place.queries.first?.branch else { return }
    let clauses = place.outline.clauseMentions(in: branch, at: place.index)
    used = Set(clauses.here.map(\.name))
    let others: [StatementOutline.Mention] =
      switch place.clause {
      case .select: clauses.named("group") + clauses.named("order")
      case .groupBy: clauses.selected
      case .orderBy: clauses.named("group") + clauses.selected
      case .whereClause, .having: []
      default: []
      }
    for (order, mention) in others.enumerated() where !used.contains(mention.name) {
      wanted[mention.name] = min(wanted[mention.name] ?? order, order)
    }
    guard place.clause == .on else { return }
    for source in scope.near {
      guard let oid = source.relation?.oid else { continue }
      for key in engine.index.foreignKeys(of: oid) {
        let isBoth =
          scope.near.contains { $0.relation?.oid == key.from } && scope.near.contains { $0.relation?.oid == key.to }
        if isBoth { keys.formUnion(key.from == oid ? key.fromColumns : key.toColumns) }
      }
    }
  }

  /// The type that the function or the comparison around the place takes.
  private static func category(
    _ place: CompletionPlace, _ scope: Scope, _ engine: CompletionEngine
  ) -> TypeCategory? {
    if let call = place.call { return engine.category(ofArgument: call.argument, of: call.name) }
    guard let compared = place.compared, let column = scope.column(compared) else { return nil }
    return TypeCategory(column.type)
  }

  /// Added to the place that a column has in its table.
  func order(of column: Scope.Column) -> Int {
    if let place = wanted[column.name] { return -2000 + place }
    var order = 0
    if keys.contains(column.name) { order -= 1000 }
    if used.contains(column.name) { order += 1000 }
    if let category, let own = TypeCategory(column.type), own != category { order += 500 }
    return order
  }
}

/// What a type is about, as far as functions tell types apart.
enum TypeCategory: Sendable, Hashable {
  case number, text, time, boolean, json, array, interval

  /// Nil for types that say nothing, such as `anyelement`.
  init?(_ type: String) {
    if type.hasSuffix("[]") {
      self = .array
      return
    }
    let name = type.prefix { $0 != "(" && $0 != " " }
    switch name {
    case "integer", "bigint", "smallint", "numeric", "real", "double", "float8", "money", "int", "decimal":
      self = .number
    case "text", "character", "varchar", "citext", "name", "bpchar", "char": self = .text
    case "timestamp", "timestamptz", "date", "time", "timetz": self = .time
    case "interval": self = .interval
    case "boolean": self = .boolean
    case "json", "jsonb": self = .json
    default: return nil
    }
  }
}
