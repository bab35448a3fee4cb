/// psql's expanded table: one column a line, widths of the first thousand rows.
struct ExpandedWriter: ResultWriter {
  private let options: ExportOptions
  private var names: [CellText] = []
  private var nameWidth = 0
  private var valueWidth = 0
  private var held: [RowBatch] = []
  private var heldRows = 0
  private var rows = 0
  private var isFlowing = false

  init(_ options: ExportOptions) { self.options = options }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    names = columns.map { CellText($0.name, options) }
    nameWidth = names.reduce(0) { max($0, $1.width) }
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    if isFlowing { return write(batch, &out) }
    held.append(batch)
    heldRows += batch.rowCount
    if heldRows >= 1000 { flow(&out) }
  }

  mutating func end(into out: inout [UInt8]) {
    if !isFlowing { flow(&out) }
    if rows == 0 || names.isEmpty, !options.tuplesOnly, options.hasFooter {
      out.add("(\(rows) row\(rows == 1 ? "" : "s"))\n")
    }
    if options.border == 2, rows > 0, !names.isEmpty { line(record: nil, &out) }
    out.append(0x0A)
  }

  private func text(_ batch: RowBatch, _ row: Int, _ column: Int) -> CellText {
    batch.cell(row: row, column: column).map { CellText($0, options) } ?? CellText(options.null, options)
  }

  private mutating func flow(_ out: inout [UInt8]) {
    for batch in held {
      for row in 0..<batch.rowCount {
        for column in names.indices { valueWidth = max(valueWidth, text(batch, row, column).width) }
      }
    }
    isFlowing = true
    // An outer border encloses the longest title too.
    let title = "[ RECORD \(heldRows) ]".utf8.count
    if options.border == 2 { valueWidth = max(valueWidth, title - nameWidth - 3) }
    for batch in held { write(batch, &out) }
    held = []
  }

  private mutating func write(_ batch: RowBatch, _ out: inout [UInt8]) {
    for row in 0..<batch.rowCount {
      rows += 1
      if names.isEmpty { continue }
      if !options.tuplesOnly {
        line(record: rows, &out)
      } else if rows > 1 || options.border == 2 {
        line(record: nil, &out)
      }
      for column in names.indices { field(names[column], text(batch, row, column), &out) }
    }
  }

  /// `-[ RECORD 1 ]-+-----`.
  private func line(record: Int?, _ out: inout [UInt8]) {
    let left = options.border == 2 ? "+-" : options.border == 1 ? "-" : ""
    let title = record.map { options.border == 0 ? "* Record \($0)" : "[ RECORD \($0) ]" } ?? ""
    let mark: UInt8 = options.border == 0 ? 0x20 : 0x2D
    if options.border == 0, record == nil {
      out.append(0x0A)
      return
    }
    out.add(left + title)
    // The dash before the title is part of the names' width where there is no outer border.
    var used = title.utf8.count + (options.border == 2 ? 0 : 1)
    if used < nameWidth {
      out.add(mark, times: nameWidth - used)
      used = nameWidth
    }
    var beyond = used - nameWidth
    for joint in options.border == 0 ? [" "] : ["-", "+", "-"] {
      if beyond <= 0 { out.add(joint) }
      beyond -= 1
    }
    out.add(mark, times: max(0, valueWidth - max(0, beyond)))
    if options.border == 2 { out.add("-+") }
    out.append(0x0A)
  }

  private func field(_ name: CellText, _ value: CellText, _ out: inout [UInt8]) {
    for line in 0..<max(name.lines.count, value.lines.count) {
      if options.border == 2 { out.add("| ") }
      let left = line < name.lines.count ? name.lines[line] : CellText.Line()
      out.append(contentsOf: left.bytes)
      out.addSpaces(nameWidth - left.width)
      out.append(line + 1 < name.lines.count ? 0x2B : 0x20)
      if options.border > 0 { out.add("| ") }
      let right = line < value.lines.count ? value.lines[line] : CellText.Line()
      out.append(contentsOf: right.bytes)
      let hasMore = line + 1 < value.lines.count
      if hasMore || options.border == 2 { out.addSpaces(valueWidth - right.width) }
      if hasMore { out.append(0x2B) } else if options.border == 2 { out.append(0x20) }
      if options.border == 2 { out.append(0x7C) }
      out.append(0x0A)
    }
  }
}
