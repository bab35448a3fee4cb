import Testing

@testable import Database

@Suite struct StatisticsTests {
  private func result(_ values: [String?], oid: UInt32) -> ResultSet {
    var set = ResultSet(columns: [Column(name: "v", typeOID: oid)])
    var builder = RowBatch.Builder(columnCount: 1)
    for value in values { if let value { builder.append(value) } else { builder.appendNull() } }
    set.append(builder.finish())
    return set
  }

  private func statistics(_ values: [String?], oid: UInt32, order: [UInt32]? = nil) throws
    -> ColumnStatistics
  {
    try StatisticsJob(result: result(values, oid: oid), order: order.map { RowOrder($0) }, column: 0)
      .statistics(SingleWorker(), in: .memory)
  }

  @Test func `Numbers are counted, ordered, added up and spread`() throws {
    let found = try statistics((1...200_000).map { "\($0 % 100)" } + [nil, nil], oid: 23)
    #expect(found.rows == 200_002 && found.nulls == 2 && found.distinct == 100)
    #expect(found.smallest == "0" && found.greatest == "99" && found.mean == 49.5 && found.sum == 9_900_000)
    #expect(found.quantiles.map(\.text) == ["5", "25", "50", "75", "95"])
    #expect(found.frequent.count == 12 && found.frequent.allSatisfy { $0.count == 2000 })
    #expect(found.histogram?.counts.reduce(0, +) == 200_000)
  }

  @Test func `Equal numbers in other writings are one value`() throws {
    let found = try statistics(
      ["1.0", "1.00", "1", "2", "100000000000000000000.5", "100000000000000000000.50"], oid: 1700)
    #expect(found.distinct == 3 && found.frequent.first?.count == 3)
  }

  @Test func `Texts have lengths, most frequent values, and no mean`() throws {
    let found = try statistics(["ä", "ä", "abc", nil, ""], oid: 25)
    #expect(found.mean == nil && found.smallest == "" && found.greatest == "ä" && found.distinct == 3)
    #expect(found.frequent.first == ColumnStatistics.Frequent(text: "ä", count: 2))
    #expect(found.histogram?.low == 0 && found.histogram?.high == 3)
  }

  @Test func `Only the rows shown are looked at`() throws {
    let found = try statistics(["1", "2", "3", "4"], oid: 23, order: [3, 1])
    #expect(found.rows == 2 && found.smallest == "2" && found.greatest == "4")
  }

  @Test func `Long values that are few are told apart by their rank alone, over all parts`() throws {
    let words = ["delivered to the neighbour", "delivered to the customer", "pending delivery", "1", ""]
    var values = (0..<66_000).map { (row: Int) -> String? in row % 6 == 5 ? nil : words[row % 6] }
    values[65_996] = "a rare and long value"
    let set = result(values, oid: 25)
    let job = SortJob(set, rows: 0..<set.rowCount, [SortKey(column: 0)]) { $0.map { UInt32($0) } }
    let merge = try job.merge(SingleWorker(), in: .memory, share: 1)
    #expect((0..<merge.rangeCount).allSatisfy { !merge.range($0).columns[0].isInexact })
    let found = try StatisticsJob(result: set, order: nil, column: 0).statistics(SingleWorker(), in: .memory)
    #expect(
      found.distinct == 6 && found.nulls == 11_000 && found.smallest == "" && found.greatest == "pending delivery")
    #expect(found.frequent.map(\.count).sorted() == [1, 10_999, 11_000, 11_000, 11_000, 11_000])
  }

  @Test func `Few long numbers in several writings are one value in all parts`() throws {
    let writings = ["100000000000000000000.5", "100000000000000000000.50", "100000000000000000000.499"]
    let found = try statistics((0..<66_000).map { writings[$0 % 3] }, oid: 1700)
    #expect(found.distinct == 2 && found.frequent.map(\.count) == [44_000, 22_000])
    #expect(found.smallest == "100000000000000000000.499")
  }

  @Test func `The rows that are picked are ordered by rank, those between them left out`() throws {
    let values = (0..<66_000).map { $0 % 2 == 0 ? "the last one in the order" : "one that comes before" }
    let set = result(values, oid: 25)
    let order = RowOrder((0..<set.rowCount).filter { $0 % 4 < 2 }.map { UInt32($0) })
    let found = try StatisticsJob(result: set, order: order, column: 0).statistics(SingleWorker(), in: .memory)
    #expect(found.rows == 33_000 && found.distinct == 2 && found.frequent.map(\.count) == [16_500, 16_500])
    #expect(found.smallest == "one that comes before" && found.quantiles[0].text == "one that comes before")
  }

  @Test func `A column of nothing but NULL has nothing to tell`() throws {
    let found = try statistics([nil, nil], oid: 23)
    #expect(found.nulls == 2 && found.distinct == 0 && found.smallest == nil && found.histogram == nil)
  }

  @Test func `Work that nobody wants any more ends at the next step, also the last one`() throws {
    let set = result((0..<1000).map { "\($0)" }, oid: 23)
    let job = StatisticsJob(result: set, order: nil, column: 0)
    let counting = StoppingCrew(after: .max)
    _ = try job.statistics(counting, in: .memory)
    #expect(counting.calls > 2)
    for calls in 0..<counting.calls {
      #expect(throws: WorkStopped.self) { try job.statistics(StoppingCrew(after: calls), in: .memory) }
    }
  }

  @Test func `Rows shown in another order are counted once`() throws {
    let values = (0..<200_000).map { "\($0 % 7)" }
    let order = (0..<200_000).reversed().map { UInt32($0) }
    let found = try statistics(values, oid: 23, order: order)
    #expect(found.rows == 200_000 && found.distinct == 7 && found.histogram?.counts.reduce(0, +) == 200_000)
    #expect(found.frequent.map(\.count).reduce(0, +) == 200_000)
  }

  @Test func `Numbers at both ends of what there is are spread without going beyond`() throws {
    let found = try statistics(["-1.7e308", "1.7e308", "0", "NaN"], oid: 701)
    #expect(found.histogram?.counts.reduce(0, +) == 3 && found.greatest == "NaN")
  }

  /// Does the steps of so many calls, then no more.
  private final class StoppingCrew: WorkCrew {
    private(set) var calls = 0
    private let limit: Int
    init(after limit: Int) { self.limit = limit }

    func make<Value: Sendable>(
      _ count: Int, share: Double, _ value: @Sendable (Int) -> Value, then take: (Value) -> Void
    ) throws(WorkStopped) {
      if calls == limit { throw WorkStopped() }
      calls += 1
      for number in 0..<count { take(value(number)) }
    }
  }

  @Test func `Money, times and infinity stand where they belong on the scale`() {
    func value(_ text: String, _ oid: UInt32) -> Double? {
      var text = text
      return text.withUTF8 { ValueScale(ValueKind(typeOID: oid)).value(UnsafeRawBufferPointer($0)) }
    }
    #expect(value("-$1,234.50", 790) == -1234.5 && value("12.25", 1700) == 12.25 && value("-7", 20) == -7)
    #expect(value("1970-01-02 00:00:01+00", 1184) == 86_401 && value("infinity", 1184) == nil)
    #expect(value("01:00:00", 1186) == 3600 && value("héé", 25) == 3 && value("-", 20) == nil)
  }
}
