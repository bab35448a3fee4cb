import Glibc

/// One file of the history: it is appended to, or replaced whole, or deleted, each under its lock.
struct HistorySegment {
  let path: String

  /// Puts whole lines behind the last one.
  func append(_ bytes: [UInt8]) throws(RecordError) {
    let file = try locked(flags: O_RDWR | O_CREAT | O_APPEND)
    defer { close(file) }
    let lines = (Self.endsLine(file) ? [] : [0x0A]) + bytes
    let written = lines.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard written == lines.count else {
      if written >= 0 { errno = ENOSPC }
      throw .system(path)
    }
  }

  /// Leaves only the lines that `isKept`, torn ones included; the file is gone when none is. Returns how many went and stayed.
  func prune(_ isKept: (UnsafeRawBufferPointer) -> Bool) throws -> (removed: Int, kept: Int) {
    let file = try locked(flags: O_RDWR)
    defer { close(file) }
    let temporary = path + ".new"
    let replacement = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard replacement >= 0 else { throw RecordError.system(temporary) }
    defer { close(replacement) }
    var removed = 0
    var kept = 0
    do {
      var writer = LineWriter(file: replacement, path: temporary)
      try LineReader.read(path) { line in
        if isKept(line) {
          kept += 1
          try writer.add(line)
        } else {
          removed += 1
        }
      }
      try writer.finish()
    } catch {
      unlink(temporary)
      throw error
    }
    if removed == 0 || kept == 0 {
      unlink(temporary)
      guard removed == 0 || unlink(path) == 0 else { throw RecordError.system(path) }
    } else {
      guard fsync(replacement) == 0, rename(temporary, path) == 0 else { throw RecordError.system(path) }
    }
    return (removed, kept)
  }

  /// Opens and locks the file that has the path now: while one waits for the lock another may put a new file in its place.
  private func locked(flags: Int32) throws(RecordError) -> Int32 {
    while true {
      let file = open(path, flags | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw .system(path) }
      while flock(file, LOCK_EX) != 0 {
        guard errno == EINTR else {
          let error = RecordError.system(path)
          close(file)
          throw error
        }
      }
      var opened = stat()
      var named = stat()
      if fstat(file, &opened) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino,
        opened.st_dev == named.st_dev
      {
        return file
      }
      close(file)
    }
  }

  private static func endsLine(_ file: Int32) -> Bool {
    let end = lseek(file, 0, SEEK_END)
    guard end > 0 else { return true }
    var last: UInt8 = 0
    return pread(file, &last, 1, end - 1) == 1 && last == 0x0A
  }
}
