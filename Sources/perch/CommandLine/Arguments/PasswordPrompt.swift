import Database
import Glibc

/// Asks for a password on the terminal, without showing it.
enum PasswordPrompt {
  enum Answer {
    case typed(String)
    case interrupted
    /// Nobody is there to be asked.
    case noTerminal
  }

  /// - Parameters:
  ///   - user: whose password it is, if that is known.
  ///   - interrupt: a descriptor that can be read once a signal has come; without one a signal does what it does.
  static func ask(of user: String? = nil, interrupt: Int32? = nil) -> Answer {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return .noTerminal }
    defer { close(terminal) }
    var before = termios()
    tcgetattr(terminal, &before)
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(terminal, TCSAFLUSH, &silent)
    defer {
      tcsetattr(terminal, TCSAFLUSH, &before)
      _ = write(terminal, "\n", 1)
    }
    let question = "Password\(user.map { " for user \(ToldText.line($0))" } ?? ""): "
    _ = write(terminal, question, question.utf8.count)
    var typed: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      if let interrupt, comesFirst(interrupt, before: terminal) { return .interrupted }
      guard read(terminal, &byte, 1) == 1, byte != 0x0A else { break }
      typed.append(byte)
    }
    return .typed(String(decoding: typed, as: UTF8.self))
  }

  private static func comesFirst(_ interrupt: Int32, before terminal: Int32) -> Bool {
    var polled = [
      pollfd(fd: terminal, events: Int16(POLLIN), revents: 0), pollfd(fd: interrupt, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&polled, 2, -1) < 0, errno == EINTR {}
    return polled[1].revents != 0
  }
}
