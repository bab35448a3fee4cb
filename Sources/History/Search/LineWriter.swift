import Glibc

/// Writes lines through a buffer.
struct LineWriter {
  let file: Int32
  let path: String
  private var bytes: [UInt8] = []

  init(file: Int32, path: String) {
    self.file = file
    self.path = path
  }

  mutating func add(_ line: UnsafeRawBufferPointer) throws(RecordError) {
    bytes += line
    bytes.append(0x0A)
    if bytes.count > 1 << 20 { try finish() }
  }

  mutating func finish() throws(RecordError) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(path) }
      written += count
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
