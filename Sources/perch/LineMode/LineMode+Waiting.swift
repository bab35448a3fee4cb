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
          if try connectAgain(after: error) { break }
          _ = complain(["error: " + error.message, error.hint].compactMap { $0 }.joined(separator: "\n"), code: 2)
          throw Stop.exit(2)
        default: break
        }
      }
      if interrupted { throw Stop.exit(130) }
    }
  }

  /// Asks for the password that the server wants and nobody gave, as psql does; false when there is nothing to ask or nobody to be asked.
  private mutating func connectAgain(after error: ServerError) throws -> Bool {
    guard !arguments.neverAsksPassword, ConnectionTrouble.wantsPassword(error) else { return false }
    let user = way.settings["user"] ?? environment("PGUSER")
    switch PasswordPrompt.ask(of: user, interrupt: signals.descriptor) {
    case .noTerminal: return false
    case .interrupted: throw Stop.exit(130)
    case .typed(let password):
      session.close()
      session = Session(way.settings.with("password", password), tellsChanges: false) { [queue] in queue.put($0) }
      return true
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
