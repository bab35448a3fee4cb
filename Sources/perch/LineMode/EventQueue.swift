import CUnix
import Database
import Glibc
import Synchronization

/// Hands a session's events to the thread that prints them; the session waits while too many rows are unprinted.
final class EventQueue: Sendable {
  private struct Waiting {
    var events: [SessionEvent] = []
    var bytes = 0
  }

  private let waiting = Mutex(Waiting())
  /// Readable while events wait.
  let descriptor = cs_eventfd()
  private let space = cs_eventfd()

  private static let capacity = 4 << 20

  deinit {
    close(descriptor)
    close(space)
  }

  /// Called on the session's thread.
  func put(_ event: SessionEvent) {
    var size = 0
    if case .rows(_, _, let batch) = event { size = batch.byteCount }
    while true {
      let hasRoom = waiting.withLock { waiting in
        guard size == 0 || waiting.bytes == 0 || waiting.bytes + size <= Self.capacity else { return false }
        waiting.events.append(event)
        waiting.bytes += size
        return true
      }
      if hasRoom { return cs_eventfd_signal(descriptor) }
      var polled = pollfd(fd: space, events: Int16(POLLIN), revents: 0)
      poll(&polled, 1, -1)
      cs_eventfd_clear(space)
    }
  }

  func takeAll() -> [SessionEvent] {
    cs_eventfd_clear(descriptor)
    let events = waiting.withLock { waiting in
      defer { waiting = Waiting() }
      return waiting.events
    }
    cs_eventfd_signal(space)
    return events
  }
}
