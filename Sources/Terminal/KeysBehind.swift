import CNcurses
import CUnix
import Glibc

/// Where bytes stand that were read too far and belong to curses: for as long as it reads them, they take the place of what the
/// terminal sends.
struct KeysBehind: ~Copyable {
  private let descriptor: Int32
  private let terminal: Int32
  private var ends: [Int32] = [-1, -1]

  /// Far less than a pipe holds.
  private static let most = 16_384

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    terminal = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    if pipe(&ends) != 0 { ends = [-1, -1] }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    for end in [terminal] + ends where end >= 0 { close(end) }
  }

  /// Has the descriptor give the bytes instead of what the terminal sends, until `takeBack`.
  func put(_ bytes: [UInt8]) {
    let bytes = whole(bytes)
    guard terminal >= 0, write(ends[1], bytes, bytes.count) == bytes.count else { return }
    dup2(ends[0], descriptor)
  }

  /// Gives the bytes that were not read.
  func takeBack() -> [UInt8] {
    guard terminal >= 0 else { return [] }
    dup2(terminal, descriptor)
    var left = [UInt8](repeating: 0, count: 2 * Self.most)
    let count = read(ends[0], &left, left.count)
    return Array(left[..<max(0, count)])
  }

  /// With what the terminal has still to send of a key whose sequence may have been cut: curses would not look for it there.
  private func whole(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var part = [UInt8](repeating: 0, count: 256)
    while bytes.suffix(32).contains(0x1B), bytes.count < Self.most {
      var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, Int32(get_escdelay())) > 0 else { break }
      let count = read(descriptor, &part, part.count)
      guard count > 0 else { break }
      bytes += part[..<count]
    }
    return bytes
  }
}
