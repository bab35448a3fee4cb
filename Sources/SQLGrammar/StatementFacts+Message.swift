extension StatementFacts {
  /// As the parser's process sends it.
  var message: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append((writes ? 1 : 0) | (writesOnlyByFunctions ? 2 : 0))
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
    return bytes
  }

  init(message: [UInt8]) {
    var reader = FieldReader(message)
    let flags = reader.byte()
    writes = flags & 1 != 0
    writesOnlyByFunctions = flags & 2 != 0
    let destruction = reader.byte()
    destroys = destruction > 0 ? Destruction(rawValue: destruction - 1) : nil
    kind = reader.text()
    fingerprint = reader.text()
    unknownFunctions = (0..<reader.number()).map { _ in reader.text() }
    errors = (0..<reader.number()).map { _ in
      let offset = reader.number()
      return Diagnostic(offset: offset, message: reader.text())
    }
  }
}
