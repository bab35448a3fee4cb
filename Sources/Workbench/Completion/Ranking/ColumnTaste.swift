import Database
import SQLText

/// Which columns are likelier than others at a place: those that the rest of the statement asks for, keys where tables are joined, those of a
/// type that fits; and which are less likely, for they are written already.
struct ColumnTaste {
  private var wanted: [String: Int] = [:]
  private var used: Set<String> = []
  private var keys: Set<String> = []
  private var category: TypeCategory?
  /// The column on the left of the comparison: one of the same name elsewhere is what it is compared with.
  private var counterpart: String?
  private let index: NameIndex
  /// How much later keys come: they are hardly ever summed up, and where tables are joined seldom filtered or shown.
  private var keysLater = 0

  init(_ place: CompletionPlace, _ scope: Scope, _ engine: CompletionEngine) {
    index = engine.index
    category = Self.category(place, scope, engine)
    if let call = place.call, ["sum", "avg", "round"].contains(call.name) {
      keysLater = 400
    } else if place.clause == .whereClause, place.compared == nil, scope.near.count > 1 {
      keysLater = 200
    }
    guard let branch = place.queries.first?.branch else { return }
    let clauses = place.outline.clauseMentions(in: branch, at: place.index)
    let qualifier = place.qualifiers.last
    let repeats = [.whereClause, .on, .having].contains(place.clause)
    used = repeats ? [] : Set(clauses.here.filter { qualifier == nil || $0.qualifier == qualifier }.map(\.name))
    if let compared = place.compared, compared.qualifier != qualifier { counterpart = compared.column }
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
    if column.name == counterpart { return -1500 }
    var order = 0
    if keysLater > 0, let relation = column.relation, index.keyColumns(of: relation).contains(column.name) {
      order += keysLater
    }
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
