import Database
import Spill
import Synchronization

/// Keeps the rows of results on disk once they are many; the first ones stay in memory.
final class ResultSpill: Sendable {
  private struct Current {
    var run = -1
    var statement = -1
    var file: SpillFile?
  }

  private let directory: String
  private let memory: RowMemory
  private let current = Mutex(Current())

  /// Bytes of a disk that rows leave free: the history and the buffers need them more.
  static let roomBytes = 256 << 20

  init(directory: String, memory: RowMemory) {
    self.directory = directory
    self.memory = memory
  }

  /// Bytes of a batch that stays in memory at most: libpq's own buffer keeps the size of a huge row already.
  static let largestInMemory = 16 << 20

  /// The batch in memory, while there is room, it is not huge, and nothing of its result is on disk.
  func hold(_ batch: RowBatch, of run: Int, _ statement: Int) -> RowBatch? {
    let fits = current.withLock { current in
      Self.begin(run, statement, &current)
      return current.file == nil && batch.byteCount <= Self.largestInMemory && memory.hasRoom(for: batch.byteCount)
    }
    return fits ? memory.hold(batch) : nil
  }

  /// The batch as it reads from disk.
  func store(_ batch: RowBatch, of run: Int, _ statement: Int) throws(SpillError) -> RowBatch {
    let file = try current.withLock { current throws(SpillError) -> SpillFile in
      Self.begin(run, statement, &current)
      let free = SpillFile.freeBytes(in: directory)
      guard free > Self.roomBytes + batch.byteCount else {
        throw SpillError(message: "the disk of \(directory) is full: \(free >> 20) MB are left")
      }
      if let file = current.file { return file }
      let file = try SpillFile(directory: directory)
      current.file = file
      return file
    }
    return try file.store(batch)
  }

  /// The batch as it stays in memory, also beyond the budget.
  func holdBeyondBudget(_ batch: RowBatch) -> RowBatch { memory.hold(batch) }

  private static func begin(_ run: Int, _ statement: Int, _ current: inout Current) {
    if current.run != run || current.statement != statement { current = Current(run: run, statement: statement) }
  }
}
