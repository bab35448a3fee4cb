import Glibc

/// A file's bytes through a mapping that lasts as long as the object.
final class MappedFile: Sendable {
  private let address: UInt
  let count: Int
  private let identity: Identity

  /// Tells a file that grew or was replaced from the one that was mapped.
  struct Identity: Sendable, Hashable {
    var device: UInt64
    var inode: UInt64
    var size: Int

    /// nil when the file is gone.
    init?(_ path: String) {
      var info = stat()
      guard stat(path, &info) == 0 else { return nil }
      self.init(info)
    }

    init(_ info: stat) {
      device = UInt64(info.st_dev)
      inode = UInt64(info.st_ino)
      size = Int(info.st_size)
    }
  }

  /// nil when the file is gone or empty.
  init?(_ path: String) throws(RecordError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw .system(path)
    }
    defer { close(file) }
    var info = stat()
    guard fstat(file, &info) == 0 else { throw .system(path) }
    guard info.st_size > 0 else { return nil }
    guard let mapped = mmap(nil, Int(info.st_size), PROT_READ, MAP_SHARED, file, 0), mapped != MAP_FAILED else {
      throw .system(path)
    }
    address = UInt(bitPattern: mapped)
    count = Int(info.st_size)
    identity = Identity(info)
  }

  deinit { munmap(UnsafeMutableRawPointer(bitPattern: address), count) }

  /// Whether the file at the path still is what was mapped.
  func isCurrent(_ path: String) -> Bool { Identity(path) == identity }

  /// Whether it is the file that was mapped as `other`, at most with more at its end.
  func isContinuation(of other: MappedFile) -> Bool {
    identity.device == other.identity.device && identity.inode == other.identity.inode && count >= other.count
  }

  /// Valid while the object is.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
  }
}
