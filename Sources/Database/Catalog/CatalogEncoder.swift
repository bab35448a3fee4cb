/// Lays a catalog out as numbers and a table of texts.
struct CatalogEncoder {
  private var numbers: [UInt32] = []
  private var texts: [String] = []
  private var places: [String: UInt32] = [:]

  mutating func add(_ catalog: Catalog) {
    add(catalog.database)
    add(catalog.searchPath)
    each(catalog.schemas) { encoder, schema in
      encoder.add(schema.name)
      encoder.add(schema.comment)
    }
    each(catalog.relations) { encoder, relation in encoder.add(relation) }
    each(catalog.foreignKeys) { encoder, key in
      encoder.add(key.name)
      encoder.add(key.from)
      encoder.add(key.fromColumns)
      encoder.add(key.to)
      encoder.add(key.toColumns)
    }
    each(catalog.functions) { encoder, function in
      for text in [function.schema, function.name, function.arguments, function.result] { encoder.add(text) }
      encoder.add(function.kind.rawValue)
      encoder.add(function.volatility.rawValue)
      encoder.add(function.comment)
      encoder.each(function.triggerRelations) { $0.add($1) }
    }
    each(catalog.types) { encoder, type in
      for text in [type.schema, type.name, type.kind.rawValue] { encoder.add(text) }
      encoder.add(type.labels)
      encoder.add(type.check)
    }
    add(catalog.roles)
    each(catalog.settings) { encoder, setting in
      encoder.add(setting.name)
      encoder.add(setting.values)
      encoder.add(setting.summary)
    }
    add(catalog.extensions)
    each(catalog.objects) { encoder, object in
      encoder.add(object.kind.rawValue)
      encoder.add(object.schema)
      encoder.add(object.name)
      encoder.add(object.relation ?? 0)
    }
    add(catalog.isComplete ? 1 : 0)
  }

  private mutating func add(_ relation: Catalog.Relation) {
    add(relation.oid)
    add(relation.partitionOf ?? 0)
    for text in [relation.schema, relation.name, relation.kind.rawValue] { add(text) }
    let rows = UInt64(bitPattern: relation.estimatedRows ?? -1)
    add(UInt32(truncatingIfNeeded: rows))
    add(UInt32(truncatingIfNeeded: rows >> 32))
    add(relation.comment)
    add(relation.definition)
    each(relation.uniqueKeys) { $0.add($1) }
    add(relation.checks)
    each(relation.columns) { encoder, column in
      encoder.add(column.name)
      encoder.add(column.type)
      encoder.add((column.isNullable ? 1 : 0) | (column.isPrimaryKey ? 2 : 0))
      encoder.add(column.defaultExpression)
      encoder.add(column.comment)
    }
  }

  private mutating func each<Value>(_ values: [Value], _ add: (inout CatalogEncoder, Value) -> Void) {
    self.add(UInt32(values.count))
    for value in values { add(&self, value) }
  }

  private mutating func add(_ number: UInt32) { numbers.append(number) }

  private mutating func add(_ values: [String]) { each(values) { $0.add($1) } }

  private mutating func add(_ text: String) {
    if let place = places[text] {
      numbers.append(place)
      return
    }
    let place = UInt32(texts.count)
    places[text] = place
    texts.append(text)
    numbers.append(place)
  }

  private mutating func add(_ text: String?) {
    if let text { add(text) } else { numbers.append(.max) }
  }

  /// Number of texts, their lengths, their bytes, then the numbers.
  func payload() -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ number: UInt32) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
    append(UInt32(texts.count))
    for text in texts { append(UInt32(text.utf8.count)) }
    for text in texts { bytes += text.utf8 }
    for number in numbers { append(number) }
    return bytes
  }
}
