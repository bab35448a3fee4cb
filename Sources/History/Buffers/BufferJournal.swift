import Glibc
import JSONText

/// Keeps the buffers of one running Perch in a file of its own, so that they come back after any end: a flushed save survives the loss of
/// power, any other the death of the process. Each process holds one slot, by a
/// lock that the system takes back when the process dies; slots that nobody holds are taken over by the next start.
package final class BufferJournal: @unchecked Sendable {
  // Sendable by hand: the descriptor never changes and files are written by rename.
  private let directory: String
  private let slot: Int
  private let lock: Int32

  /// The buffers that were found, and which of them was in front.
  package let restored: (buffers: [JournalBuffer], active: Int)

  /// Takes the first free slot of `stateDirectory`, which must exist, and the buffers of all slots that nobody holds.
  package init(stateDirectory: String) throws(RecordError) {
    directory = stateDirectory + "/buffers"
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
      let found = try Self.read("\(directory)/\(slot).jsonl")
      if own == nil {
        own = (slot, file)
        (buffers, active) = (found.buffers, found.active)
      } else {
        // Left behind by a process that died beside another: its texts join ours, then its slot is free.
        buffers += found.buffers.filter { buffer in !buffer.text.isEmpty && !buffers.contains { $0.text == buffer.text }
        }
        try Self.write(buffers, active: active, to: "\(directory)/\(own?.slot ?? 1).jsonl", flushing: true)
        unlink("\(directory)/\(slot).jsonl")
        Self.release(file)
      }
    }
    guard let own else { throw RecordError(message: "\(directory): every slot for buffers is in use") }
    (slot, lock) = own
    restored = (buffers, active)
  }

  deinit { Self.release(lock) }

  /// Closing alone would leave the lock with a child that was forked meanwhile and has not begun its program yet.
  private static func release(_ lock: Int32) {
    flock(lock, LOCK_UN)
    close(lock)
  }

  /// Replaces what is kept, at once: a death in between leaves the old state whole. `flushing` waits until the disk has it.
  package func save(_ buffers: [JournalBuffer], active: Int, flushing: Bool = false) throws(RecordError) {
    try Self.write(buffers, active: active, to: "\(directory)/\(slot).jsonl", flushing: flushing)
  }

  private static func write(
    _ buffers: [JournalBuffer], active: Int, to path: String, flushing: Bool
  ) throws(RecordError) {
    var bytes: [UInt8] = []
    for (index, buffer) in buffers.enumerated() {
      var line = JSONLine()
      line.add("name", text: buffer.name)
      if let path = buffer.path { line.add("path", text: path) }
      line.add("cursor", literal: String(buffer.cursor))
      line.add("modified", literal: buffer.isModified ? "true" : "false")
      if let format = buffer.format { line.add("format", text: format) }
      if let stamp = buffer.stamp { line.add("stamp", text: stamp) }
      line.add("active", literal: index == active ? "true" : "false")
      if let text = String(validating: buffer.text, as: UTF8.self) {
        line.add("text", text: text)
      } else {
        // Bytes that are no UTF-8 are kept exactly, as their hexadecimal digits.
        line.add("bytes", text: buffer.text.map { String(256 + Int($0), radix: 16).dropFirst() }.joined())
      }
      bytes += line.finish() + [0x0A]
    }
    let temporary = path + ".new"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(temporary) }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(temporary) }
      written += count
    }
    if flushing, fdatasync(file) != 0, errno != EINVAL, errno != ENOTSUP { throw .system(temporary) }
    guard rename(temporary, path) == 0 else { throw .system(path) }
    if flushing { flushDirectory(of: path) }
  }

  /// The name of a file is safe once its directory is.
  private static func flushDirectory(of path: String) {
    guard let slash = path.lastIndex(of: "/") else { return }
    let directory = open(String(path[..<slash]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }

  private static func read(_ path: String) throws(RecordError) -> (buffers: [JournalBuffer], active: Int) {
    var buffers: [JournalBuffer] = []
    var active = 0
    try MappedLines.read(path) { lines in
      lines.backward { line in
        if let object = JSONObject(line), let name = object[text: "name"] {
          let text = object[text: "text"].map { Array($0.utf8) } ?? hex(object[text: "bytes"] ?? "")
          var buffer = JournalBuffer(
            name: name, path: object[text: "path"], text: text, cursor: Int(object[number: "cursor"] ?? 0),
            isModified: object[bool: "modified"] ?? true)
          buffer.format = object[text: "format"]
          buffer.stamp = object[text: "stamp"]
          buffers.insert(buffer, at: 0)
          if object[bool: "active"] == true { active = buffers.count }
        }
        return true
      }
    }
    // Counted from the end while reading backward.
    return (buffers, active == 0 ? 0 : buffers.count - active)
  }

  private static func hex(_ digits: String) -> [UInt8] {
    let digits = Array(digits.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
    }
  }
}
