internal import SQLText

extension StatementFacts {
  /// As the parser's process sends it.
  var message: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append((writes ? 1 : 0) | (writesOnlyByFunctions ? 2 : 0) | (canReturnRows ? 4 : 0))
    bytes.append(destroys.map { $0.rawValue + 1 } ?? 0)
    bytes.appendField(kind.utf8)
    bytes.appendField(fingerprint.utf8)
    bytes.appendNumber(unknownFunctions.count)
    for function in unknownFunctions { bytes.appendField(function.utf8) }
    bytes.appendNumber(errors.count)
    for error in errors {
      bytes.appendNumber(error.offset)
      bytes.appendField(error.message.utf8)
    }
    bytes.append(names)
    return bytes
  }

  init(message: [UInt8]) {
    self.init()
    var reader = FieldReader(message)
    let flags = reader.byte()
    writes = flags & 1 != 0
    writesOnlyByFunctions = flags & 2 != 0
    canReturnRows = flags & 4 != 0
    let destruction = reader.byte()
    destroys = destruction > 0 ? Destruction(rawValue: destruction - 1) : nil
    kind = reader.text()
    fingerprint = reader.text()
    unknownFunctions = (0..<reader.number()).map { _ in reader.text() }
    errors = (0..<reader.number()).map { _ in
      let offset = reader.number()
      return Diagnostic(offset: offset, message: reader.text())
    }
    names = reader.names()
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ names: StatementNames) {
    append(names.hasOneSource ? 1 : 0)
    appendNumber(names.relations.count)
    for relation in names.relations {
      appendText(relation.schema)
      appendText(relation.name)
      appendText(relation.alias)
      appendNumber(relation.offset)
    }
    for paths in [names.columns, names.functions] {
      appendNumber(paths.count)
      for path in paths {
        appendNumber(path.offset)
        appendNumber(path.parts.count)
        for part in path.parts { appendField(part.utf8) }
      }
    }
    appendNumber(names.given.count)
    for name in names.given { appendField(name.utf8) }
  }

  /// Nil is an empty text: no name is empty.
  private mutating func appendText(_ text: String?) { appendField((text ?? "").utf8) }
}

extension FieldReader {
  fileprivate mutating func names() -> StatementNames {
    var names = StatementNames()
    names.hasOneSource = byte() == 1
    names.relations = list { reader in
      let (schema, name, alias) = (reader.text(), reader.text(), reader.text())
      return StatementNames.Relation(
        schema: schema.isEmpty ? nil : schema, name: name, alias: alias.isEmpty ? nil : alias, offset: reader.number())
    }
    names.columns = paths()
    names.functions = paths()
    names.given = Set(list { $0.text() })
    return names
  }

  private mutating func paths() -> [StatementNames.Path] {
    list { reader in
      let offset = reader.number()
      return StatementNames.Path(reader.list { $0.text() }, offset: offset)
    }
  }

  private mutating func list<Element>(_ read: (inout FieldReader) -> Element) -> [Element] {
    var list: [Element] = []
    for _ in 0..<number() { list.append(read(&self)) }
    return list
  }
}
