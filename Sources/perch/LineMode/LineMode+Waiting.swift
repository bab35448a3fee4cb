import Database
import Glibc
import Postgres
import Terminal

/// Waiting for the server, and for signals meanwhile.
extension LineMode {
  mutating func awaitConnection() throws {
    while true {
      for event in try nextEvents() {
        switch event {
        case .connected(let facts):
          record.connected(facts)
          stringsHaveEscapes = facts.stringsHaveEscapes
          return
        case .connectFailed(let error):
          _ = complain(["error: " + error.message, error.hint].compactMap { $0 }.joined(separator: "\n"), code: 2)
          throw Stop.exit(2)
        default: break
        }
      }
      if interrupted { throw Stop.exit(130) }
    }
  }

  /// What has happened on the session, once something has; signals are answered meanwhile.
  mutating func nextEvents() throws -> [SessionEvent] {
    var polled = [
      pollfd(fd: queue.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    poll(&polled, 2, -1)
    try answerSignals()
    return queue.takeAll()
  }

  /// The first interrupt cancels, the second ends the program.
  mutating func answerSignals() throws {
    for signal in signals.drain() {
      guard signal == .interrupted else { throw Stop.exit(signal == .hangup ? 129 : 143) }
      if interrupted { throw Stop.exit(130) }
      interrupted = true
      session.cancel()
    }
  }
}
