/// An HTML table.
struct HTMLWriter: ResultWriter {
  private let options: ExportOptions
  private var columns: [Column] = []
  private var rows = 0

  init(_ options: ExportOptions) { self.options = options }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    self.columns = columns
    out.add("<table border=\"\(options.border)\">\n")
    guard !options.tuplesOnly, !options.isExpanded else { return }
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
      if columns.isEmpty { continue }
      if options.isExpanded {
        expanded(batch, row, &out)
        continue
      }
      out.add("  <tr valign=\"top\">\n")
      for (index, column) in columns.enumerated() {
        out.add("    ")
        value(batch, row, index, column, &out)
      }
      out.add("  </tr>\n")
    }
  }

  /// A row of the table for each column.
  private func expanded(_ batch: RowBatch, _ row: Int, _ out: inout [UInt8]) {
    if options.tuplesOnly {
      out.add("  <tr><td colspan=\"2\">&nbsp;</td></tr>\n")
    } else {
      out.add("\n  <tr><td colspan=\"2\" align=\"center\">Record \(rows)</td></tr>\n")
    }
    for (index, column) in columns.enumerated() {
      out.add("  <tr valign=\"top\">\n    <th>")
      Array(column.name.utf8).withUnsafeBytes { text($0, &out) }
      out.add("</th>\n    ")
      value(batch, row, index, column, &out)
      out.add("  </tr>\n")
    }
  }

  private func value(_ batch: RowBatch, _ row: Int, _ index: Int, _ column: Column, _ out: inout [UInt8]) {
    out.add("<td align=\"\(column.isRightAligned ? "right" : "left")\">")
    let cell = batch.cell(row: row, column: index)
    let isBlank = cell.map { $0.allSatisfy { $0 == 0x20 || $0 == 0x09 } } ?? options.null.isEmpty
    if isBlank {
      out.add("&nbsp; ")
    } else if let cell {
      text(cell, &out)
    } else {
      Array(options.null.utf8).withUnsafeBytes { text($0, &out) }
    }
    out.add("</td>\n")
  }

  mutating func end(into out: inout [UInt8]) {
    out.add("</table>\n")
    if options.isExpanded { return out.append(0x0A) }
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
