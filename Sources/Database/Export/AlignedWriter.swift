/// psql's aligned table. Widths are those of the first thousand rows; wider cells further down push their row out.
struct AlignedWriter: ResultWriter {
  private let options: ExportOptions
  private var columns: [Column] = []
  private var widths: [Int] = []
  private var held: [RowBatch] = []
  private var heldRows = 0
  private var rows = 0
  private var isFlowing = false

  private static let sampledRows = 1000

  init(_ options: ExportOptions) { self.options = options }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    self.columns = columns
    widths = columns.map { CellText($0.name, options).width }
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    rows += batch.rowCount
    if isFlowing { return write(batch, &out) }
    held.append(batch)
    heldRows += batch.rowCount
    if heldRows >= Self.sampledRows { flow(&out) }
  }

  mutating func end(into out: inout [UInt8]) {
    if !isFlowing { flow(&out) }
    if options.border == 2 { rule(&out) }
    if !options.tuplesOnly, options.hasFooter { out.add("(\(rows) row\(rows == 1 ? "" : "s"))\n") }
    out.append(0x0A)
  }

  private mutating func flow(_ out: inout [UInt8]) {
    for batch in held { measure(batch) }
    isFlowing = true
    if options.border == 2 { rule(&out) }
    if !options.tuplesOnly { header(&out) }
    for batch in held { write(batch, &out) }
    held = []
  }

  private mutating func measure(_ batch: RowBatch) {
    for row in 0..<batch.rowCount {
      for column in columns.indices {
        let cell = batch.cell(row: row, column: column)
        let width = cell.flatMap(Self.plainWidth) ?? text(batch, row, column).width
        widths[column] = max(widths[column], width)
      }
    }
  }

  private func text(_ batch: RowBatch, _ row: Int, _ column: Int) -> CellText {
    batch.cell(row: row, column: column).map { CellText($0, options) } ?? CellText(options.null, options)
  }

  private func rule(_ out: inout [UInt8]) {
    let joint = options.border == 0 ? " " : "-+-"
    if options.border == 1 { out.add("-") } else if options.border == 2 { out.add("+-") }
    for (index, width) in widths.enumerated() {
      if index > 0 { out.add(joint) }
      out.add(0x2D, times: width)
    }
    if options.border == 1 { out.add("-") } else if options.border == 2 { out.add("-+") }
    out.append(0x0A)
  }

  private func header(_ out: inout [UInt8]) {
    if !columns.isEmpty {
      lines(columns.map { CellText($0.name, options) }, isHeader: true, &out)
    }
    rule(&out)
  }

  private func write(_ batch: RowBatch, _ out: inout [UInt8]) {
    if columns.isEmpty { return }
    for row in 0..<batch.rowCount where !plainLine(batch, row, &out) {
      lines(columns.indices.map { text(batch, row, $0) }, isHeader: false, &out)
    }
  }

  /// Columns of printable ASCII; nil for everything else.
  private static func plainWidth(_ cell: UnsafeRawBufferPointer) -> Int? {
    for byte in cell where byte < 0x20 || byte > 0x7E { return nil }
    return cell.count
  }

  /// Most rows are one line of printable ASCII: they are copied as they are. False when the row is another, nothing is written then.
  private func plainLine(_ batch: RowBatch, _ row: Int, _ out: inout [UInt8]) -> Bool {
    guard options.border == 1 else { return false }
    let start = out.count
    let last = columns.count - 1
    for column in 0...last {
      let cell = batch.cell(row: row, column: column)
      let width = cell.map(Self.plainWidth) ?? (options.null.isEmpty ? 0 : nil)
      guard let width else {
        out.removeSubrange(start...)
        return false
      }
      let space = widths[column] - width
      let isRight = columns[column].isRightAligned
      out.append(0x20)
      if isRight { out.addSpaces(space) }
      if let cell { out.append(contentsOf: cell) }
      if column == last { break }
      if !isRight { out.addSpaces(space) }
      out.append(0x20)
      out.append(0x7C)
    }
    out.append(0x0A)
    return true
  }

  /// The lines of one row, as many as its highest cell has.
  private func lines(_ cells: [CellText], isHeader: Bool, _ out: inout [UInt8]) {
    let height = cells.reduce(1) { max($0, $1.lines.count) }
    for line in 0..<height {
      if options.border == 2 { out.append(0x7C) }
      for (index, cell) in cells.enumerated() {
        if options.border > 0 { out.append(0x20) }
        let isLast = index == cells.count - 1
        let hasMore = line + 1 < cell.lines.count
        let part = line < cell.lines.count ? cell.lines[line] : CellText.Line()
        let space = max(0, widths[index] - part.width)
        let before = isHeader ? space / 2 : columns[index].isRightAligned ? space : 0
        out.addSpaces(before)
        out.append(contentsOf: part.bytes)
        if isHeader || hasMore || !isLast || options.border == 2 { out.addSpaces(space - before) }
        if hasMore {
          out.append(0x2B)
        } else if isHeader || !isLast || options.border == 2 {
          out.append(0x20)
        }
        if options.border > 0, !isLast { out.append(0x7C) }
      }
      if options.border == 2 { out.append(0x7C) }
      out.append(0x0A)
    }
  }
}

extension Column {
  /// As psql lines values up: numbers, and transaction ids among them.
  var isRightAligned: Bool { isNumeric || [28, 29, 5069].contains(typeOID) }
}
