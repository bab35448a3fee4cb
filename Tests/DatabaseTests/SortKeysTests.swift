import Testing

@testable import Database

/// The numbers that stand for cells while they are sorted, beyond the first bytes.
@Suite struct SortKeysTests {
  private func result(_ values: [String?], oid: UInt32 = 25) -> ResultSet {
    var set = ResultSet(columns: [Column(name: "v", typeOID: oid)])
    var builder = RowBatch.Builder(columnCount: 1)
    for value in values { if let value { builder.append(value) } else { builder.appendNull() } }
    set.append(builder.finish())
    return set
  }

  private func job(_ set: ResultSet, isDescending: Bool = false, mostRanked: Int = 100_000) -> SortJob {
    SortJob(
      set, rows: 0..<set.rowCount, [SortKey(column: 0, isDescending: isDescending)], mostRanked: mostRanked
    ) { $0.map { UInt32($0) } }
  }

  private static let addresses = (0..<400).flatMap { number in
    ["https://example.com/products/\(number)/page", "https://example.com/categories/\(number * 37)"]
  }

  @Test func `Numbers of steps are ordered as their texts, and tell most apart`() {
    let texts = (Self.addresses + ["", "h", "https://example.com/", "zebra", "ä", "漢字漢字漢字"]).sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    let cells = texts.map { Arena(copying: $0.utf8) }
    for stride in [1, 2, 7, 100, 1000] {
      let chosen = cells.indices.filter { $0 % stride == 0 }.map { cells[$0].bytes }
      let steps = TextSteps(chosen + chosen.prefix(1))
      let keys = cells.map { steps.key($0.bytes) }
      #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.value <= $1.value })
      #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.value < $1.value || !$0.isExact && !$1.isExact })
      if stride < 100 { #expect(Set(keys.map(\.value)).count >= texts.count * 19 / 20) }
    }
    #expect(TextSteps([]).key(cells[0].bytes).value == 0)
  }

  @Test func `Different cells are counted once, up to a limit`() {
    let cells = (Self.addresses + Self.addresses + [""]).map { Arena(copying: $0.utf8) }
    var distinct = DistinctCells()
    for cell in cells { distinct.insert(cell.bytes) }
    #expect(distinct.count == Self.addresses.count + 1 && !distinct.isTooMany)
    let ranks = CellRanks(distinct, CellComparison(.text))
    let sorted = Set(Self.addresses + [""]).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    #expect(sorted.map { text in Array(text.utf8).withUnsafeBytes { ranks[$0] } } == sorted.indices.map { UInt64($0) })
    var few = DistinctCells(most: 10)
    few.insert(distinct)
    #expect(few.isTooMany && few.count == 10)
  }

  @Test(arguments: [(100_000, false), (10, true)])
  func `Texts that begin alike in several ways are in order after few looks at them`(
    mostRanked: Int, isDescending: Bool
  ) throws {
    let texts = Self.addresses.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    let places = (0..<66_000).map { (row: Int) -> Int? in row % 11 == 0 ? nil : row * 7919 % texts.count }
    let set = result(places.map { $0.map { texts[$0] } })
    let merge = try job(set, isDescending: isDescending, mostRanked: mostRanked)
      .merge(SingleWorker(), in: .memory, share: 1)
    let runs = (0..<merge.rangeCount).map { merge.range($0) }
    #expect(Set(runs.flatMap { $0.columns[0].keys }).count >= texts.count * 19 / 20)
    #expect(mostRanked == 10 || runs.allSatisfy { !$0.columns[0].isInexact })
    let rows = runs.flatMap(\.rows)
    // NULL comes last, and first when the order is turned round.
    let found = rows.map { row in places[Int(row)].map { isDescending ? -$0 : $0 } ?? (isDescending ? .min : .max) }
    #expect(Set(rows).count == places.count)
    #expect(zip(found.indices, found.indices.dropFirst()).allSatisfy { (found[$0], rows[$0]) < (found[$1], rows[$1]) })
  }
}
