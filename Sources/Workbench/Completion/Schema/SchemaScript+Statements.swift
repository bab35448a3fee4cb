import Database
import SQLText

extension SchemaScript {
  mutating func read(_ reader: inout DefinitionReader) {
    let verb = reader.word
    reader.index += 1
    switch verb {
    case "create": create(&reader)
    case "alter": alter(&reader)
    case "drop": drop(&reader)
    case "comment": comment(&reader)
    case "set": set(&reader)
    case "grant": grant(&reader)
    default: break
    }
  }

  // MARK: CREATE

  private mutating func create(_ reader: inout DefinitionReader) {
    let isUnique = reader.word == "unique"
    reader.skipAll([
      "or", "replace", "temp", "temporary", "unlogged", "global", "local", "foreign", "unique", "trusted", "procedural",
      "recursive", "constraint", "default",
    ])
    let what = reader.word
    reader.index += 1
    switch what {
    case "schema": createSchema(&reader)
    case "table": createTable(&reader)
    case "materialized":
      _ = reader.skip("view")
      createView(&reader, .materializedView)
    case "view": createView(&reader, .view)
    case "sequence": createSequence(&reader)
    case "type": createType(&reader)
    case "domain": createDomain(&reader)
    case "function", "procedure", "aggregate": createFunction(&reader, what ?? "")
    case "index", "trigger", "policy", "rule":
      createOnTable(&reader, Catalog.Object.Kind(rawValue: what ?? "")!, isUnique: isUnique)
    case "extension":
      passExistence(&reader)
      if let name = reader.name() { catalog.extensions.append(name) }
    case "role", "user", "group": if let name = reader.name() { catalog.roles.append(name) }
    default:
      passExistence(&reader)
      guard let what, let kind = Catalog.Object.Kind(rawValue: what), let path = reader.path() else { return }
      catalog.objects.append(Catalog.Object(kind: kind, schema: path.schema, name: path.name))
    }
  }

  func passExistence(_ reader: inout DefinitionReader) {
    _ = reader.skip("if", "not", "exists") || reader.skip("if", "exists")
  }

  private mutating func createSchema(_ reader: inout DefinitionReader) {
    passExistence(&reader)
    if reader.skip("authorization"), let role = reader.name() {
      catalog.roles.append(role)
      addSchema(role)
    } else if let name = reader.name() {
      addSchema(name)
    }
  }

  private mutating func createSequence(_ reader: inout DefinitionReader) {
    passExistence(&reader)
    guard let path = reader.path() else { return }
    add(Catalog.Relation(oid: nextOID(), schema: schema(of: path), name: path.name, kind: .sequence))
  }

  private mutating func createView(_ reader: inout DefinitionReader, _ kind: Catalog.RelationKind) {
    passExistence(&reader)
    guard let path = reader.path() else { return }
    let names = reader.names()
    guard reader.find(["as"]) else { return }
    let start = reader.index + 1
    var relation = Catalog.Relation(oid: nextOID(), schema: schema(of: path), name: path.name, kind: kind)
    relation.definition = reader.source(min(start, reader.tokens.count)..<reader.tokens.count)
    views.append(View(relation: relation.oid, names: names, query: Array((relation.definition ?? "").utf8)))
    add(relation)
  }

  private mutating func createType(_ reader: inout DefinitionReader) {
    guard let path = reader.path() else { return }
    var type = Catalog.TypeEntry(schema: schema(of: path), name: path.name)
    if reader.skip("as", "enum") {
      type.kind = .enumeration
      type.labels = reader.parts().compactMap { part in part.first.map { DefinitionReader.meaning(of: $0, reader.text) }
      }
    } else if reader.skip("as", "range") {
      type.kind = .range
    } else if reader.skip("as") {
      type.kind = .composite
    }
    addSchema(type.schema)
    catalog.types.append(type)
  }

  private mutating func createDomain(_ reader: inout DefinitionReader) {
    guard let path = reader.path() else { return }
    var domain = Catalog.TypeEntry(schema: schema(of: path), name: path.name, kind: .domain)
    if reader.find(["check"]), reader.skip("check") { domain.check = reader.parenthesized() }
    catalog.types.append(domain)
  }

  private mutating func createFunction(_ reader: inout DefinitionReader, _ what: String) {
    guard let path = reader.path() else { return }
    let start = reader.index + 1
    reader.skipOne()
    let arguments = reader.source(
      min(start, reader.tokens.count)..<max(start, min(reader.index, reader.tokens.count) - 1))
    var result = ""
    if reader.skip("returns") {
      let from = reader.index
      let ends: Set<String> = [
        "language", "as", "immutable", "stable", "volatile", "strict", "security", "cost", "rows", "parallel", "set",
        "called", "window", "support", "leakproof", "return", "begin", "transform", "not", "external",
      ]
      _ = reader.find(ends)
      result = reader.source(from..<reader.index)
      for word in ["setof", "table"] where result.lowercased().hasPrefix(word) {
        result = word.uppercased() + result.dropFirst(word.count)
      }
    }
    let kind: Catalog.Function.Kind = what == "procedure" ? .procedure : what == "aggregate" ? .aggregate : .function
    addSchema(schema(of: path))
    var function = Catalog.Function(
      schema: schema(of: path), name: path.name, arguments: arguments, result: result, kind: kind)
    while let word = reader.word, word != "as" {
      function.volatility = Catalog.Function.Volatility(rawValue: word) ?? function.volatility
      reader.index += 1
    }
    catalog.functions.append(function)
  }

