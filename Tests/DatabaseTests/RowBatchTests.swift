import Testing

@testable import Database

@Suite struct RowBatchTests {
  @Test func `A result gives back each cell of several batches, NULL and empty apart`() {
    var result = ResultSet(columns: [Column(name: "a"), Column(name: "b")])
    var builder = RowBatch.Builder(columnCount: 2)
    for row in 0..<1000 {
      builder.append("\(row)")
      if row % 3 == 0 { builder.appendNull() } else { builder.append(row % 3 == 1 ? "" : "x\(row)") }
      if row % 7 == 0 { result.append(builder.finish()) }
    }
    result.append(builder.finish())
    #expect(result.rowCount == 1000)
    for row in 0..<1000 {
      #expect(result.text(row: row, column: 0) == "\(row)")
      let expected: String? = row % 3 == 0 ? nil : row % 3 == 1 ? "" : "x\(row)"
      #expect(result.text(row: row, column: 1) == expected)
    }
  }
}
