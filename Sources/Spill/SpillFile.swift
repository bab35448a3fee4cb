package import Database
import Glibc
import Synchronization

/// Why rows could not be put on disk, in one sentence.
package struct SpillError: Error, Sendable, Hashable {
  package var message: String
}

/// A file without a name that holds the rows of a result, so that memory stays bounded. The space is free again when nobody reads its
/// batches any more, whatever way the program ends.
package final class SpillFile: Sendable {
  private let descriptor: Int32
  private let directory: String
  private let end = Mutex<Int>(0)

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
    let bytes = batch.arena.bytes
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let length = max(page, (bytes.count + page - 1) / page * page)
    let offset = end.withLock { end in
      defer { end += length }
      return end
    }
    var written = 0
    while written < bytes.count {
      let count = pwrite(descriptor, bytes.baseAddress! + written, bytes.count - written, off_t(offset + written))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.error("rows cannot be kept in \(directory)") }
      written += count
    }
    guard let mapped = mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, off_t(offset)), mapped != MAP_FAILED else {
      throw Self.error("rows cannot be mapped from \(directory)")
    }
    let arena = Arena(UnsafeRawBufferPointer(start: mapped, count: bytes.count)) { bytes in
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), max(page, (bytes.count + page - 1) / page * page))
    }
    return RowBatch(columnCount: batch.columnCount, rowCount: batch.rowCount, arena: arena)
  }

  private static func error(_ what: String) -> SpillError {
    SpillError(message: "\(what): \(String(cString: strerror(errno)))")
  }
}
