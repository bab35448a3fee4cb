/// Reads arrays, composites and ranges in the server's text form; what is quoted in them is put into `texts` without its quotes.
struct LiteralReader {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  private var lines: [CellDocument.Line] = []
  private var open: [Int] = []
  /// The bytes that the lines are parts of.
  private(set) var texts: [UInt8] = []

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    texts.reserveCapacity(bytes.count + 64)
  }

  mutating func read(_ form: CellDocument.Form) -> [CellDocument.Line] {
    if form == .range {
      readRange()
    } else {
      skipBounds()
      readList()
    }
    return lines
  }

  /// `[2:3]=` before an array whose first place is not 1.
  private mutating func skipBounds() {
    guard index < bytes.count, bytes[index] == 0x5B, let equals = bytes.firstIndex(of: 0x3D) else { return }
    index = equals + 1
  }

  private mutating func add(_ kind: CellDocument.Line.Kind, _ text: [UInt8], key: String = "") {
    let keyStart = UInt32(texts.count)
    texts.append(contentsOf: key.utf8)
    let start = UInt32(texts.count)
    texts.append(contentsOf: text)
    var line = CellDocument.Line(
      kind: kind, depth: UInt16(clamping: open.count), key: CellDocument.Part(start: keyStart, end: start),
      value: CellDocument.Part(start: start, end: UInt32(texts.count)))
    if let parent = open.last {
      line.place = lines[parent].count
      lines[parent].count += 1
    }
    lines.append(line)
  }

  // MARK: Lists

  /// An array or a composite, from its bracket on.
  private mutating func readList() {
    guard index < bytes.count else { return }
    let closer: UInt8 = bytes[index] == 0x28 ? 0x29 : 0x7D
    let isComposite = closer == 0x29
    add(.open, [bytes[index]])
    open.append(lines.count - 1)
    index += 1
    var expectsMember = true
    while index < bytes.count {
      let byte = bytes[index]
      if byte == closer || byte == 0x2C {
        // Nothing between two commas is NULL in a composite.
        if isComposite, expectsMember { add(.word, Array("NULL".utf8)) }
        index += 1
        if byte == closer { break }
        expectsMember = true
        continue
      }
      expectsMember = false
      if byte == 0x7B, !isComposite { readList() } else { readMember(closer) }
    }
    close(closer)
  }

  private mutating func close(_ closer: UInt8) {
    guard let parent = open.popLast() else { return }
    if lines[parent].count == 0 {
      lines[parent].kind = .word
      texts.append(closer)
      lines[parent].value.end = UInt32(texts.count)
      return
    }
    add(.close, [closer])
    if let outer = open.last { lines[outer].count -= 1 }
    lines[parent].last = UInt32(lines.count - 1)
  }

  private mutating func readMember(_ closer: UInt8) {
    var text: [UInt8] = []
    var isQuoted = false
    while index < bytes.count, bytes[index] != 0x2C, bytes[index] != closer {
      if bytes[index] == 0x22 {
        isQuoted = true
        readQuoted(into: &text)
      } else {
        if bytes[index] == 0x5C { index += 1 }
        if index < bytes.count { text.append(bytes[index]) }
        index += 1
      }
    }
    let isNull = !isQuoted && closer == 0x7D && text.elementsEqual("NULL".utf8)
    let isNumber = !isQuoted && text.first.map { $0 == 0x2D || $0 &- 0x30 < 10 } == true
    add(isNull ? .word : isNumber ? .number : .text, text)
  }

  private mutating func readQuoted(into text: inout [UInt8]) {
    index += 1
    while index < bytes.count {
      switch bytes[index] {
      case 0x22 where index + 1 < bytes.count && bytes[index + 1] == 0x22:
        text.append(0x22)
        index += 2
      case 0x22:
        index += 1
        return
      case 0x5C where index + 1 < bytes.count:
        text.append(bytes[index + 1])
        index += 2
      case let byte:
        text.append(byte)
        index += 1
      }
    }
  }

  // MARK: Ranges

  private mutating func readRange() {
    guard let first = bytes.first, first != UInt8(ascii: "e") else { return add(.word, Array("empty".utf8)) }
    let includesLower = first == 0x5B
    index = 1
    var bounds: [(text: [UInt8], isGiven: Bool)] = []
    for end in [UInt8(ascii: ","), 0] {
      var text: [UInt8] = []
      let start = index
      while index < bytes.count, bytes[index] != end, end != 0 || index < bytes.count - 1 {
        if bytes[index] == 0x22 {
          readQuoted(into: &text)
        } else {
          text.append(bytes[index])
          index += 1
        }
      }
      bounds.append((text, index > start))
      index += 1
    }
    let includesUpper = bytes.last == 0x5D
    add(bound: bounds[0], "from", includesLower)
    add(bound: bounds[1], "to", includesUpper)
  }

  private mutating func add(bound: (text: [UInt8], isGiven: Bool), _ name: String, _ isIncluded: Bool) {
    guard bound.isGiven else { return add(.word, Array("no bound".utf8), key: name) }
    add(.text, bound.text, key: name + (isIncluded ? ", included" : ", not included"))
  }
}
