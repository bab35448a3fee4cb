import Glibc
import SQLText

/// Reads a script piece by piece: statements come as soon as they are whole, and only what is not is kept.
struct ScriptReader: ~Copyable {
  enum Stop: Error {
    /// A signal waits to be answered.
    case interrupted
    case failed(FileText.Problem)
  }

  /// What stands before error messages.
  let name: String
  private let descriptor: Int32
  private let isOwned: Bool
  /// Ends the waiting when it becomes readable.
  private let interrupt: Int32
  private var text: [UInt8] = []
  /// Line that `text` begins on, from 1.
  private var line = 1
  private var isAtEnd = false
  private var pieceBytes = 1 << 20

  init(path: String, interrupt: Int32) throws(FileText.Problem) {
    self.interrupt = interrupt
    isOwned = path != "-"
    name = isOwned ? path : "<stdin>"
    descriptor = isOwned ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    guard descriptor >= 0 else { throw FileText.Problem(message: "\(path): \(String(cString: strerror(errno)))") }
  }

  deinit { if isOwned { close(descriptor) } }

  /// The next statements, nil at the end.
  mutating func next() throws(Stop) -> [Script.Statement]? {
    while !isAtEnd {
      try fill()
      let end = isAtEnd ? text.count : StatementSplitter.completeLength(of: text)
      if end > 0 {
        pieceBytes = 1 << 20
        return take(end)
      }
      // A statement longer than this is looked for again only when there is twice as much of it.
      if text.count >= pieceBytes { pieceBytes *= 2 }
    }
    return nil
  }

  private mutating func take(_ end: Int) -> [Script.Statement] {
    let script = Script(Array(text[..<end]), name: name, firstLine: line)
    line += text[..<end].count { $0 == 0x0A }
    text.removeFirst(end)
    return script.statements
  }

  /// Waits for bytes and reads all that are there, up to the size of a piece.
  private mutating func fill() throws(Stop) {
    var wait: Int32 = -1
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while text.count < pieceBytes {
      var polled = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: interrupt, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&polled, 2, wait) == 0 { return }
      if polled[1].revents != 0 { throw .interrupted }
      if polled[0].revents == 0 { continue }
      let isFirst = line == 1 && text.isEmpty
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count >= 0 else {
        throw .failed(FileText.Problem(message: "\(name): \(String(cString: strerror(errno)))"))
      }
      isAtEnd = count == 0
      if isAtEnd { return }
      let mark = isFirst && chunk.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      text.append(contentsOf: chunk[mark..<count])
      wait = 0
    }
  }
}
