/// A value as a constant of SQL, whatever its type: numbers as they are, everything else as a text that the server converts.
enum SQLLiteral {
  static func append(_ cell: UnsafeRawBufferPointer?, of column: Column, to out: inout [UInt8]) {
    guard let cell else { return out.add("NULL") }
    if column.isPlainNumber, isFinite(cell) { return out.append(contentsOf: cell) }
    let hasBackslash = cell.contains(0x5C)
    out.add(hasBackslash ? "E'" : "'")
    for byte in cell {
      if byte == 0x27 || (hasBackslash && byte == 0x5C) { out.append(byte) }
      out.append(byte)
    }
    out.append(0x27)
  }

  /// A name in quotes.
  static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// Whether a number is one without quotes too: `NaN` and `Infinity` are not.
  static func isFinite(_ cell: UnsafeRawBufferPointer) -> Bool {
    !cell.isEmpty && cell.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B || $0 | 0x20 == 0x65 }
  }
}

extension Column {
  /// Whether values are written with digits alone; money has a sign of its own.
  var isPlainNumber: Bool { isNumeric && typeOID != 790 }
}
