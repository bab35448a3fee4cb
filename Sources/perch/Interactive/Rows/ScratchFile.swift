import Database
import Spill
import Synchronization

/// Scratch space of one piece of work: a little in memory, the rest in an unnamed file; in memory again when the disk is full.
final class ScratchFile: Sendable {
  private struct Contents {
    var heldBytes = 0
    var file: SpillFile?
    var isFull = false
  }

  private let directory: String
  private let contents = Mutex(Contents())

  /// Bytes that stay in memory.
  private static let roomBytes = 4 << 20

  private init(directory: String) { self.directory = directory }

  /// Makes scratch spaces whose files lie in a directory.
  static func maker(in directory: String) -> @Sendable () -> ScratchSpace {
    {
      let file = ScratchFile(directory: directory)
      return ScratchSpace { file.keep($0) }
    }
  }

  private func keep(_ bytes: UnsafeRawBufferPointer) -> Arena {
    let file = contents.withLock { contents -> SpillFile? in
      contents.heldBytes += bytes.count
      guard contents.heldBytes > Self.roomBytes, !contents.isFull else { return nil }
      contents.isFull = SpillFile.freeBytes(in: directory) < ResultSpill.roomBytes + bytes.count
      if contents.file == nil, !contents.isFull { contents.file = try? SpillFile(directory: directory) }
      return contents.isFull ? nil : contents.file
    }
    return (try? file?.store(bytes)) ?? Arena(copying: bytes)
  }
}
