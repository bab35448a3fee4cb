/// CSV as RFC 4180 has it, and TSV in the text form of COPY.
struct SeparatedWriter: ResultWriter {
  private let options: ExportOptions
  private let isTabs: Bool
  private var names: [String] = []

  init(_ options: ExportOptions) {
    self.options = options
    isTabs = options.format == .tsv
  }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    names = columns.map(\.name)
    guard !options.tuplesOnly, !options.isExpanded else { return }
    for (index, name) in names.enumerated() {
      if index > 0 { separate(&out) }
      field(name, &out)
    }
    out.append(0x0A)
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    guard !names.isEmpty else { return }
    for row in 0..<batch.rowCount {
      if options.isExpanded { expanded(batch, row, &out) } else { plain(batch, row, &out) }
    }
  }

  private func plain(_ batch: RowBatch, _ row: Int, _ out: inout [UInt8]) {
    for column in names.indices {
      if column > 0 { separate(&out) }
      value(batch, row, column, &out)
    }
    out.append(0x0A)
  }

  /// A name and its value a line.
  private func expanded(_ batch: RowBatch, _ row: Int, _ out: inout [UInt8]) {
    for column in names.indices {
      field(names[column], &out)
      separate(&out)
      value(batch, row, column, &out)
      out.append(0x0A)
    }
  }

  private func value(_ batch: RowBatch, _ row: Int, _ column: Int, _ out: inout [UInt8]) {
    if let cell = batch.cell(row: row, column: column) {
      field(cell, &out)
    } else {
      out.add(isTabs && options.null.isEmpty ? "\\N" : options.null)
    }
  }

  mutating func end(into out: inout [UInt8]) {}

  private func separate(_ out: inout [UInt8]) { out.append(isTabs ? 0x09 : 0x2C) }

  private func field(_ text: String, _ out: inout [UInt8]) {
    Array(text.utf8).withUnsafeBytes { field($0, &out) }
  }

  private func field(_ cell: UnsafeRawBufferPointer, _ out: inout [UInt8]) {
    if isTabs { return escaped(cell, &out) }
    guard needsQuotes(cell) else { return out.append(contentsOf: cell) }
    out.append(0x22)
    for byte in cell {
      if byte == 0x22 { out.append(0x22) }
      out.append(byte)
    }
    out.append(0x22)
  }

  private func needsQuotes(_ cell: UnsafeRawBufferPointer) -> Bool {
    if cell.isEmpty { return options.followsCopy }
    for byte in cell where byte <= 0x2C {
      if byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { return true }
    }
    // The end of data in older COPY: a line that is just this.
    let isEnd = cell.count == 2 && cell[0] == 0x5C && cell[1] == 0x2E
    return isEnd && (!options.followsCopy || names.count == 1)
  }

  private func escaped(_ cell: UnsafeRawBufferPointer, _ out: inout [UInt8]) {
    for byte in cell {
      switch byte {
      case 0x09: out.add("\\t")
      case 0x0A: out.add("\\n")
      case 0x0D: out.add("\\r")
      case 0x08: out.add("\\b")
      case 0x0B: out.add("\\v")
      case 0x0C: out.add("\\f")
      case 0x5C: out.add("\\\\")
      default: out.append(byte)
      }
    }
  }
}
