import Testing

@testable import Database

@Suite struct SortTests {
  private func result(_ values: [String?], oid: UInt32) -> ResultSet {
    var set = ResultSet(columns: [Column(name: "v", typeOID: oid), Column(name: "n", typeOID: 23)])
    var builder = RowBatch.Builder(columnCount: 2)
    for (row, value) in values.enumerated() {
      if let value { builder.append(value) } else { builder.appendNull() }
      builder.append("\(row % 3)")
      if row % 7 == 6 { set.append(builder.finish()) }
    }
    set.append(builder.finish())
    return set
  }

  private func sorted(_ values: [String?], oid: UInt32, _ keys: [SortKey] = [SortKey(column: 0)]) -> [String?] {
    let set = result(values, oid: oid)
    return rows(set, keys).map { set.text(row: Int($0), column: 0) }
  }

  /// Sorted in three runs that are merged range by range.
  private func rows(_ set: ResultSet, _ keys: [SortKey], pointDistance: Int = 2) -> [UInt32] {
    let sorter = RowSorter(set, keys, pointDistance: pointDistance)
    let third = max(1, set.rowCount / 3)
    let runs = stride(from: 0, to: set.rowCount, by: third).map { start in
      sorter.keep(sorter.sort((start..<min(start + third, set.rowCount)).map { UInt32($0) }), in: .memory)
    }
    let merge = RunMerge(sorter, runs, rangeRows: third)
    #expect(merge.rangeCount > 1)
    return (0..<merge.rangeCount).flatMap { merge.range($0).rows }
  }

  @Test(
    arguments: [
      (20, ["-9223372036854775808", "-10", "-9", "0", "9", "10", "9223372036854775807"]),
      (
        1700,
        [
          "-Infinity", "-1000000000000000000000.5", "-1000000000000000000000.4", "-0.001", "0",
          "0.0000000000000000000001",
          "0.1", "1.00000000000000000001", "1.00000000000000000002", "9.99", "10", "99999999999999999999",
          "100000000000000000000", "Infinity", "NaN",
        ]
      ), (701, ["-Infinity", "-1e+300", "-2.5e-10", "0", "1e-300", "3.14", "1e+20", "Infinity", "NaN"]),
      (790, ["-$1,000.50", "-$0.01", "$0.00", "$3.10", "$20.00", "$1,000.00"]),
      (
        1184,
        [
          "-infinity", "0044-03-15 00:00:00+00 BC", "1969-12-31 23:59:59.999999+00", "2026-10-25 02:30:00+02",
          "2026-10-25 02:00:00+01", "2026-10-25 02:00:00.5+01", "12026-01-01 00:00:00+00", "infinity",
        ]
      ), (1082, ["0001-01-01 BC", "0001-01-01", "2026-01-31", "2026-02-01", "10000-01-01"]),
      (1186, ["-1 days", "00:00:00.5", "23:59:59", "1 day", "1 day 00:00:01", "29 days", "1 mon 1 day", "1 year"]),
      (25, ["", "A", "Z", "a", "aa", "ab", "b", "ä", "€", "\u{10000}"]),
      (25, ["customer 1", "customer 10", "customer 100 with more text", "customer 2", "customer 2 b", "zebra"]),
    ] as [(UInt32, [String])]) func `Values sort by their type, in any order they come`(oid: UInt32, values: [String])
  {
    for seed in 0..<20 {
      var generator = Shuffle(seed: UInt64(seed))
      let shuffled: [String?] = (values + [nil]).shuffled(using: &generator)
      #expect(sorted(shuffled, oid: oid) == values + [nil])
      #expect(sorted(shuffled, oid: oid, [SortKey(column: 0, isDescending: true)]) == [nil] + values.reversed())
    }
  }

  @Test(arguments: [["f", "f"], ["", "f"], ["draft", "draft"], []])
  func `Short texts are told apart by their numbers alone`(samples: [String]) {
    func key(_ text: String, _ keys: CellKeys) -> (value: UInt64, isExact: Bool) {
      Array(text.utf8).withUnsafeBytes { keys.key($0) }
    }
    let cells = samples.map { Arena(copying: $0.utf8) }
    let keys = withExtendedLifetime(cells) { CellKeys(kind: .text, samples: cells.map(\.bytes)) }
    for sample in samples { #expect(key(sample, keys).isExact) }
    guard samples.first?.count != 5 else { return }
    let (none, no, yes) = (key("", keys), key("f", keys), key("t", keys))
    #expect(none.isExact && no.isExact && yes.isExact)
    #expect(none.value < no.value && no.value < yes.value)
  }

  @Test func `Digits inside text count as numbers when asked`() {
    let values = ["a", "a1", "a01", "a2", "a10", "a10b2", "a10b10", "b"]
    var generator = Shuffle(seed: 1)
    #expect(
      sorted(values.shuffled(using: &generator), oid: 25, [SortKey(column: 0, isNatural: true)]).map { $0! }
        .filter { $0 != "a1" && $0 != "a01" } == ["a", "a2", "a10", "a10b2", "a10b10", "b"])
  }

  @Test func `Many random rows sort as comparing them one by one does, equal ones in their order`() {
    var generator = Shuffle(seed: 7)
    let values: [String?] = (0..<5000).map { _ in
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: nil
      case 1: "\(Int.random(in: 0..<5, using: &generator)).50"
      default: "\(Int.random(in: -3000...3000, using: &generator)).\(Int.random(in: 0..<100, using: &generator))"
      }
    }
    let set = result(values, oid: 1700)
    let keys = [SortKey(column: 1, isDescending: true), SortKey(column: 0)]
    let expected = (0..<values.count).sorted { one, two in
      if one % 3 != two % 3 { return one % 3 > two % 3 }
      guard let a = values[one], let b = values[two] else { return values[one] != nil && values[two] == nil }
      return Double(a)! < Double(b)!
    }
    #expect(rows(set, keys) == expected.map { UInt32($0) })
  }

  @Test func `Texts that begin alike, are long or are all the same are divided between ranges`() {
    var generator = Shuffle(seed: 3)
    let values: [String?] = (0..<3000).map { row in
      switch row % 4 {
      case 0: "delivered"
      case 1:
        "https://example.org/a/long/prefix/" + String(repeating: "p", count: 80)
          + "\(Int.random(in: 0..<50, using: &generator))"
      case 2: String(repeating: "long", count: 300 + Int.random(in: 0..<5, using: &generator))
      default: nil
      }
    }
    for isDescending in [false, true] {
      let expected = values.indices.sorted { one, two in
        switch (values[one], values[two]) {
        case (nil, nil): one < two
        case (nil, _): isDescending
        case (_, nil): !isDescending
        case (let a?, let b?): a == b ? one < two : (a < b) != isDescending
        }
      }
      let found = rows(result(values, oid: 25), [SortKey(column: 0, isDescending: isDescending)], pointDistance: 7)
      #expect(found == expected.map { UInt32($0) })
    }
  }
}

/// The same numbers for the same seed.
struct Shuffle: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
