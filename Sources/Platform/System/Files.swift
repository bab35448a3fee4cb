import Glibc

/// The few calls on files and directories that the local platform needs.
enum Files {
  /// Creates the directory and its missing parents; those it creates get `mode`.
  static func makeDirectory(_ path: String, mode: mode_t) throws(PlatformError) {
    if mkdir(path, mode) == 0 { return }
    let code = errno
    switch code {
    case EEXIST:
      guard isDirectory(path) else { throw .system(ENOTDIR, path: path) }
    case ENOENT:
      let parent = self.parent(of: path)
      guard parent != path else { throw .system(code, path: path) }
      try makeDirectory(parent, mode: mode)
      guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .system(errno, path: path) }
    default: throw .system(code, path: path)
    }
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func isDirectory(_ path: String) -> Bool { attributes(path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 && !isDirectory(path) }

  /// Of the link itself when the path is one.
  static func attributes(_ path: String) -> stat? {
    var result = stat()
    return lstat(path, &result) == 0 ? result : nil
  }

  static func names(in directory: String) -> [String] {
    guard let handle = opendir(directory) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
          String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// The bytes as text, invalid UTF-8 repaired; nil when the file cannot be read.
  static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
      bytes.append(contentsOf: block[..<count])
    }
  }

  /// Replaces the file's content, synced to disk before it returns.
  static func write(_ text: String, to path: String) throws(PlatformError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(errno, path: path) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .system(errno, path: path) }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else { throw .system(errno, path: path) }
  }

  /// Makes new names in the directory outlast a power failure.
  static func syncDirectory(_ path: String) throws(PlatformError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno, path: path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(errno, path: path) }
  }

  /// Removes the file, or the directory with all in it; links are removed, never followed. What is gone already is fine.
  static func removeTree(_ path: String) throws(PlatformError) {
    if isDirectory(path) {
      for name in names(in: path) { try removeTree(path + "/" + name) }
      guard rmdir(path) == 0 || errno == ENOENT else { throw .system(errno, path: path) }
    } else {
      guard unlink(path) == 0 || errno == ENOENT else { throw .system(errno, path: path) }
    }
  }
}

extension Files {
  /// Bytes of the file, or of all files below the directory; what goes meanwhile is left out.
  static func size(of path: String) -> Int64 {
    guard let found = attributes(path) else { return 0 }
    guard found.st_mode & S_IFMT == S_IFDIR else { return Int64(found.st_size) }
    return names(in: path).reduce(0) { $0 + size(of: path + "/" + $1) }
  }

  /// Brings a file's bytes to the disk.
  static func sync(_ path: String) throws(PlatformError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno, path: path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .system(errno, path: path) }
  }
}
