import CUnix
import Glibc

/// The real program on a pseudo-terminal of its own, its screen read through a terminal emulator. Every look at the screen is a wait with
/// a deadline.
package final class PseudoTerminal {
  package let screen: VirtualScreen
  package private(set) var output: [UInt8] = []
  package private(set) var state = TerminalState()
  package let pid: Int32
  private var descriptor: Int32
  /// The program's end.
  private let path: String
  /// What must outlive the program, such as its directories.
  private let keeping: AnyObject?
  private var status: Int32?

  /// What was waited for did not come; the message holds the screen.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
    package init(description: String) { self.description = description }
  }

  /// Seconds that a wait lasts at most: what is right comes much sooner, also where many tests share one processor.
  package static let patience = 60.0

  /// Seconds after which an escape that was read is a key of its own, unless the machine is very busy.
  private static let escapeDelay = 0.15

  /// The program lies beside the tests.
  package static var perch: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let path = String(decoding: buffer[..<max(0, length)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/perch"
  }

  /// `environment` is added to a fixed one; nil takes a variable away.
  package init(
    _ arguments: [String] = [], home: String, environment: [String: String?] = [:], columns: Int = 120, rows: Int = 36,
    program: String = PseudoTerminal.perch, keeping: AnyObject? = nil
  ) throws {
    self.keeping = keeping
    var path = [CChar](repeating: 0, count: 128)
    descriptor = cs_terminal_open(&path, Int32(path.count))
    guard descriptor >= 0 else {
      throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
    }
    self.path = String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    _ = cs_terminal_resize(descriptor, Int32(columns), Int32(rows))
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    screen = VirtualScreen(columns: columns, rows: rows)
    var values = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": home, "PERCH_HOME": home, "PATH": "/usr/bin:/bin",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    for (name, value) in environment { values[name] = value }
    var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = values.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    pid = cs_spawn_on_terminal(path, program, &argv, &envp)
    guard pid > 0 else { throw Failure(description: "\(program): \(String(cString: strerror(errno)))") }
  }

  deinit {
    // A number that is none would stand for every process there is.
    if pid > 0, status == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    if descriptor >= 0 { close(descriptor) }
  }

  // MARK: Keys

  package func type(_ text: String) throws { try send(Array(text.utf8)) }

  /// Presses a key by its name in key files.
  package func press(_ names: String...) throws {
    for name in names {
      guard let bytes = Self.sequence(name) else { throw Failure(description: "no key \(name)") }
      try send(Array(bytes.utf8))
      if bytes == "\u{1B}" { try rest() }
    }
  }

  /// An answer of the terminal that asks for nothing, and that no key is made of.
  private static let nothing = "\u{1B}[?2026;0$y"

  /// What comes at once behind an escape belongs to it; a person's next key comes when the program has read it and waited for more. However late
  /// the program is, what the terminal answers parts the escape from that key.
  private func rest() throws {
    let keyboard = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK)
    defer { close(keyboard) }
    _ = try eventually("the escape is read") {
      read(milliseconds: 0)
      return cs_waiting(keyboard) == 0 ? true : nil
    }
    let end = monotonicSeconds() + Self.escapeDelay
    while monotonicSeconds() < end { read(milliseconds: 10) }
    try send(Array(Self.nothing.utf8))
  }

  package func paste(_ text: String) throws { try send(Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)) }

  private static func sequence(_ name: String) -> String? {
    let named = [
      "Enter": "\r", "Tab": "\t", "Esc": "\u{1B}", "Backspace": "\u{7F}", "Space": " ", "Up": "\u{1B}OA",
      "Down": "\u{1B}OB",
      "Right": "\u{1B}OC", "Left": "\u{1B}OD", "Home": "\u{1B}OH", "End": "\u{1B}OF", "PageUp": "\u{1B}[5~",
      "PageDown": "\u{1B}[6~", "Delete": "\u{1B}[3~", "F1": "\u{1B}OP", "F2": "\u{1B}OQ", "F3": "\u{1B}OR",
      "F4": "\u{1B}OS",
      "F5": "\u{1B}[15~", "F8": "\u{1B}[19~", "F6": "\u{1B}[17~",
      "F12": "\u{1B}[24~", "Ctrl-Space": "\0", "Ctrl-Home": "\u{1B}[1;5H",
      "Ctrl-End": "\u{1B}[1;5F", "Shift-Left": "\u{1B}[1;2D", "Shift-Right": "\u{1B}[1;2C", "Alt-Enter": "\u{1B}\r",
    ]
    if let known = named[name] { return known }
    if name.hasPrefix("Ctrl-"), let letter = name.utf8.last { return String(Unicode.Scalar(letter & 0x1F)) }
    return name.unicodeScalars.count == 1 ? name : nil
  }

  private func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    let deadline = monotonicSeconds() + Self.patience
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, min($0.count, 1024)) }
      if count > 0 { rest = rest.dropFirst(count) }
      if count <= 0 {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN | POLLOUT), revents: 0)
        _ = poll(&polled, 1, 10)
      }
      read(milliseconds: 0)
      if monotonicSeconds() > deadline { throw Failure(description: "the program does not read\n\(screen.text)") }
    }
  }

  // MARK: Waiting

  /// Takes in what the program has written, waiting for it at most that long.
  private func read(milliseconds: Int32) {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // Without a terminal this only waits.
    guard poll(&polled, 1, milliseconds) > 0 else { return }
    if polled.revents & Int16(POLLIN) == 0 {
      // The program is gone; spinning here would only make it later.
      usleep(1000)
      return
    }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return }
    output += buffer[..<count]
    state.take(buffer[..<count])
    screen.feed(Array(buffer[..<count]))
    answer()
  }

  /// What the emulator replies to questions of the program.
  private func answer() {
    let reply = screen.takeReply()
    if !reply.isEmpty { _ = reply.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } }
  }

  /// Waits until the condition holds.
  package func wait(
    _ what: String, seconds: Double = PseudoTerminal.patience, until condition: (VirtualScreen) -> Bool
  ) throws {
    let deadline = monotonicSeconds() + seconds
    while !condition(screen) {
      try checkOutput()
      guard monotonicSeconds() < deadline else {
        throw Failure(description: "not within \(seconds) s: \(what)\n\(screen.text)")
      }
      read(milliseconds: 20)
    }
    try checkOutput()
  }

  /// No story lets the program send what acts on the terminal behind the user's back.
  private func checkOutput() throws {
    guard state.violations.isEmpty else {
      throw Failure(description: "sent to the terminal: \(state.violations)\n\(screen.text)")
    }
  }

  /// Waits until the text is anywhere on the screen.
  package func wait(for text: String, seconds: Double = PseudoTerminal.patience) throws {
    try wait("\"\(text)\"", seconds: seconds) { $0.text.contains(text) }
  }

  /// Waits until the text is nowhere on the screen.
  package func wait(forNo text: String, seconds: Double = PseudoTerminal.patience) throws {
    try wait("no \"\(text)\"", seconds: seconds) { !$0.text.contains(text) }
  }

  /// Waits until the program has written more than `count` bytes in all.
  package func waitForOutput(beyond count: Int) throws {
    try wait("output") { _ in output.count > count }
  }

  /// Waits until the bytes of a text were written, without looking at the screen: for measuring.
  package func waitForOutput(containing text: String) throws {
    let wanted = Array(text.utf8)
    var seen = 0
    try wait("output") { _ in
      guard output.count >= wanted.count else { return false }
      for place in seen...output.count - wanted.count where output[place] == wanted[0] {
        if output[place...].starts(with: wanted) { return true }
      }
      seen = output.count - wanted.count
      return false
    }
  }

  /// Takes in what is written until nothing came for some milliseconds.
  package func settle() throws {
    var before = -1
    while output.count != before {
      before = output.count
      read(milliseconds: 4)
    }
  }

  /// Waits until the program has ended and everything it wrote was read.
  package func waitForExit(seconds: Double = PseudoTerminal.patience) throws -> Exit {
    let deadline = monotonicSeconds() + seconds
    while status == nil {
      var raw: Int32 = 0
      if waitpid(pid, &raw, WNOHANG) == pid { status = raw }
      read(milliseconds: 5)
      guard monotonicSeconds() < deadline else {
        throw Failure(description: "still running after \(seconds) s\n\(screen.text)")
      }
    }
    try settle()
    try checkOutput()
    let raw = status ?? 0
    return raw & 0x7F == 0 ? .code(raw >> 8 & 0xFF) : .signal(raw & 0x7F)
  }

  package enum Exit: Hashable, Sendable {
    case code(Int32)
    case signal(Int32)
  }

  /// Sends a signal, unless the program's end was seen: its number may be another's by now.
  package func signal(_ number: Int32) {
    if status == nil { kill(pid, number) }
  }

  /// Closes the terminal under the program, as a lost connection or a closed window does.
  package func hangUp() {
    close(descriptor)
    descriptor = -1
  }

  package func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    _ = cs_terminal_resize(descriptor, Int32(columns), Int32(rows))
  }

  /// The terminal's line discipline: whether typed characters are echoed and gathered into lines, as a shell leaves it.
  package var isCooked: Bool {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    return modes.c_lflag & tcflag_t(ECHO) != 0 && modes.c_lflag & tcflag_t(ICANON) != 0
  }
}
