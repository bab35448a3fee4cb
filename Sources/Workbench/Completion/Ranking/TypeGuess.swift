import Database

/// What type a new column is likely to have, from the columns of the same name or ending that there are, else from habit.
struct TypeGuess {
  private let index: NameIndex

  init(_ index: NameIndex) { self.index = index }

  /// The likeliest first; none for a name that says nothing.
  func types(of name: String) -> [String] {
    guard !name.isEmpty else { return [] }
    let ending = name.split(separator: "_").last.map(String.init) ?? name
    let known = index.types(ofColumn: name).isEmpty ? index.types(ofEnding: ending) : index.types(ofColumn: name)
    let habits = Self.habits[ending] ?? (["is", "has"].contains(name.prefix { $0 != "_" }) ? ["boolean"] : [])
    return (known.map(Self.short) + habits).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static let habits: [String: [String]] = [
    "id": ["bigint", "integer", "uuid"], "at": ["timestamptz", "timestamp"], "on": ["date"], "date": ["date"],
    "name": ["text"], "count": ["integer", "bigint"], "amount": ["numeric"], "price": ["numeric"],
    "total": ["numeric"], "time": ["timestamptz", "time"], "enabled": ["boolean"], "active": ["boolean"],
    "deleted": ["boolean"], "ip": ["inet"], "data": ["jsonb"], "payload": ["jsonb"], "metadata": ["jsonb"],
    "uuid": ["uuid"], "email": ["text"], "title": ["text"], "code": ["text"], "url": ["text"],
    "quantity": ["integer"], "year": ["integer"], "duration": ["interval"], "description": ["text"],
  ]

  /// As people write it.
  private static func short(_ type: String) -> String {
    switch type {
    case "timestamp with time zone": "timestamptz"
    case "timestamp without time zone": "timestamp"
    default: type.hasPrefix("character varying") ? "varchar" + type.dropFirst("character varying".count) : type
    }
  }
}
