import Glibc

/// Reads a file line by line from its start; memory does not grow with the file.
enum LineReader {
  private static let chunkBytes = 1 << 20

  /// Gives each line without its line feed; a last one without line feed too. A file that is gone has none.
  static func read(_ path: String, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return }
      throw RecordError.system(path)
    }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: chunkBytes)
    var filled = 0
    while true {
      if filled == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
      let count = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress! + filled, $0.count - filled) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw RecordError.system(path) }
      filled += count
      var start = 0
      while let end = bytes[start..<filled].firstIndex(of: 0x0A) ?? (count == 0 && start < filled ? filled : nil) {
        try bytes.withUnsafeBytes { try take(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
        start = min(end + 1, filled)
      }
      if count == 0 { return }
      bytes.replaceSubrange(0..<filled - start, with: Array(bytes[start..<filled]))
      filled -= start
    }
  }
}
