import CNcurses
import CUnix
import Glibc

/// Where bytes stand that were read too far and belong to curses: for as long as it reads them, they take the place of what
/// the terminal sends. Curses reads from a descriptor of its own, so that whoever else wants the terminal, such as a crash,
/// always finds it at the usual one.
final class KeysBehind {
  /// What curses reads from: the terminal, or the bytes that stand in its place.
  let descriptor: Int32
  private let terminal: Int32
  private var ends: [Int32] = [-1, -1]
  /// What had no room in the pipe.
  private var unwritten: [UInt8] = []

  /// Less than a pipe holds.
  private static let most = 16_384

  /// - Parameter terminal: where the terminal's keys come from.
  init(_ terminal: Int32) throws(ScreenError) {
    self.terminal = terminal
    descriptor = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0, pipe(&ends) == 0 else {
      throw ScreenError(message: "no keys can be read: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    for end in [descriptor] + ends where end >= 0 { close(end) }
  }

  /// Has curses read the bytes instead of what the terminal sends, until `takeBack`.
  func put(_ bytes: [UInt8]) {
    let bytes = whole(bytes)
    unwritten = Array(bytes[max(0, write(ends[1], bytes, bytes.count))...])
    _ = cs_redirect(descriptor, ends[0])
  }

  /// Gives the bytes that were not read.
  func takeBack() -> [UInt8] {
    _ = cs_redirect(descriptor, terminal)
    var left = [UInt8](repeating: 0, count: 2 * Self.most)
    let count = read(ends[0], &left, left.count)
    defer { unwritten = [] }
    return left[..<max(0, count)] + unwritten
  }

  /// With what the terminal has still to send of a key whose sequence may have been cut: curses would not look for it there.
  private func whole(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var part = [UInt8](repeating: 0, count: 256)
    while bytes.suffix(32).contains(0x1B), bytes.count < Self.most {
      var polled = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, Int32(get_escdelay())) > 0 else { break }
      let count = read(terminal, &part, part.count)
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    return bytes
  }
}
