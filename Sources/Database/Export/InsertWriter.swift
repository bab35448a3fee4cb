/// One INSERT statement a row.
struct InsertWriter: ResultWriter {
  private let options: ExportOptions
  private var head: [UInt8] = []
  private var columns: [Column] = []

  init(_ options: ExportOptions) { self.options = options }

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    self.columns = columns
    let names = columns.map { SQLLiteral.quoted($0.name) }
    head = Array("INSERT INTO \(options.table) (\(names.joined(separator: ", "))) VALUES (".utf8)
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    for row in 0..<batch.rowCount {
      out.append(contentsOf: head)
      for (index, column) in columns.enumerated() {
        if index > 0 { out.add(", ") }
        SQLLiteral.append(batch.cell(row: row, column: index), of: column, to: &out)
      }
      out.add(");\n")
    }
  }

  mutating func end(into out: inout [UInt8]) {}
}
