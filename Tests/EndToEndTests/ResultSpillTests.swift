import Database
import TestSupport
import Testing

@testable import perch

struct ResultSpillTests {
  private func batch(_ bytes: Int) -> RowBatch {
    var builder = RowBatch.Builder(columnCount: 1)
    builder.append(String(repeating: "v", count: bytes))
    return builder.finish()
  }

  @Test func `A huge row goes to disk although there is room, and what follows it in its result too`() throws {
    let directory = TemporaryDirectory()
    let spill = ResultSpill(directory: directory.path, memory: RowMemory())
    #expect(spill.hold(batch(1000), of: 1, 0) != nil)
    let huge = batch(ResultSpill.largestInMemory)
    #expect(spill.hold(huge, of: 1, 0) == nil)
    let stored = try spill.store(huge, of: 1, 0)
    #expect(stored.cell(row: 0, column: 0)?.count == ResultSpill.largestInMemory)
    #expect(spill.hold(batch(1000), of: 1, 0) == nil)
    #expect(spill.hold(batch(1000), of: 2, 0) != nil)
  }
}
