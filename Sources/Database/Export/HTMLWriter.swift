/// An HTML table.
struct HTMLWriter: ResultWriter {
  private let options: ExportOptions
  private var columns: [Column] = []
  private var rows = 0

  init(_ options: ExportOptions) { self.options = options }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    self.columns = columns
    out.add("<table border=\"\(options.border)\">\n")
    guard !options.tuplesOnly else { return }
    out.add("  <tr>\n")
    for column in columns {
      out.add("    <th align=\"center\">")
      Array(column.name.utf8).withUnsafeBytes { text($0, &out) }
      out.add("</th>\n")
    }
    out.add("  </tr>\n")
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    for row in 0..<batch.rowCount {
      rows += 1
      out.add("  <tr valign=\"top\">\n")
      for (index, column) in columns.enumerated() {
        out.add("    <td align=\"\(column.isRightAligned ? "right" : "left")\">")
        if let cell = batch.cell(row: row, column: index) {
          if cell.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { out.add("&nbsp; ") } else { text(cell, &out) }
        } else {
          out.add(options.null.isEmpty ? "&nbsp; " : options.null)
        }
        out.add("</td>\n")
      }
      out.add("  </tr>\n")
    }
  }

  mutating func end(into out: inout [UInt8]) {
    out.add("</table>\n")
    if !options.tuplesOnly, options.hasFooter { out.add("<p>(\(rows) row\(rows == 1 ? "" : "s"))<br />\n</p>\n") }
  }

  private func text(_ cell: UnsafeRawBufferPointer, _ out: inout [UInt8]) {
    var isLeading = true
    for byte in cell {
      if byte == 0x20, isLeading {
        out.add("&nbsp;")
        continue
      }
      isLeading = false
      switch byte {
      case 0x26: out.add("&amp;")
      case 0x3C: out.add("&lt;")
      case 0x3E: out.add("&gt;")
      case 0x22: out.add("&quot;")
      case 0x0A: out.add("<br />\n")
      default: out.append(byte)
      }
    }
  }
}
