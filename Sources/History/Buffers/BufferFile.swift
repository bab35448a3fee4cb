import Glibc

/// The file that keeps the buffers of one running Perch: each of them whole, then what was changed since.
///
/// So typing in a text of megabytes costs what is typed, not the text several times a second. Once the changes take as much room as the texts,
/// or other buffers are open, all is written anew beside the file and takes its place at once: a death in between leaves the old state whole.
struct BufferFile {
  private let path: String
  /// What the file is known to hold; nil before the first write and after one that failed.
  private var kept: Kept?

  private struct Kept {
    var buffers: [JournalBuffer]
    var active: Int
    /// Bytes that changes may still take.
    var room: Int
  }

  /// Bytes of changes that are never worth writing anew for.
  private static let leastRoom = 1 << 16

  init(path: String) { self.path = path }

  /// `flushing` waits until the disk has it.
  mutating func save(_ buffers: [JournalBuffer], active: Int, flushing: Bool) throws(RecordError) {
    if let kept, kept.buffers.count == buffers.count {
      let changes = Self.changes(from: kept, to: buffers, active: active)
      if changes.isEmpty { return }
      if changes.count <= kept.room {
        // A line that an error cut short may have no other behind it.
        self.kept = nil
        try append(changes, flushing: flushing)
        self.kept = Kept(buffers: buffers, active: active, room: kept.room - changes.count)
        return
      }
    }
    kept = nil
    let whole = buffers.enumerated().flatMap { BufferLines.whole($1, isActive: $0 == active) }
    try replace(with: whole, flushing: flushing)
    kept = Kept(buffers: buffers, active: active, room: max(Self.leastRoom, whole.count))
  }

  private static func changes(from kept: Kept, to buffers: [JournalBuffer], active: Int) -> [UInt8] {
    zip(kept.buffers, buffers).enumerated().flatMap { index, buffers in
      BufferLines.change(
        of: index, from: buffers.0, to: buffers.1, isActive: index == active, wasActive: index == kept.active) ?? []
    }
  }

  // MARK: Files

  /// What the file at `path` keeps; nothing when there is none.
  static func read(_ path: String) throws(RecordError) -> (buffers: [JournalBuffer], active: Int) {
    var lines = BufferLines()
    try MappedLines.read(path) { file in
      file.forward { lines.read($0) }
    }
    return (lines.buffers, lines.active)
  }

  private func append(_ bytes: [UInt8], flushing: Bool) throws(RecordError) {
    let file = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard file >= 0 else { throw .system(path) }
    defer { close(file) }
    try Self.write(bytes, to: file, path, flushing: flushing)
  }

  private func replace(with bytes: [UInt8], flushing: Bool) throws(RecordError) {
    let temporary = path + ".new"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(temporary) }
    defer { close(file) }
    do throws(RecordError) {
      try Self.write(bytes, to: file, temporary, flushing: flushing)
      guard rename(temporary, path) == 0 else { throw .system(path) }
    } catch {
      unlink(temporary)
      throw error
    }
    if flushing { flushDirectory() }
  }

  private static func write(_ bytes: [UInt8], to file: Int32, _ path: String, flushing: Bool) throws(RecordError) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(path) }
      written += count
    }
    if flushing, fdatasync(file) != 0, errno != EINVAL, errno != ENOTSUP { throw .system(path) }
  }

  /// The name of a file is safe once its directory is.
  private func flushDirectory() {
    guard let slash = path.lastIndex(of: "/") else { return }
    let directory = open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }
}
