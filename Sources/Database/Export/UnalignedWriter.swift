/// psql's unaligned output, plain or expanded.
struct UnalignedWriter: ResultWriter {
  private let options: ExportOptions
  private var names: [String] = []
  private var rows = 0
  private var hasRecord = false

  init(_ options: ExportOptions) { self.options = options }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    names = columns.map(\.name)
    guard !options.tuplesOnly, !options.isExpanded else { return }
    out.add(names.joined(separator: options.fieldSeparator))
    hasRecord = true
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    for row in 0..<batch.rowCount {
      rows += 1
      if names.isEmpty { continue }
      if options.isExpanded { expanded(batch, row, &out) } else { plain(batch, row, &out) }
    }
  }

  mutating func end(into out: inout [UInt8]) {
    if !options.tuplesOnly, options.hasFooter, !options.isExpanded {
      separate(&out)
      out.add("(\(rows) row\(rows == 1 ? "" : "s"))")
    }
    // A zero byte ends the last record too, a text separator does not.
    if hasRecord { out.append(options.recordSeparator == "\0" ? 0 : 0x0A) }
  }

  private mutating func separate(_ out: inout [UInt8]) {
    if hasRecord { out.add(options.recordSeparator) }
    hasRecord = true
  }

  private mutating func plain(_ batch: RowBatch, _ row: Int, _ out: inout [UInt8]) {
    separate(&out)
    for column in names.indices {
      if column > 0 { out.add(options.fieldSeparator) }
      value(batch, row, column, &out)
    }
  }

  private mutating func expanded(_ batch: RowBatch, _ row: Int, _ out: inout [UInt8]) {
    if rows > 1 { separate(&out) }
    for column in names.indices {
      separate(&out)
      out.add(names[column] + options.fieldSeparator)
      value(batch, row, column, &out)
    }
  }

  private func value(_ batch: RowBatch, _ row: Int, _ column: Int, _ out: inout [UInt8]) {
    if let cell = batch.cell(row: row, column: column) { out.append(contentsOf: cell) } else { out.add(options.null) }
  }
}
