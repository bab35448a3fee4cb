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

  @Test func `Changed cells and missing rows take the place of what was there, and other batches stay as they are`() {
    var result = ResultSet(columns: [Column(name: "a"), Column(name: "b")])
    var builder = RowBatch.Builder(columnCount: 2)
    for row in 0..<9 {
      builder.append("\(row)")
      builder.appendNull()
      if row % 3 == 2 { result.append(builder.finish()) }
    }
    let cells: [Int: [Int: Arena?]] = [1: [1: Arena(copying: Array("new".utf8))], 8: [0: Arena?.none]]
    let changed = result.changed(cells, without: [0, 2, 7])
    #expect(
      changed.batches.flatMap(\.texts) == [
        ["1", "new"], ["3", nil], ["4", nil], ["5", nil], ["6", nil], [nil, nil],
      ])
    #expect(changed.rowCount == 6 && changed.text(row: 4, column: 0) == "6")
    #expect(changed.batches[1].arena === result.batches[1].arena)
    #expect(result.changed([:], without: [3, 4, 5]).batches.count == 2)
  }

  @Test func `A copy of a builder has rows of its own`() {
    var one = RowBatch.Builder(columnCount: 2)
    one.append("a")
    one.appendNull()
    var other = one
    other.append("b")
    other.append("")
    one.append("c")
    one.append("d")
    let (first, second) = (one.finish(), other.finish())
    #expect(first.texts == [["a", nil], ["c", "d"]] && second.texts == [["a", nil], ["b", ""]])
  }

  @Test(arguments: [0, 1, 3, 4096, 100_000, 5_000_000]) func `A value of any length comes back whole`(length: Int) {
    var builder = RowBatch.Builder(columnCount: 3)
    let value = String(repeating: "v", count: length)
    for _ in 0..<2 {
      builder.append("x")
      builder.append(value)
      builder.appendNull()
    }
    #expect(builder.finish().texts == [["x", value, nil], ["x", value, nil]])
    builder.append("again")
    builder.append("")
    builder.append("end")
    #expect(builder.finish().texts == [["again", "", "end"]])
    #expect(builder.finish().rowCount == 0)
  }

  @Test func `Going through a column gives what asking for each cell gives`() {
    var builder = RowBatch.Builder(columnCount: 3)
    for row in 0..<500 {
      builder.append("\(row)")
      if row % 2 == 0 { builder.appendNull() } else { builder.append("odd") }
      builder.append("")
    }
    let batch = builder.finish()
    for column in 0..<3 {
      var seen: [String?] = []
      batch.forEachCell(column: column) { row, cell in
        #expect(row == seen.count)
        seen.append(cell.map { String(decoding: $0, as: UTF8.self) })
      }
      #expect(seen == batch.texts.map { $0[column] })
    }
  }
}

extension RowBatch {
  fileprivate var texts: [[String?]] {
    (0..<rowCount).map { row in
      (0..<columnCount).map { column in cell(row: row, column: column).map { String(decoding: $0, as: UTF8.self) } }
    }
  }
}
