import Glibc

/// A file that takes another's place only when it is whole: a crash, a full disk or a cancel leaves what was there.
struct AtomicFile: ~Copyable {
  private let path: String
  private let target: String
  private let temporary: String
  private let descriptor: Int32
  private var isKept = false

  /// Makes the file beside `path`, under a name of its own. A link stays a link: its target is replaced.
  /// `mode` is that of a file that was not there.
  init(replacing path: String, mode: mode_t = 0o666) throws(FileText.Problem) {
    let target =
      realpath(path, nil).map { pointer in
        defer { free(pointer) }
        return String(cString: pointer)
      } ?? path
    let temporary = "\(target).perch-\(getpid())"
    let opened = try Self.open(temporary, replacing: target, path, mode)
    self.path = path
    self.target = target
    self.temporary = temporary
    descriptor = opened
  }

  private static func open(
    _ temporary: String, replacing target: String, _ path: String, _ newMode: mode_t
  ) throws(FileText.Problem) -> Int32 {
    var old = stat()
    let exists = stat(target, &old) == 0
    if exists {
      // A device or a pipe would be gone, with a file in its place.
      let kind = old.st_mode & S_IFMT
      if kind == S_IFDIR { throw FileText.Problem(message: "\(path) is a directory") }
      guard kind == S_IFREG else { throw FileText.Problem(message: "\(path) is not a regular file") }
    }
    let mode = exists ? old.st_mode & 0o777 : newMode
    let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileText.problem(path) }
    if exists {
      // Only root can give a file away; for others it is theirs already or becomes theirs.
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      fchmod(descriptor, mode)
    }
    return descriptor
  }

  deinit {
    close(descriptor)
    if !isKept { unlink(temporary) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileText.Problem) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileText.problem(path) }
      written += count
    }
  }

  func write(_ bytes: [UInt8]) throws(FileText.Problem) {
    try bytes.withUnsafeBytes { bytes in
      Result { () throws(FileText.Problem) in try write(bytes) }
    }.get()
  }

  /// Puts the file in its place, once its bytes are on the disk.
  consuming func keep() throws(FileText.Problem) {
    guard fsync(descriptor) == 0, rename(temporary, target) == 0 else { throw FileText.problem(path) }
    isKept = true
  }
}