  private mutating func createOnTable(
    _ reader: inout DefinitionReader, _ kind: Catalog.Object.Kind, isUnique: Bool
  ) {
    _ = reader.skip("concurrently")
    passExistence(&reader)
    guard reader.word != "on", let name = reader.name(), reader.find(["on"]) else { return }
    _ = reader.skip("on")
    _ = reader.skip("only")
    guard let path = reader.path() else { return }
    let place = place(path)
    catalog.objects.append(
      Catalog.Object(
        kind: kind, schema: kind == .index ? schema(of: path) : nil, name: name,
        relation: place.map { catalog.relations[$0].oid }))
    guard let place else { return }
    if isUnique { readUniqueIndex(&reader, place) }
    if kind == .trigger { readTriggerFunction(&reader, catalog.relations[place].oid) }
  }

  /// `[USING btree] (a, b)`; one of expressions, or of some rows only, is no key of the table.
  private mutating func readUniqueIndex(_ reader: inout DefinitionReader, _ place: Int) {
    if reader.skip("using") { _ = reader.name() }
    let parts = reader.parts()
    guard parts.allSatisfy({ $0.count == 1 }), !reader.find(["where"]) else { return }
    addUniqueKey(parts.compactMap { DefinitionReader(reader.text, $0).firstName }, place)
  }

  /// `… EXECUTE FUNCTION name()`
  private mutating func readTriggerFunction(_ reader: inout DefinitionReader, _ relation: UInt32) {
    guard reader.find(["execute"]) else { return }
    reader.index += 2
    guard let path = reader.path() else { return }
    for index in catalog.functions.indices
    where catalog.functions[index].name == path.name && catalog.functions[index].schema == schema(of: path) {
      catalog.functions[index].triggerRelations.append(relation)
    }
  }

  // MARK: The others

  private mutating func drop(_ reader: inout DefinitionReader) {
    _ = reader.skip("materialized")
    let what = reader.word
    reader.index += 1
    passExistence(&reader)
    while let path = reader.path() {
      let schema = schema(of: path)
      switch what {
      case "table", "view", "sequence", "foreign": remove(path)
      case "type", "domain":
        catalog.types.removeAll { $0.name == path.name && $0.schema == schema }
      case "function", "procedure", "aggregate":
        catalog.functions.removeAll { $0.name == path.name && $0.schema == schema }
      case "index", "policy", "trigger": catalog.objects.removeAll { $0.kind.rawValue == what && $0.name == path.name }
      default: return
      }
      if reader.kind == .leftParen { reader.skipOne() }
      guard reader.kind == .comma else { return }
      reader.index += 1
    }
  }

  private mutating func set(_ reader: inout DefinitionReader) {
    reader.skipAll(["local", "session"])
    guard reader.skip("search_path") else { return }
    reader.index += 1
    var path: [String] = []
    while let name = reader.string() ?? reader.name() {
      path.append(name)
      if reader.kind == .comma { reader.index += 1 }
    }
    guard let first = path.first, !first.isEmpty else { return }
    currentSchema = first
    catalog.searchPath = path
  }

  private mutating func grant(_ reader: inout DefinitionReader) {
    guard reader.find(["to"]) else { return }
    repeat {
      reader.index += 1
      if reader.word != "public", let role = reader.name() { catalog.roles.append(role) }
    } while reader.kind == .comma
  }

  private mutating func comment(_ reader: inout DefinitionReader) {
    guard reader.skip("on") else { return }
    _ = reader.skip("materialized")
    let what = reader.word
    reader.index += 1
    var names: [String] = []
    while let name = reader.name() {
      names.append(name)
      guard reader.kind == .dot else { break }
      reader.index += 1
    }
    guard let last = names.last, reader.find(["is"]) else { return }
    reader.index += 1
    let text = reader.string()
    switch what {
    case "table", "view", "foreign", "sequence":
      let path = DefinitionReader.Path(schema: names.dropLast().last, name: last)
      if let place = place(path) { catalog.relations[place].comment = text }
    case "column":
      let path = DefinitionReader.Path(schema: names.dropLast(2).last, name: names.dropLast().last ?? "")
      guard let place = place(path) else { return }
      for index in catalog.relations[place].columns.indices where catalog.relations[place].columns[index].name == last {
        catalog.relations[place].columns[index].comment = text
      }
    case "function", "procedure", "aggregate":
      for index in catalog.functions.indices where catalog.functions[index].name == last {
        catalog.functions[index].comment = text
      }
    case "schema":
      for index in catalog.schemas.indices where catalog.schemas[index].name == last {
        catalog.schemas[index].comment = text
      }
    default: break
    }
  }
}
