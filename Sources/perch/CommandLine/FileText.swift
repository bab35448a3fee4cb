import Glibc

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
  static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    // A link stays a link: its target is replaced.
    let target =
      realpath(path, nil).map { pointer in
        defer { free(pointer) }
        return String(cString: pointer)
      } ?? path
    var old = stat()
    let exists = stat(target, &old) == 0
    if exists {
      // A device or a pipe would be gone, with a file in its place.
      let kind = old.st_mode & S_IFMT
      if kind == S_IFDIR { throw Problem(message: "\(path) is a directory") }
      guard kind == S_IFREG else { throw Problem(message: "\(path) is not a regular file") }
    }
    let mode = exists ? old.st_mode & 0o777 : 0o666
    let temporary = "\(target).perch-\(getpid())"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { throw problem(path) }
    if exists {
      // Only root can give a file away; for others it is theirs already or becomes theirs.
      _ = fchown(file, old.st_uid, old.st_gid)
      fchmod(file, mode)
    }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      written += count
    }
    let isWhole = written == bytes.count && fsync(file) == 0
    let failure = problem(path)
    close(file)
    guard isWhole else {
      unlink(temporary)
      throw failure
    }
    guard rename(temporary, target) == 0 else {
      let failure = problem(path)
      unlink(temporary)
      throw failure
    }
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

  private static func problem(_ path: String) -> Problem {
    Problem(message: "\(path): \(String(cString: strerror(errno)))")
  }
}
