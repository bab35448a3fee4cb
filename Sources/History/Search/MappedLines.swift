import Glibc

/// The lines of a file, read through a mapping.
struct MappedLines {
  private let bytes: UnsafeRawBufferPointer

  /// Maps the file for the time of `body`. A file that is empty or gone has no lines.
  static func read(_ path: String, _ body: (MappedLines) -> Void) throws(RecordError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return }
      throw .system(path)
    }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0 else { throw .system(path) }
    let length = Int(info.st_size)
    guard length > 0 else { return }
    guard let mapped = mmap(nil, length, PROT_READ, MAP_PRIVATE, file, 0), mapped != MAP_FAILED else {
      throw .system(path)
    }
    defer { munmap(mapped, length) }
    body(MappedLines(bytes: UnsafeRawBufferPointer(start: mapped, count: length)))
  }

  /// Gives the lines from the first to the last, without line feeds, until `take` returns false.
  func forward(_ take: (UnsafeRawBufferPointer) -> Bool) {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      if end > start, !take(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) { return }
      start = end + 1
    }
  }

  /// Gives the lines from the last to the first, without line feeds, until `take` returns false.
  func backward(_ take: (UnsafeRawBufferPointer) -> Bool) {
    var end = bytes.count
    while end > 0 {
      if bytes[end - 1] == 0x0A { end -= 1 }
      var start = end
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      if end > start, !take(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) { return }
      end = start
    }
  }
}
