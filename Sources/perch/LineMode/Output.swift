import Glibc
import TextUI

/// A descriptor that bytes are collected for. On a terminal, controls become visible marks.
struct Output: ~Copyable {
  enum Problem: Error {
    /// Nobody reads any more.
    case closed
    case failed(String)
  }

  let descriptor: Int32
  private let name: String
  private let isOwned: Bool
  private let isTerminal: Bool
  var bytes: [UInt8] = []

  private static let pieceBytes = 64 * 1024

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    isOwned = false
    isTerminal = isatty(descriptor) == 1
  }

  init(path: String) throws(Problem) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .failed("\(path): \(String(cString: strerror(errno)))") }
    name = path
    isOwned = true
    isTerminal = isatty(descriptor) == 1
  }

  deinit { if isOwned { close(descriptor) } }

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes when enough is there.
  mutating func drain() throws(Problem) {
    if bytes.count >= Self.pieceBytes { try flush() }
  }

  mutating func flush() throws(Problem) {
    let ready = isTerminal ? Self.visible(bytes) : bytes
    bytes.removeAll(keepingCapacity: true)
    var start = 0
    while start < ready.count {
      let count = ready.withUnsafeBytes { write(descriptor, $0.baseAddress! + start, $0.count - start) }
      if count >= 0 {
        start += count
      } else if errno == EAGAIN {
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&polled, 1, -1)
      } else if errno != EINTR {
        throw errno == EPIPE ? .closed : .failed("\(name): \(String(cString: strerror(errno)))")
      }
    }
  }

  /// The text with marks in the place of controls other than line feed and tab.
  static func visible(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A || $0 == 0x09 }) { return bytes }
    var result: [UInt8] = []
    bytes.withUnsafeBytes { bytes in
      var index = 0
      while index < bytes.count {
        let scalar = UTF8Reader.next(bytes, &index)
        let shown = scalar == "\n" || scalar == "\t" ? scalar : Glyph.shown(scalar)
        result.append(contentsOf: UTF8.encode(shown)!)
      }
    }
    return result
  }
}
