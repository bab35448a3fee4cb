import Glibc
import SQLText
import Synchronization

/// Keeps the buffers of one running Perch in a file of its own, so that they come back after any end: a flushed save survives the loss of
/// power, any other the death of the process. Each process holds one slot, by a lock that the system takes back when the process dies; slots
/// that nobody holds are taken over by the next start.
package final class BufferJournal: Sendable {
  private let lock: Int32
  private let file: Mutex<BufferFile>

  /// The buffers that were found, and which of them was in front.
  package let restored: (buffers: [JournalBuffer], active: Int)

  /// Takes the first free slot of `stateDirectory`, which must exist, and the buffers of all slots that nobody holds.
  package init(stateDirectory: String) throws(RecordError) {
    let directory = stateDirectory + "/buffers"
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw .system(directory) }
    var own: (slot: Int, lock: Int32)?
    var buffers: [JournalBuffer] = []
    var active = 0
    for slot in 1...999 {
      let path = "\(directory)/\(slot).lock"
      let isKnown = access("\(directory)/\(slot).jsonl", F_OK) == 0
      if own != nil, !isKnown, access(path, F_OK) != 0 { break }
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw .system(path) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        close(file)
        continue
      }
      let found = try BufferFile.read("\(directory)/\(slot).jsonl")
      if own == nil {
        own = (slot, file)
        (buffers, active) = (found.buffers, found.active)
      } else {
        // Left behind by a process that died beside another: its texts join ours, then its slot is free.
        buffers += found.buffers.filter { buffer in !buffer.text.isEmpty && !buffers.contains { $0.text == buffer.text }
        }
        var joined = BufferFile(path: "\(directory)/\(own?.slot ?? 1).jsonl")
        try joined.save(buffers, active: active, flushing: true)
        unlink("\(directory)/\(slot).jsonl")
        Self.release(file)
      }
    }
    guard let own else { throw RecordError(message: "\(directory): every slot for buffers is in use") }
    lock = own.lock
    file = Mutex(BufferFile(path: "\(directory)/\(own.slot).jsonl"))
    restored = (buffers, active)
  }

  deinit { Self.release(lock) }

  /// Closing alone would leave the lock with a child that was forked meanwhile and has not begun its program yet.
  private static func release(_ lock: Int32) {
    flock(lock, LOCK_UN)
    close(lock)
  }

  /// Keeps the buffers as they are now: a death in between leaves the old state whole. `flushing` waits until the disk has it.
  package func save(_ buffers: [JournalBuffer], active: Int, flushing: Bool = false) throws(RecordError) {
    try file.withLock { file throws(RecordError) in try file.save(buffers, active: active, flushing: flushing) }
  }
}
