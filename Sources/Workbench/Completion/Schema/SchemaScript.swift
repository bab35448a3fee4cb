package import Database
import SQLText

/// A catalog read from the statements that make a schema, as pg_dump and people write them. Statements it does not know, broken ones and
/// rows of data are passed over.
package struct SchemaScript {
  var catalog: Catalog
  /// Where names without a schema go.
  var currentSchema = "public"
  /// Views wait until all tables are known.
  var views: [View] = []
  private var places: [DefinitionReader.Path: Int] = [:]
  private var lastOID: UInt32 = 16384
  private let text: [UInt8]

  struct View {
    var relation: UInt32
    var names: [String]
    /// The query as text.
    var query: [UInt8]
  }

  /// The catalog that a script makes. It holds the server's own functions, types and settings too.
  package static func catalog(of text: [UInt8]) -> Catalog {
    var script = SchemaScript(withoutData(text))
    script.read()
    script.resolveViews()
    script.finish()
    return script.catalog
  }

  private init(_ text: [UInt8]) {
    self.text = text
    catalog = Catalog()
    catalog.schemas = [Catalog.Schema(name: "public")]
  }

  private mutating func read() {
    let sql = SQLTokens(text)
    for range in sql.statements {
      let tokens = sql.tokens[sql.index(at: range.lowerBound)...].prefix { $0.end <= range.upperBound }
      var reader = DefinitionReader(text, tokens.filter { !$0.isTrivia })
      read(&reader)
    }
  }

  private mutating func finish() {
    catalog.relations.removeAll { $0.oid == 0 }
    catalog.schemas.sort { $0.name < $1.name }
    for name in ["information_schema", "pg_catalog"] { catalog.schemas.append(Catalog.Schema(name: name)) }
    catalog.roles = Array(Set(catalog.roles)).sorted()
    catalog.functions += BuiltinFunctions.functions()
    catalog.settings = BuiltinSettings.settings()
    for (kind, name) in Self.builtinObjects { catalog.objects.append(Catalog.Object(kind: kind, name: name)) }
    catalog.isComplete = true
  }

  private static let builtinObjects: [(Catalog.Object.Kind, String)] = [
    (.collation, "C"), (.collation, "POSIX"), (.collation, "default"), (.collation, "und-x-icu"),
    (.tablespace, "pg_default"), (.tablespace, "pg_global"), (.language, "sql"), (.language, "plpgsql"),
    (.accessMethod, "btree"), (.accessMethod, "hash"), (.accessMethod, "gin"), (.accessMethod, "gist"),
    (.accessMethod, "brin"), (.accessMethod, "spgist"), (.configuration, "english"), (.configuration, "simple"),
  ]

  /// Without the rows of `COPY … FROM stdin` and psql's own commands, whose quotes would swallow the statements behind them.
  private static func withoutData(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var isData = false
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let isCommand = line.first == UInt8(ascii: "\\")
      if isData {
        if line.elementsEqual("\\.".utf8) || line.elementsEqual("\\.\r".utf8) { isData = false }
        continue
      }
      if isCommand { continue }
      result += line
      result.append(0x0A)
      isData = line.starts(with: "COPY ".utf8) && String(decoding: line, as: UTF8.self).contains(" FROM stdin")
    }
    return result
  }

  // MARK: What there is so far

  mutating func nextOID() -> UInt32 {
    lastOID += 1
    return lastOID
  }

  func schema(of path: DefinitionReader.Path) -> String { path.schema ?? currentSchema }

  private func full(_ path: DefinitionReader.Path) -> DefinitionReader.Path {
    DefinitionReader.Path(schema: schema(of: path), name: path.name)
  }

  mutating func addSchema(_ name: String) {
    if !catalog.schemas.contains(where: { $0.name == name }) { catalog.schemas.append(Catalog.Schema(name: name)) }
  }

  mutating func add(_ relation: Catalog.Relation) {
    addSchema(relation.schema)
    places[DefinitionReader.Path(schema: relation.schema, name: relation.name)] = catalog.relations.count
    catalog.relations.append(relation)
  }

  /// Place in the list of relations.
  func place(_ path: DefinitionReader.Path) -> Int? {
    if let found = places[full(path)] { return found }
    return path.schema == nil ? places[DefinitionReader.Path(schema: "public", name: path.name)] : nil
  }

  mutating func remove(_ path: DefinitionReader.Path) {
    guard let place = place(path) else { return }
    let oid = catalog.relations[place].oid
    catalog.foreignKeys.removeAll { $0.from == oid || $0.to == oid }
    // Places of the others stay what they are; it is taken out at the end.
    catalog.relations[place].oid = 0
    places[full(path)] = nil
  }

  mutating func rename(_ place: Int, to name: String, schema: String) {
    let old = catalog.relations[place]
    places[DefinitionReader.Path(schema: old.schema, name: old.name)] = nil
    catalog.relations[place].name = name
    catalog.relations[place].schema = schema
    places[DefinitionReader.Path(schema: schema, name: name)] = place
  }
}
