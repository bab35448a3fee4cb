/// Reads what `CatalogEncoder` laid out. Anything that does not fit makes the whole unreadable, never a trap.
struct CatalogDecoder {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  private var texts: [String] = []
  private var isBroken = false

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    readTexts()
  }

  private mutating func readTexts() {
    let lengths = list { decoder in Int(decoder.number()) }
    texts.reserveCapacity(lengths.count)
    for length in lengths {
      guard length <= bytes.count - index else {
        isBroken = true
        return
      }
      texts.append(String(decoding: UnsafeRawBufferPointer(rebasing: bytes[index..<index + length]), as: UTF8.self))
      index += length
    }
  }

  mutating func catalog() -> Catalog? {
    var catalog = Catalog(database: text(), searchPath: list { $0.text() })
    catalog.schemas = list { Catalog.Schema(name: $0.text(), comment: $0.optionalText()) }
    catalog.relations = list { $0.relation() }
    catalog.foreignKeys = list {
      Catalog.ForeignKey(
        name: $0.text(), from: $0.number(), fromColumns: $0.list { $0.text() }, to: $0.number(),
        toColumns: $0.list { $0.text() })
    }
    catalog.functions = list { $0.function() }
    catalog.types = list { $0.type() }
    catalog.roles = list { $0.text() }
    catalog.settings = list { Catalog.Setting(name: $0.text(), values: $0.list { $0.text() }, summary: $0.text()) }
    catalog.extensions = list { $0.text() }
    catalog.objects = list { $0.object() }
    catalog.isComplete = number() == 1
    return isBroken || index != bytes.count ? nil : catalog
  }

  private mutating func function() -> Catalog.Function {
    var function = Catalog.Function(
      schema: text(), name: text(), arguments: text(), result: text(),
      kind: value(.function) { Catalog.Function.Kind(rawValue: $0) })
    function.volatility = value(.volatile) { Catalog.Function.Volatility(rawValue: $0) }
    function.comment = optionalText()
    function.triggerRelations = list { $0.number() }
    return function
  }

  private mutating func type() -> Catalog.TypeEntry {
    var type = Catalog.TypeEntry(
      schema: text(), name: text(), kind: value(.base) { Catalog.TypeEntry.Kind(rawValue: $0) },
      labels: list { $0.text() })
    type.check = optionalText()
    return type
  }

  private mutating func relation() -> Catalog.Relation {
    let (oid, parent) = (number(), number())
    var relation = Catalog.Relation(
      oid: oid, schema: text(), name: text(), kind: value(.table) { Catalog.RelationKind(rawValue: $0) })
    relation.partitionOf = parent == 0 ? nil : parent
    let rows = Int64(bitPattern: UInt64(number()) | UInt64(number()) << 32)
    relation.estimatedRows = rows < 0 ? nil : rows
    relation.comment = optionalText()
    relation.definition = optionalText()
    relation.uniqueKeys = list { $0.list { $0.text() } }
    relation.checks = list { $0.text() }
    relation.columns = list { decoder in
      let (name, type, marks) = (decoder.text(), decoder.text(), decoder.number())
      return Catalog.Attribute(
        name: name, type: type, isNullable: marks & 1 == 1, isPrimaryKey: marks & 2 == 2,
        defaultExpression: decoder.optionalText(), comment: decoder.optionalText())
    }
    return relation
  }

  private mutating func object() -> Catalog.Object {
    let kind = value(.index) { Catalog.Object.Kind(rawValue: $0) }
    let (schema, name, relation) = (optionalText(), text(), number())
    return Catalog.Object(
      kind: kind, schema: schema, name: name, relation: relation == 0 ? nil : relation)
  }

  // MARK: Pieces

  private mutating func number() -> UInt32 {
    guard index + 4 <= bytes.count else {
      isBroken = true
      return 0
    }
    defer { index += 4 }
    return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
  }

  private mutating func text() -> String { optionalText() ?? "" }

  private mutating func optionalText() -> String? {
    let place = number()
    if place == .max { return nil }
    guard place < texts.count else {
      isBroken = true
      return nil
    }
    return texts[Int(place)]
  }

  private mutating func value<Value>(_ fallback: Value, _ make: (String) -> Value?) -> Value {
    guard let value = make(text()) else {
      isBroken = true
      return fallback
    }
    return value
  }

  private mutating func list<Value>(_ read: (inout CatalogDecoder) -> Value) -> [Value] {
    let count = Int(number())
    // No entry is shorter than one number.
    guard !isBroken, count <= (bytes.count - index) / 4 else {
      isBroken = true
      return []
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count where !isBroken { values.append(read(&self)) }
    return values
  }
}
