import Database
import Dispatch
import Spill
import Synchronization

/// Hands on what a session reports, in order. Rows that go to disk are written on a thread of their own, so that the session's thread reads the
/// next ones meanwhile; it waits when the disk is far behind.
final class RowQueue: Sendable {
  private let spill: ResultSpill
  private let deliver: @Sendable (SessionEvent) -> Void
  private let pause: @Sendable (PauseReason) -> Void
  private let writer = DispatchQueue(label: "perch.spill", qos: .userInitiated)
  /// Events behind rows that are not on disk yet.
  private let waiting = Atomic<Int>(0)
  private let room = DispatchSemaphore(value: 32)

  /// - Parameters:
  ///   - deliver: takes the events, on the session's thread or the writer's, never on both at a time.
  ///   - pause: is called when rows could not be put on disk.
  init(
    _ spill: ResultSpill, deliver: @escaping @Sendable (SessionEvent) -> Void,
    pause: @escaping @Sendable (PauseReason) -> Void
  ) {
    self.spill = spill
    self.deliver = deliver
    self.pause = pause
  }

  /// Takes the next event; for the session's thread alone.
  func post(_ event: SessionEvent) {
    guard case .rows(let id, let statement, let batch) = event else {
      return waiting.load(ordering: .acquiring) == 0 ? deliver(event) : write { $0.deliver(event) }
    }
    if waiting.load(ordering: .acquiring) == 0, let held = spill.hold(batch, of: id, statement) {
      return deliver(.rows(id: id, statement: statement, held))
    }
    room.wait()
    write { queue in
      queue.deliver(.rows(id: id, statement: statement, queue.kept(batch, of: id, statement)))
      queue.room.signal()
    }
  }

  private func write(_ work: @escaping @Sendable (RowQueue) -> Void) {
    waiting.add(1, ordering: .relaxed)
    writer.async { [self] in
      work(self)
      waiting.subtract(1, ordering: .releasing)
    }
  }

  /// The batch as it reads from disk; without room there it stays in memory, and reading pauses.
  private func kept(_ batch: RowBatch, of run: Int, _ statement: Int) -> RowBatch {
    do throws(SpillError) {
      return try spill.store(batch, of: run, statement)
    } catch {
      pause(.noRoom(error.message))
      return spill.holdBeyondBudget(batch)
    }
  }
}
