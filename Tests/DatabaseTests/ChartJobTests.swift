import Testing

@testable import Database

@Suite struct ChartJobTests {
  private func result(_ rows: [[String?]], _ oids: [UInt32]) -> ResultSet {
    var set = ResultSet(columns: oids.enumerated().map { Column(name: "c\($0)", typeOID: $1) })
    var builder = RowBatch.Builder(columnCount: oids.count)
    for cell in rows.joined() { if let cell { builder.append(cell) } else { builder.appendNull() } }
    set.append(builder.finish())
    return set
  }

  @Test func `The kind of chart follows the types`() {
    let columns = [Column(name: "t", typeOID: 1184), Column(name: "n", typeOID: 23), Column(name: "s")]
    #expect(ChartJob.usualKind(x: 0, ys: [1], columns: columns) == .line)
    #expect(ChartJob.usualKind(x: 1, ys: [1], columns: columns) == .scatter)
    #expect(ChartJob.usualKind(x: 2, ys: [1], columns: columns) == .bar)
    #expect(ChartJob.usualKind(x: nil, ys: [1], columns: columns) == .histogram)
    #expect(ChartJob.usualKind(x: nil, ys: [2], columns: columns) == .bar)
  }

  @Test func `Lines run from left to right whatever the order of the rows, without what has no value`() throws {
    let set = result([["3", "30"], ["1", "10"], [nil, "5"], ["2", nil], ["2", "20"]], [23, 23])
    let data = try ChartJob(result: set, order: nil, kind: .line, x: 0, ys: [1]).data(SingleWorker(), in: .memory)
    #expect(data.series[0].points.map(\.x) == [1, 2, 3] && data.series[0].points.map(\.y) == [10, 20, 30])
    #expect(data.skipped == 2)
  }

  @Test func `A long line keeps its lowest and highest points`() throws {
    let rows: [[String?]] = (0..<50_000).map { ["\($0)", $0 == 31_234 ? "999" : $0 == 777 ? "-999" : "\($0 % 7)"] }
    let points = try ChartJob(result: result(rows, [23, 23]), order: nil, kind: .line, x: 0, ys: [1]).data(
      SingleWorker(), in: .memory
    ).series[0]
      .points
    #expect(points.count < 5000 && points.contains(ChartData.Point(x: 31_234, y: 999)))
    #expect(points.contains(ChartData.Point(x: 777, y: -999)))
  }

  @Test func `Bars add up the values of a name, or count it`() throws {
    let set = result([["a", "1"], ["b", "5"], ["a", "2.5"], [nil, "1"], ["c", nil]], [25, 1700])
    let sums = try ChartJob(result: set, order: nil, kind: .bar, x: 0, ys: [1]).data(SingleWorker(), in: .memory)
    #expect(
      sums.bars.map(\.label) == ["b", "a", "NULL"] && sums.bars.map(\.value) == [5, 3.5, 1] && sums.skipped == 1)
    let counts = try ChartJob(result: set, order: RowOrder([0, 1, 2]), kind: .bar, x: nil, ys: [0]).data(
      SingleWorker(), in: .memory)
    #expect(counts.bars.map(\.label) == ["a", "b"] && counts.bars.map(\.value) == [2, 1])
  }

  @Test func `Points on each other are kept once`() throws {
    let rows: [[String?]] = (0..<20_000).map { ["\($0 % 10)", "\($0 % 5)"] }
    let data = try ChartJob(result: result(rows, [23, 23]), order: nil, kind: .scatter, x: 0, ys: [1]).data(
      SingleWorker(), in: .memory)
    #expect(data.series[0].points.count == 10)
  }
}
