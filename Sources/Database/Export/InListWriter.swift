/// The rows as what stands behind `IN`: `(1, 2)`, or `((1, 'a'), (2, 'b'))` for several columns. A row with a NULL equals nothing and would make
/// `NOT IN` find nothing at all: it is left out.
struct InListWriter: ResultWriter {
  private var columns: [Column] = []
  private var isEmpty = true
  private(set) var rowsLeftOut = 0

  mutating func begin(_ columns: [Column], into out: inout [UInt8]) {
    self.columns = columns
    out.append(0x28)
  }

  mutating func add(_ batch: RowBatch, into out: inout [UInt8]) {
    for row in 0..<batch.rowCount {
      guard columns.indices.allSatisfy({ batch.cell(row: row, column: $0) != nil }), !columns.isEmpty else {
        rowsLeftOut += 1
        continue
      }
      if !isEmpty { out.add(", ") }
      isEmpty = false
      if columns.count > 1 { out.append(0x28) }
      for (index, column) in columns.enumerated() {
        if index > 0 { out.add(", ") }
        SQLLiteral.append(batch.cell(row: row, column: index), of: column, to: &out)
      }
      if columns.count > 1 { out.append(0x29) }
    }
  }

  mutating func end(into out: inout [UInt8]) { out.add(isEmpty ? "NULL)\n" : ")\n") }
}
