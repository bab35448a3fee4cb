/// A table of GitHub's Markdown.
struct MarkdownWriter: ResultWriter {
  private let options: ExportOptions
  private var columnCount = 0

  init(_ options: ExportOptions) { self.options = options }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    columnCount = columns.count
    out.add("|")
    for column in columns {
      Array(column.name.utf8).withUnsafeBytes { field($0, &out) }
    }
    out.add("\n|")
    for column in columns { out.add(column.isRightAligned ? " ---: |" : " --- |") }
    out.append(0x0A)
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    for row in 0..<batch.rowCount {
      out.append(0x7C)
      for column in 0..<columnCount {
        if let cell = batch.cell(row: row, column: column) {
          field(cell, &out)
        } else {
          out.add(" \(options.null) |")
        }
      }
      out.append(0x0A)
    }
  }

  mutating func end(into out: inout [UInt8]) {}

  private func field(_ cell: UnsafeRawBufferPointer, _ out: inout [UInt8]) {
    out.append(0x20)
    for byte in cell {
      switch byte {
      case 0x0A: out.add("<br>")
      case 0x0D: break
      case 0x3C: out.add("&lt;")
      case 0x26: out.add("&amp;")
      case 0x7C, 0x5C, 0x60, 0x2A, 0x5F, 0x5B, 0x5D:
        out.append(0x5C)
        out.append(byte)
      default: out.append(byte)
      }
    }
    out.add(" |")
  }
}
