import CNcurses
import CUnix
import Glibc

/// What curses writes during one update, gathered in memory, so that it can be shortened and reaches the terminal in one piece.
///
/// Curses writes to a descriptor that is the terminal's but while it updates: then it is a file in memory.
final class ScreenOutput {
  /// Curses' own, beside standard output.
  let descriptor: Int32
  private let memory: Int32
  private var pen: PenFilter?
  private var buffer: [UInt8] = []
  /// Whether the terminal said that it shows a whole update at once when it is told where one begins and ends.
  var synchronizes = false

  /// Bytes: far more than the largest screen takes.
  private static let largestUpdate: Int64 = 64 << 20
  /// Updates that are shorter than this are shown at once by any terminal.
  private static let shortUpdate = 512
  private static let begin = Array("\u{1B}[?2026h".utf8)
  private static let end = Array("\u{1B}[?2026l".utf8)

  init() {
    descriptor = fcntl(1, F_DUPFD_CLOEXEC, 3)
    memory = cs_memory_file(Self.largestUpdate)
  }

  deinit {
    close(descriptor)
    if memory >= 0 { close(memory) }
  }

  /// To be called once curses knows the terminal: only of those that choose colours by the usual sequences is the output understood.
  func learn() {
    func value(_ name: String) -> String? {
      tigetstr(name).flatMap { Int(bitPattern: $0) == -1 ? nil : String(cString: $0) }
    }
    let resets = ["\u{1B}[m", "\u{1B}[0m"].flatMap { [$0, "\u{1B}(B" + $0, $0 + "\u{1B}(B", $0 + "\u{0F}"] }
    let isUsual = resets.contains(value("sgr0") ?? "") && [nil, "\u{1B}[39;49m"].contains(value("op"))
    // Others draw what is moved over with the colours of the moment.
    let movesInColor = tigetflag("msgr") == 1
    pen = isUsual && movesInColor ? PenFilter() : nil
  }

  /// Sends what `update` makes curses write.
  func send(_ update: () -> Void) {
    guard memory >= 0, cs_redirect(descriptor, memory) == 0 else { return update() }
    update()
    let length = Int(lseek(memory, 0, SEEK_CUR))
    _ = cs_redirect(descriptor, 1)
    guard length > 0 else { return }
    if buffer.count < length { buffer = Array(repeating: 0, count: length) }
    let count = pread(memory, &buffer, length, 0)
    lseek(memory, 0, SEEK_SET)
    guard count > 0 else { return }
    var bytes = buffer.withUnsafeBufferPointer { gathered in
      let part = UnsafeBufferPointer(rebasing: gathered[..<count])
      return pen?.filter(part) ?? Array(part)
    }
    if synchronizes, bytes.count >= Self.shortUpdate { bytes = Self.begin + bytes + Self.end }
    Self.write(bytes)
  }

  /// The terminal draws as it did at the start.
  func resetPen() {
    if let bytes = pen?.reset(), !bytes.isEmpty { Self.write(bytes) }
  }

  static func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR || errno == EAGAIN { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }
}
