import Database
import SQLText

extension SchemaScript {
  /// Gives views their columns, those of views on views once the others have theirs.
  mutating func resolveViews() {
    var open = views
    while !open.isEmpty {
      let index = NameIndex(catalog)
      var waiting: [View] = []
      let places = Dictionary(catalog.relations.enumerated().map { ($1.oid, $0) }) { first, _ in first }
      let unknown = Set(open.compactMap { places[$0.relation].map { catalog.relations[$0].name } })
      for view in open {
        guard let place = places[view.relation] else { continue }
        if Self.names(view.query, any: unknown.subtracting([catalog.relations[place].name])) {
          waiting.append(view)
          continue
        }
        var columns = Scope.columns(of: view.query, index)
        for (number, name) in view.names.enumerated() {
          if number < columns.count {
            columns[number].name = name
          } else {
            columns.append(Scope.Column(name: name, type: ""))
          }
        }
        catalog.relations[place].columns = columns.map { Catalog.Attribute(name: $0.name, type: $0.type) }
      }
      if waiting.count == open.count { return }
      open = waiting
    }
  }

  private static func names(_ query: [UInt8], any names: Set<String>) -> Bool {
    SQLTokens(query).tokens.contains { token in StatementOutline.name(token, query).map(names.contains) ?? false }
  }
}
