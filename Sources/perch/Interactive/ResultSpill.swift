import Database
import Spill
import Synchronization

/// Keeps the rows of results on disk once they are many; small results stay in memory.
final class ResultSpill: Sendable {
  private struct Current {
    var run = -1
    var statement = -1
    var bytes = 0
    var file: SpillFile?
  }

  private let directory: String
  private let current = Mutex(Current())

  /// Bytes of a disk that rows leave free: the history and the buffers need them more.
  private static let roomBytes = 256 << 20

  /// Bytes of a result that stay in memory.
  private static let memoryBytes = 16 << 20

  init(directory: String) { self.directory = directory }

  /// The batch to hand on: the same, or one that reads from disk.
  func keep(_ batch: RowBatch, of run: Int, _ statement: Int) throws(SpillError) -> RowBatch {
    let file = try current.withLock { current throws(SpillError) -> SpillFile? in
      if current.run != run || current.statement != statement { current = Current(run: run, statement: statement) }
      current.bytes += batch.byteCount
      guard current.bytes > Self.memoryBytes, SpillFile.freeBytes(in: directory) > Self.roomBytes else { return nil }
      if current.file == nil { current.file = try SpillFile(directory: directory) }
      return current.file
    }
    return try file?.store(batch) ?? batch
  }
}
