import Glibc
import Platform
import Synchronization

/// Ctrl-C gives up what a command does: the local platform takes it back, others are no longer waited for.
enum Interruption {
  private static let current = Mutex<Cancellation?>(nil)
  /// Written to by the signal's handler, read by the thread that cancels: a handler may do no more.
  nonisolated(unsafe) private static var alarm: Int32 = -1

  /// The cancellation that SIGINT and SIGTERM set off from now on; a second one ends the program at once.
  static func watch() -> Cancellation {
    let cancellation = Cancellation()
    let isFirst = current.withLock { held in
      defer { held = cancellation }
      return held == nil
    }
    guard isFirst else { return cancellation }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return cancellation }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    alarm = ends[1]
    let reader = ends[0]
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        signal(number, SIG_DFL)
        var byte: UInt8 = 1
        _ = write(Interruption.alarm, &byte, 1)
      }
    }
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { argument in
        var byte: UInt8 = 0
        let reader = Int32(Int(bitPattern: argument))
        while read(reader, &byte, 1) != 1 && errno == EINTR {}
        Interruption.current.withLock { $0 }?.cancel()
        return nil
      }, UnsafeMutableRawPointer(bitPattern: Int(reader)))
    return cancellation
  }
}
