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
  private static let roomBytes = 256 << 20

  init(directory: String, memory: RowMemory) {
    self.directory = directory
    self.memory = memory
  }

  /// The batch to hand on: the same, or one that reads from disk.
  func keep(_ batch: RowBatch, of run: Int, _ statement: Int) throws(SpillError) -> RowBatch {
    let file = try current.withLock { current throws(SpillError) -> SpillFile? in
      if current.run != run || current.statement != statement { current = Current(run: run, statement: statement) }
      if current.file == nil, memory.hasRoom(for: batch.byteCount) { return nil }
      let free = SpillFile.freeBytes(in: directory)
      guard free > Self.roomBytes + batch.byteCount else {
        throw SpillError(message: "the disk of \(directory) is full: \(free >> 20) MB are left")
      }
      if current.file == nil { current.file = try SpillFile(directory: directory) }
      return current.file
    }
    return try file?.store(batch) ?? memory.hold(batch)
  }

  /// The batch as it stays in memory, also beyond the budget.
  func keepInMemory(_ batch: RowBatch) -> RowBatch { memory.hold(batch) }
}
