import Glibc

/// An advisory lock on a file, held until released or the process ends, however it ends.
final class FileLock: Sendable {
  enum Mode { case shared, exclusive }

  private let descriptor: Int32

  /// Waits for the lock; nil when `wait` is false and others hold it.
  init?(path: String, mode: Mode, wait: Bool) throws(PlatformError) {
    // Not stored before it is locked: a stored one is closed by `deinit`, also when this fails.
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(errno, path: path) }
    let kind = mode == .shared ? LOCK_SH : LOCK_EX
    while flock(file, wait ? kind : kind | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      close(file)
      if code == EWOULDBLOCK { return nil }
      throw .system(code, path: path)
    }
    descriptor = file
  }

  /// Tries for `seconds`, then gives up with nil.
  static func acquire(path: String, mode: Mode, seconds: Double) throws(PlatformError) -> FileLock? {
    var lock: FileLock?
    _ = try MonotonicTime.wait(seconds: seconds) { () throws(PlatformError) -> Bool in
      lock = try FileLock(path: path, mode: mode, wait: false)
      return lock != nil
    }
    return lock
  }

  /// Closing alone would leave the lock with a child that was forked meanwhile and has not begun its program yet.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
