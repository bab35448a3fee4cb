/// One INSERT statement a row.
struct InsertWriter: ResultWriter {
  private let options: ExportOptions
  private var head: [UInt8] = []
  private var columns: [Column] = []

  init(_ options: ExportOptions) { self.options = options }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    self.columns = columns
    let names = columns.map {
      "\"" + $0.name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
    head = Array("INSERT INTO \(options.table) (\(names.joined(separator: ", "))) VALUES (".utf8)
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    for row in 0..<batch.rowCount {
      out.append(contentsOf: head)
      for (index, column) in columns.enumerated() {
        if index > 0 { out.add(", ") }
        if let cell = batch.cell(row: row, column: index) { literal(cell, column, &out) } else { out.add("NULL") }
      }
      out.add(");\n")
    }
  }

  mutating func end(into out: inout [UInt8]) {}

  private func literal(_ cell: UnsafeRawBufferPointer, _ column: Column, _ out: inout [UInt8]) {
    let isNumber = column.isNumeric && column.typeOID != 790
    if isNumber, cell.allSatisfy({ $0 &- 0x30 < 10 || "+-.eE".utf8.contains($0) }) {
      return out.append(contentsOf: cell)
    }
    let hasBackslash = cell.contains(0x5C)
    out.add(hasBackslash ? "E'" : "'")
    for byte in cell {
      if byte == 0x27 || (hasBackslash && byte == 0x5C) { out.append(byte) }
      out.append(byte)
    }
    out.append(0x27)
  }
}
