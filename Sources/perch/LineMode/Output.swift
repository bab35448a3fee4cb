import Glibc
import TextUI

/// A descriptor that bytes are collected for. On a terminal, controls become visible marks.
struct Output: ~Copyable {
  enum Problem: Error {
    /// Nobody reads any more.
    case closed
    /// A signal waits to be answered; what was not written is dropped.
    case interrupted
    case failed(String)
  }

  let descriptor: Int32
  private let name: String
  private let isOwned: Bool
  private let isTerminal: Bool
  /// Ends the waiting for a slow reader when it becomes readable; -1 for none.
  private let interrupt: Int32
  var bytes: [UInt8] = []
  /// A file that everything goes to as well; -1 for none.
  private var log: Int32 = -1

  private static let pieceBytes = 64 * 1024

  init(descriptor: Int32, name: String, interrupt: Int32 = -1) {
    self.interrupt = interrupt
    self.descriptor = descriptor
    self.name = name
    isOwned = false
    isTerminal = isatty(descriptor) == 1
  }

  init(path: String, interrupt: Int32) throws(Problem) {
    self.interrupt = interrupt
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .failed("\(path): \(String(cString: strerror(errno)))") }
    name = path
    isOwned = true
    isTerminal = isatty(descriptor) == 1
  }

  deinit {
    if isOwned { close(descriptor) }
    if log >= 0 { close(log) }
  }

  /// Writes everything into the file too from now on.
  mutating func copy(to path: String) throws(Problem) {
    log = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard log >= 0 else { throw .failed("\(path): \(String(cString: strerror(errno)))") }
  }

  /// Tells the file what is sent, as psql does.
  mutating func note(sent statement: String) throws(Problem) {
    guard log >= 0 else { return }
    try flush()
    try keep(Array("********* QUERY **********\n\(statement)\n**************************\n\n".utf8))
  }

  private func keep(_ bytes: [UInt8]) throws(Problem) {
    var start = 0
    while log >= 0, start < bytes.count {
      let count = bytes.withUnsafeBytes { write(log, $0.baseAddress! + start, bytes.count - start) }
      if count >= 0 {
        start += count
      } else if errno != EINTR {
        throw .failed("log: \(String(cString: strerror(errno)))")
      }
    }
  }

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Whether enough is there to be written.
  var isFull: Bool { bytes.count >= Self.pieceBytes }

  mutating func flush() throws(Problem) {
    try keep(bytes)
    let ready = isTerminal ? Self.visible(bytes) : bytes
    bytes.removeAll(keepingCapacity: true)
    var start = 0
    while start < ready.count {
      try waitForReader()
      let size = min(ready.count - start, Self.atOnce)
      let count = ready.withUnsafeBytes { write(descriptor, $0.baseAddress! + start, size) }
      if count >= 0 {
        start += count
      } else if errno != EINTR, errno != EAGAIN {
        throw errno == EPIPE ? .closed : .failed("\(name): \(String(cString: strerror(errno)))")
      }
    }
  }

  /// A pipe that can be written to takes this much without waiting.
  private static let atOnce = 4096

  private func waitForReader() throws(Problem) {
    var polled = [
      pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: interrupt, events: Int16(POLLIN), revents: 0),
    ]
    repeat {
      polled[0].revents = 0
      polled[1].revents = 0
    } while poll(&polled, 2, -1) < 0
    if polled[1].revents != 0 { throw .interrupted }
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
