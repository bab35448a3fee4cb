import CUnix
import Glibc
import Synchronization
import Workbench

/// Events that other threads have for the main thread. Posting never waits; the descriptor wakes its poll.
final class Mailbox: Sendable {
  private let events = Mutex<[Event]>([])
  /// Readable while something waits.
  let descriptor: Int32

  init() {
    descriptor = cs_eventfd()
    precondition(descriptor >= 0, "eventfd failed with errno \(errno)")
  }

  deinit { close(descriptor) }

  func post(_ event: Event) {
    let wasEmpty = events.withLock { events in
      events.append(event)
      return events.count == 1
    }
    if wasEmpty { cs_eventfd_signal(descriptor) }
  }

  /// Everything posted so far, in order.
  func drain() -> [Event] {
    cs_eventfd_clear(descriptor)
    return events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
