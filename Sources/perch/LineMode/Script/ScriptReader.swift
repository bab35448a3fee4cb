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
  /// What stands on the line of a statement whose data is being read.
  private var held: [UInt8] = []
  /// Line that `text` begins on, from 1.
  private var line = 1
  private var isAtEnd = false
  /// What the last statements were taken from, for what of it has to be cut again.
  private var taken: [UInt8] = []
  private var takenLine = 1
  /// Whether plain strings have escapes, and whether they had when the line began that `text` begins in.
  private var hasEscapes: Bool
  private var lineHadEscapes: Bool
  private var takenLineHadEscapes = false
  private var pieceBytes = 1 << 20
  private let endsAtLines: Bool

  /// - Parameters:
  ///   - hasEscapes: whether the session gives backslashes in plain strings a meaning.
  ///   - endsAtLines: whether the end of a line ends a statement, as a semicolon does.
  init(path: String, hasEscapes: Bool, endsAtLines: Bool, interrupt: Int32) throws(FileText.Problem) {
    self.interrupt = interrupt
    self.endsAtLines = endsAtLines
    self.hasEscapes = hasEscapes
    lineHadEscapes = hasEscapes
    isOwned = path != "-"
    name = isOwned ? path : "<stdin>"
    descriptor = isOwned ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    guard descriptor >= 0 else { throw FileText.Problem(message: "\(path): \(String(cString: strerror(errno)))") }
  }

  deinit { if isOwned { close(descriptor) } }

  /// The next statements, nil at the end.
  mutating func next() throws(Stop) -> [Script.Statement]? {
    while !isAtEnd || !text.isEmpty {
      if !isAtEnd { try fill() }
      let end = wholeLength
      if end > 0 {
        pieceBytes = 1 << 20
        return take(end)
      }
      // A statement longer than this is looked for again only when there is twice as much of it.
      if text.count >= pieceBytes { pieceBytes *= 2 }
    }
    return nil
  }

  /// How much of the text can be taken: whole statements, or one line of them.
  private var wholeLength: Int {
    if endsAtLines, let end = StatementSplitter.lineLength(of: text, strings: strings) { return end }
    return isAtEnd ? text.count : endsAtLines ? 0 : StatementSplitter.completeLength(of: text, strings: strings)
  }

  /// The next lines of the data behind a `COPY … FROM STDIN`; nil at its end, which is a line `\\.` or the end of the script.
  mutating func nextData(isBinary: Bool) throws(Stop) -> [UInt8]? {
    while true {
      if isBinary, !text.isEmpty { return takeData(text.count) }
      let lines = dataLength
      if lines.count > 0 { return takeData(lines.count) }
      if lines.isEnd {
        _ = takeData(text.firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count)
        return endData()
      }
      if isAtEnd { return text.isEmpty ? endData() : takeData(text.count) }
      if text.count >= pieceBytes { pieceBytes *= 2 }
      try fill()
    }
  }

  /// Bytes of whole lines before the end of the data, at most a piece of them; and whether the end is next.
  private var dataLength: (count: Int, isEnd: Bool) {
    var start = 0
    while start < Self.dataBytes, let end = text[start...].firstIndex(of: 0x0A) {
      if Self.isEndOfData(text[start..<end]) { return (start, true) }
      start = end + 1
    }
    if start < Self.dataBytes, isAtEnd, Self.isEndOfData(text[start...]) { return (start, true) }
    return (start, false)
  }

  private static func isEndOfData(_ line: ArraySlice<UInt8>) -> Bool {
    line.elementsEqual([0x5C, 0x2E]) || line.elementsEqual([0x5C, 0x2E, 0x0D])
  }

  private mutating func takeData(_ count: Int) -> [UInt8] {
    let data = Array(text[..<count])
    line += data.count { $0 == 0x0A }
    text.removeFirst(count)
    return data
  }

  private mutating func endData() -> [UInt8]? {
    pieceBytes = 1 << 20
    return nil
  }

  /// What stood on the line of a statement with data is read now.
  mutating func endStatement() {
    text.insert(contentsOf: held, at: 0)
    held = []
  }

  /// The data of a statement begins on the line behind it; what else stands on its own line is run afterwards.
  mutating func beginData() throws(Stop) {
    while text.firstIndex(of: 0x0A) == nil, !isAtEnd { try fill() }
    held = takeData(text.firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count)
  }

  private static let dataBytes = 1 << 18

  private var strings: StringRule {
    let line = text.firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
    return StringRule(hasEscapes: hasEscapes, turn: lineHadEscapes == hasEscapes ? 0 : line)
  }

  private mutating func take(_ end: Int) -> [Script.Statement] {
    var script = Script(Array(text[..<end]), name: name, firstLine: line, strings: strings)
    var end = end
    if let count = script.countUpToData, let last = script.statements.prefix(count).last {
      // What follows is data: it is left alone until the server asks for it.
      script.keep(count)
      end = last.end
    }
    (taken, takenLine, takenLineHadEscapes) = (Array(text[..<end]), line, lineHadEscapes)
    pass(end)
    return script.statements
  }

  private mutating func pass(_ end: Int) {
    let lines = text[..<end].count { $0 == 0x0A }
    line += lines
    if lines > 0 { lineHadEscapes = hasEscapes }
    text.removeFirst(end)
  }

  /// Takes in that strings are read otherwise behind `statement`, one of those that were taken last. As in psql, the line that it ends on is cut
  /// to its end as it was begun.
  /// - Returns: whether the statements behind it are to be taken again.
  mutating func change(hasEscapes: Bool, behind statement: Script.Statement) -> Bool {
    guard hasEscapes != self.hasEscapes else { return false }
    guard statement.end < taken.count else {
      self.hasEscapes = hasEscapes
      return false
    }
    text.insert(contentsOf: taken, at: 0)
    (line, lineHadEscapes) = (takenLine, takenLineHadEscapes)
    pass(statement.end)
    self.hasEscapes = hasEscapes
    return true
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
