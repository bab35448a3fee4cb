import Database
import Synchronization

/// The memory that the rows of all results together may take before they go to disk.
final class RowMemory: Sendable {
  private let taken = Atomic<Int>(0)
  private let budget: Int

  /// 128 MB unless told otherwise.
  init(bytes: Int = 128 << 20) { budget = bytes }

  func hasRoom(for bytes: Int) -> Bool { taken.load(ordering: .relaxed) + bytes <= budget }

  /// Counts the batch until nobody reads it any more.
  func hold(_ batch: RowBatch) -> RowBatch {
    let bytes = batch.byteCount
    taken.add(bytes, ordering: .relaxed)
    let arena = batch.arena
    let counted = Arena(arena.bytes) { [self] _ in
      withExtendedLifetime(arena) {}
      taken.subtract(bytes, ordering: .relaxed)
    }
    return RowBatch(columnCount: batch.columnCount, rowCount: batch.rowCount, arena: counted)
  }
}
