import Glibc
import Workbench

/// Files as bytes.
enum FileText {
  struct Problem: Error {
    /// One sentence that names the file.
    var message: String
  }

  static func read(_ path: String) throws(Problem) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw problem(path) }
    defer { close(file) }
    return try read(descriptor: file, name: path)
  }

  /// To the end of an open file or pipe; `name` is for the error.
  static func read(descriptor file: Int32, name path: String) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw problem(path) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Puts the bytes in the place of the file's at once: a crash or a full disk leaves the old file.
  static func write(_ bytes: [UInt8], to path: String, mode newMode: mode_t = 0o666) throws(Problem) {
    if !mayMakeFiles(beside: path), access(path, W_OK) == 0 { return try writeInPlace(bytes, to: path) }
    let file = try AtomicFile(replacing: path, mode: newMode)
    try file.write(bytes)
    try file.keep()
  }

  private static func mayMakeFiles(beside path: String) -> Bool {
    let directory = path.lastIndex(of: "/").map { path[...$0] } ?? "."
    return access(String(directory), W_OK) == 0
  }

  /// Where no file can take its place the file itself gets the bytes.
  private static func writeInPlace(_ bytes: [UInt8], to path: String) throws(Problem) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw problem(path) }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, bytes.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw problem(path) }
      written += count
    }
    guard ftruncate(file, off_t(bytes.count)) == 0, fsync(file) == 0 else { throw problem(path) }
  }

  /// Whether a file that is there is meant to stay as it is; what root could do all the same does not count.
  static func isReadOnly(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & 0o222 == 0 || access(path, W_OK) != 0
  }

  /// Tells the file from itself after a change; nil when no regular file is there.
  static func stamp(_ path: String) -> FileStamp? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileStamp(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
  }

  /// Whether nothing has this name in a directory that is there.
  static func isMissing(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) != 0, errno == ENOENT else { return false }
    let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return stat(directory + "/", &status) == 0
  }

  /// The names in a directory, sorted; none when it is not there.
  static func names(in directory: String) -> [String] {
    guard let handle = opendir(directory) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// What `errno` says of the file.
  static func problem(_ path: String) -> Problem {
    Problem(message: "\(path): \(String(cString: strerror(errno)))")
  }
}
