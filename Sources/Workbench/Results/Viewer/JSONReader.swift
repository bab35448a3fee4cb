/// Reads JSON into lines, one a member; forgiving: what is no JSON becomes a word.
struct JSONReader {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  private var lines: [CellDocument.Line] = []
  /// Lines of the lists that are open.
  private var open: [Int] = []
  private var key = CellDocument.Part()

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether the bytes begin like an object or a list of JSON; an array of SQL begins otherwise.
  static func accepts(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var reader = JSONReader(bytes)
    reader.skipSpace()
    let opener = bytes[reader.index]
    reader.index += 1
    reader.skipSpace()
    guard reader.index < bytes.count else { return false }
    let next = bytes[reader.index]
    if opener == 0x5B { return next &- 0x30 < 10 || "\"{[]-tfn".utf8.contains(next) }
    guard next == 0x22 else { return false }
    reader.skipString()
    reader.skipSpace()
    return reader.index < bytes.count && bytes[reader.index] == 0x3A
  }

  mutating func read() -> [CellDocument.Line] {
    while index < bytes.count {
      switch bytes[index] {
      case 0x7B, 0x5B:
        add(.open, index..<index + 1)
        open.append(lines.count - 1)
        index += 1
      case 0x7D, 0x5D:
        close()
        index += 1
      case 0x22: readString()
      case 0x2C, 0x20, 0x09, 0x0A, 0x0D, 0x3A: index += 1
      default: readWord()
      }
    }
    while !open.isEmpty { close() }
    return lines
  }

  private mutating func add(_ kind: CellDocument.Line.Kind, _ range: Range<Int>) {
    var line = CellDocument.Line(
      kind: kind, depth: UInt16(clamping: open.count), key: key,
      value: CellDocument.Part(start: UInt32(range.lowerBound), end: UInt32(range.upperBound)))
    if let parent = open.last {
      line.place = lines[parent].count
      lines[parent].count += 1
    }
    lines.append(line)
    key = CellDocument.Part()
  }

  private mutating func close() {
    guard let parent = open.popLast() else { return }
    let end = min(index + 1, bytes.count)
    if lines[parent].count == 0 {
      // An empty list stays on one line.
      lines[parent].value.end = UInt32(end)
      lines[parent].kind = .word
    } else {
      add(.close, min(index, bytes.count)..<end)
      if let outer = open.last { lines[outer].count -= 1 }
      lines[parent].last = UInt32(lines.count - 1)
    }
  }

  private mutating func readString() {
    let start = index
    skipString()
    let end = index
    skipSpace()
    if index < bytes.count, bytes[index] == 0x3A {
      key = CellDocument.Part(start: UInt32(start), end: UInt32(end))
      index += 1
    } else {
      add(.string, start..<end)
    }
  }

  private mutating func readWord() {
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D, 0x22, 0...0x20:
        if index == start { index += 1 }
        return add(bytes[start] == 0x2D || bytes[start] &- 0x30 < 10 ? .number : .word, start..<index)
      default: index += 1
      }
    }
    add(bytes[start] == 0x2D || bytes[start] &- 0x30 < 10 ? .number : .word, start..<index)
  }

  private mutating func skipSpace() { while index < bytes.count, bytes[index] <= 0x20 { index += 1 } }

  private mutating func skipString() {
    index += 1
    while index < bytes.count, bytes[index] != 0x22 { index += bytes[index] == 0x5C ? 2 : 1 }
    index = min(index + 1, bytes.count)
  }
}
