import Database
import Glibc
import TestSupport
import Testing

@testable import Spill

@Suite struct SpillFileTests {
  private func batch(_ rows: Int, from first: Int = 0) -> RowBatch {
    var builder = RowBatch.Builder(columnCount: 2)
    for row in first..<first + rows {
      builder.append("row \(row)")
      if row % 2 == 0 { builder.appendNull() } else { builder.append(String(repeating: "x", count: row % 100)) }
    }
    return builder.finish()
  }

  @Test func `Stored batches read the same, also after the file is given up`() throws {
    let directory = TemporaryDirectory()
    var file: SpillFile? = try SpillFile(directory: directory.path)
    var stored: [RowBatch] = []
    for place in 0..<20 { stored.append(try #require(file).store(batch(999, from: place * 999))) }
    file = nil
    var set = ResultSet(columns: [Column(name: "a"), Column(name: "b")])
    for batch in stored { set.append(batch) }
    #expect(set.rowCount == 19_980)
    for row in 0..<set.rowCount {
      let expected: String? = row % 2 == 0 ? nil : String(repeating: "x", count: row % 100)
      guard set.text(row: row, column: 0) == "row \(row)", set.text(row: row, column: 1) == expected else {
        Issue.record("row \(row) differs")
        return
      }
    }
  }

  @Test func `Batches longer than a mapping, and many more than one holds, read the same`() throws {
    let directory = TemporaryDirectory()
    let file = try SpillFile(directory: directory.path)
    var stored: [(batch: RowBatch, length: Int)] = []
    for length in [10, 70 << 20, 3, 40 << 20, 40 << 20, 1] {
      var builder = RowBatch.Builder(columnCount: 1)
      builder.append(String(repeating: "\(stored.count)", count: length))
      stored.append((try file.store(builder.finish()), length))
    }
    for (place, (batch, length)) in stored.enumerated() {
      let cell = try #require(batch.cell(row: 0, column: 0))
      #expect(cell.count == length && cell.allSatisfy { $0 == 0x30 + UInt8(place) })
    }
  }

  @Test func `What was let go of is read from the file again`() throws {
    let directory = TemporaryDirectory()
    let file = try SpillFile(directory: directory.path)
    let batches = try (0..<30).map { try file.store(batch(500, from: $0 * 500)) }
    for (place, batch) in batches.enumerated() {
      for _ in 0..<2 {
        let cell = try #require(batch.cell(row: 499, column: 0))
        #expect(String(decoding: cell, as: UTF8.self) == "row \(place * 500 + 499)")
        batch.evict()
      }
    }
  }

  @Test func `Nothing piles up behind a sweep that lets go of what it has read`() throws {
    let directory = TemporaryDirectory()
    let file = try SpillFile(directory: directory.path)
    let batches = try (0..<40).map { try file.store(batch(3000, from: $0 * 3000)) }
    let bytes = batches.reduce(0) { $0 + $1.byteCount }
    for batch in batches {
      for row in 0..<batch.rowCount { _ = batch.cell(row: row, column: 1)?.last }
      batch.evict()
    }
    let address = UInt(bitPattern: batches[0].arena.bytes.baseAddress)
    let resident = try #require(Self.residentBytes(ofMappingAt: address))
    #expect(bytes > 4 << 20 && resident <= bytes / 8, "\(resident) of \(bytes)")
  }

  @Test func `Statistics let go of the rows that they look at, step by step`() throws {
    let directory = TemporaryDirectory()
    let file = try SpillFile(directory: directory.path)
    var result = ResultSet(columns: [Column(name: "a", typeOID: 25), Column(name: "b", typeOID: 25)])
    for place in 0..<50 { result.append(try file.store(batch(4000, from: place * 4000))) }
    let crew = WatchingCrew(address: UInt(bitPattern: result.batches[0].arena.bytes.baseAddress))
    let found = try StatisticsJob(result: result, order: nil, column: 0).statistics(crew, in: .memory)
    #expect(found.distinct == 200_000 && crew.resident.count > 3)
    #expect(crew.resident.allSatisfy { $0 <= 128 << 10 }, "\(crew.resident) of \(result.byteCount)")
  }

  /// Does one step after the other, and looks after each sweep what of a mapping is in memory.
  private final class WatchingCrew: WorkCrew {
    private let address: UInt
    private(set) var resident: [Int] = []
    init(address: UInt) { self.address = address }

    func make<Value: Sendable>(
      _ count: Int, share: Double, _ value: @Sendable (Int) -> Value, then take: (Value) -> Void
    ) throws(WorkStopped) {
      for number in 0..<count { take(value(number)) }
      resident.append(SpillFileTests.residentBytes(ofMappingAt: address) ?? .max)
    }
  }

  /// What the kernel says of the mapping that holds an address.
  private static func residentBytes(ofMappingAt address: UInt) -> Int? {
    guard let maps = fopen("/proc/self/smaps", "r") else { return nil }
    defer { fclose(maps) }
    var line = [CChar](repeating: 0, count: 4096)
    var isFound = false
    while fgets(&line, Int32(line.count), maps) != nil {
      let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split {
        $0 == " " || $0 == "\n"
      }
      let ends = words.first?.split(separator: "-").compactMap { UInt($0, radix: 16) } ?? []
      if ends.count == 2 { isFound = ends[0] <= address && address < ends[1] }
      if isFound, words.first == "Rss:", words.count > 1 { return Int(words[1]).map { $0 << 10 } }
    }
    return nil
  }

  @Test func `An empty batch can be stored`() throws {
    let directory = TemporaryDirectory()
    let stored = try SpillFile(directory: directory.path).store(batch(0))
    #expect(stored.rowCount == 0)
  }

  @Test func `The file has no name`() throws {
    let directory = TemporaryDirectory()
    let file = try SpillFile(directory: directory.path)
    _ = try file.store(batch(10))
    #expect(rmdir(directory.path) == 0)
    mkdir(directory.path, 0o700)
  }

  @Test func `A directory that is not there is an error that names it`() throws {
    let error = try #require(throws: SpillError.self) { try SpillFile(directory: "/nonexistent") }
    #expect(error.message.contains("/nonexistent") && error.message.contains("No such file"))
  }

  @Test func `A full disk is an error that says so`() throws {
    let full = SpillFile(descriptor: open("/dev/full", O_RDWR | O_CLOEXEC), directory: "/some/where")
    let error = try #require(throws: SpillError.self) { try full.store(batch(10)) }
    #expect(error.message == "rows cannot be kept in /some/where: No space left on device")
  }
}
