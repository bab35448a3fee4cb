package import Database
import Glibc
import Synchronization

/// Why rows could not be put on disk, in one sentence.
package struct SpillError: Error, Sendable, Hashable {
  package var message: String
  package init(message: String) { self.message = message }
}

/// A file without a name that holds the rows of a result, so that memory stays bounded. The space is free again when nobody reads its
/// batches any more, whatever way the program ends.
package final class SpillFile: Sendable {
  private struct Tail {
    /// Where the next batch goes.
    var end = 0
    /// Where the batches written last are mapped.
    var window: SpillWindow?
  }

  private let descriptor: Int32
  private let directory: String
  private let tail = Mutex(Tail())

  /// Makes the file in `directory`, which must exist.
  package init(directory: String) throws(SpillError) {
    self.directory = directory
    var template = Array((directory + "/rows-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.error("rows cannot be kept in \(directory)") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
  }

  /// Writes to an open file, which is closed in the end.
  init(descriptor: Int32, directory: String) {
    self.descriptor = descriptor
    self.directory = directory
  }

  /// Bytes that the disk of a directory has left for this user; none when that cannot be found out.
  package static func freeBytes(in directory: String) -> Int {
    var found = statvfs()
    guard statvfs(directory, &found) == 0 else { return 0 }
    return Int(clamping: UInt64(found.f_bavail) &* UInt64(found.f_frsize))
  }

  deinit { close(descriptor) }

  /// Copies a batch into the file and gives it back reading from there. The space is taken by writing: a full disk is
  /// an error here, never a fault while reading.
  package func store(_ batch: RowBatch) throws(SpillError) -> RowBatch {
    RowBatch(columnCount: batch.columnCount, rowCount: batch.rowCount, arena: try store(batch.arena.bytes))
  }

  /// Copies bytes into the file and gives them back reading from there, aligned for words of eight bytes.
  package func store(_ bytes: UnsafeRawBufferPointer) throws(SpillError) -> Arena {
    try tail.withLock { tail throws(SpillError) -> Arena in
      let offset = (tail.end + 7) & ~7
      try write(bytes, at: offset)
      let window = try window(for: offset, bytes.count, &tail)
      tail.end = offset + bytes.count
      let mapped = UnsafeRawBufferPointer(start: window.address(of: offset), count: bytes.count)
      return Arena(mapped, evict: window.evict) { _ in withExtendedLifetime(window) {} }
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SpillError) {
    var written = 0
    while written < bytes.count {
      let count = pwrite(descriptor, bytes.baseAddress! + written, bytes.count - written, off_t(offset + written))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.error("rows cannot be kept in \(directory)") }
      written += count
    }
  }

  private func window(for offset: Int, _ count: Int, _ tail: inout Tail) throws(SpillError) -> SpillWindow {
    if let window = tail.window, window.holds(offset, count) { return window }
    guard let window = SpillWindow(descriptor, from: offset, count: count) else {
      throw Self.error("rows cannot be mapped from \(directory)")
    }
    tail.window = window
    return window
  }

  private static func error(_ what: String) -> SpillError {
    SpillError(message: "\(what): \(String(cString: strerror(errno)))")
  }
}
