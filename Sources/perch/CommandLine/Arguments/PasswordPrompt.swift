import Glibc

/// Asks for a password on the terminal, without showing it.
enum PasswordPrompt {
  static func ask() throws -> String {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { throw UsageError(message: "-W needs a terminal to ask on") }
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
    _ = write(terminal, "Password: ", 10)
    var typed: [UInt8] = []
    var byte: UInt8 = 0
    while read(terminal, &byte, 1) == 1, byte != 0x0A { typed.append(byte) }
    return String(decoding: typed, as: UTF8.self)
  }
}
