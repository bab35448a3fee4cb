import JSONText

/// One array of objects, or one object a line. Numbers, booleans and json values are themselves, everything else is text.
struct JSONWriter: ResultWriter {
  private let isLines: Bool
  /// `"name":` of each column.
  private var keys: [[UInt8]] = []
  private var kinds: [Kind] = []
  private var rows = 0

  private enum Kind { case text, number, boolean, json }

  init(isLines: Bool) { self.isLines = isLines }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    keys = Self.names(columns).map { name in
      var key: [UInt8] = []
      JSONString.quote(name, into: &key)
      return key + [0x3A]
    }
    kinds = columns.map { column in
      switch column.typeOID {
      case 20, 21, 23, 26, 700, 701, 1700: .number
      case 16: .boolean
      case 114, 3802: .json
      default: .text
      }
    }
    if !isLines { out.append(0x5B) }
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    for row in 0..<batch.rowCount {
      if !isLines { out.add(rows == 0 ? "\n" : ",\n") }
      rows += 1
      out.append(0x7B)
      for column in keys.indices {
        if column > 0 { out.append(0x2C) }
        out.append(contentsOf: keys[column])
        if let cell = batch.cell(row: row, column: column) { value(cell, kinds[column], &out) } else { out.add("null") }
      }
      out.append(0x7D)
      if isLines { out.append(0x0A) }
    }
  }

  mutating func end(into out: inout [UInt8]) {
    if !isLines { out.add(rows == 0 ? "]\n" : "\n]\n") }
  }

  private func value(_ cell: UnsafeRawBufferPointer, _ kind: Kind, _ out: inout [UInt8]) {
    switch kind {
    // NaN and Infinity are no numbers of JSON.
    case .number where SQLLiteral.isFinite(cell): out.append(contentsOf: cell)
    case .boolean where cell.count == 1: out.add(cell[0] == 0x74 ? "true" : "false")
    // A line feed may stand between json's tokens and never inside one.
    case .json: for byte in cell { out.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte) }
    default: JSONString.quote(cell, into: &out)
    }
  }

  /// Names of the columns, each once: readers of JSON keep only one of several equal ones.
  private static func names(_ columns: [Column]) -> [String] {
    var taken = Set(columns.map(\.name))
    var seen: Set<String> = []
    return columns.map { column in
      if seen.insert(column.name).inserted { return column.name }
      var number = 2
      while !taken.insert("\(column.name)_\(number)").inserted { number += 1 }
      return "\(column.name)_\(number)"
    }
  }
}
