/// CSV as RFC 4180 has it, and TSV in the text form of COPY.
struct SeparatedWriter: ResultWriter {
  private let options: ExportOptions
  private let isTabs: Bool
  private var columnCount = 0

  init(_ options: ExportOptions) {
    self.options = options
    isTabs = options.format == .tsv
  }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    columnCount = columns.count
    guard !options.tuplesOnly, columnCount > 0 else { return }
    for (index, column) in columns.enumerated() {
      if index > 0 { separate(&out) }
      Array(column.name.utf8).withUnsafeBytes { field($0, &out) }
    }
    out.append(0x0A)
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    guard columnCount > 0 else { return }
    for row in 0..<batch.rowCount {
      for column in 0..<columnCount {
        if column > 0 { separate(&out) }
        if let cell = batch.cell(row: row, column: column) {
          field(cell, &out)
        } else {
          out.add(isTabs && options.null.isEmpty ? "\\N" : options.null)
        }
      }
      out.append(0x0A)
    }
  }

  mutating func end(into out: inout [UInt8]) {}

  private func separate(_ out: inout [UInt8]) { out.append(isTabs ? 0x09 : 0x2C) }

  private func field(_ cell: UnsafeRawBufferPointer, _ out: inout [UInt8]) {
    if isTabs { return escaped(cell, &out) }
    let isQuoted =
      cell.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D } || cell.elementsEqual([0x5C, 0x2E])
    guard isQuoted else { return out.append(contentsOf: cell) }
    out.append(0x22)
    for byte in cell {
      if byte == 0x22 { out.append(0x22) }
      out.append(byte)
    }
    out.append(0x22)
  }

  private func escaped(_ cell: UnsafeRawBufferPointer, _ out: inout [UInt8]) {
    for byte in cell {
      switch byte {
      case 0x09: out.add("\\t")
      case 0x0A: out.add("\\n")
      case 0x0D: out.add("\\r")
      case 0x5C: out.add("\\\\")
      default: out.append(byte)
      }
    }
  }
}
