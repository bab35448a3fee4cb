/// Reads XML into lines: a tag, a text, a comment each; what a tag holds can be folded.
struct XMLReader {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  private var lines: [CellDocument.Line] = []
  private var open: [Int] = []

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func read() -> [CellDocument.Line] {
    while index < bytes.count {
      if bytes[index] == 0x3C { readTag() } else { readText() }
    }
    return lines
  }

  private mutating func add(_ kind: CellDocument.Line.Kind, _ range: Range<Int>) {
    var line = CellDocument.Line(
      kind: kind, depth: UInt16(clamping: open.count),
      value: CellDocument.Part(start: UInt32(range.lowerBound), end: UInt32(range.upperBound)))
    if let parent = open.last {
      line.place = lines[parent].count
      lines[parent].count += 1
    }
    lines.append(line)
  }

  private mutating func readText() {
    let start = index
    while index < bytes.count, bytes[index] != 0x3C { index += 1 }
    var range = start..<index
    while let first = range.first, bytes[first] <= 0x20 { range = range.dropFirst() }
    while let last = range.last, bytes[last] <= 0x20 { range = range.dropLast() }
    if !range.isEmpty { add(.text, range) }
  }

  private mutating func readTag() {
    let start = index
    if starts("<!--") { return special(until: "-->", from: start) }
    if starts("<![CDATA[") { return special(until: "]]>", from: start) }
    if starts("<?") { return special(until: "?>", from: start) }
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if let mark = quote {
        if byte == mark { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        break
      }
    }
    let range = start..<index
    if range.count > 1, bytes[start + 1] == 0x2F {
      close(range)
    } else if range.count > 1, bytes[start + 1] == 0x21 || bytes[index - 2] == 0x2F {
      add(.name, range)
    } else {
      add(.open, range)
      open.append(lines.count - 1)
    }
  }

  private mutating func close(_ range: Range<Int>) {
    guard let parent = open.popLast() else { return add(.name, range) }
    add(.close, range)
    if let outer = open.last { lines[outer].count -= 1 }
    lines[parent].last = UInt32(lines.count - 1)
  }

  private func starts(_ text: StaticString) -> Bool {
    index + text.utf8CodeUnitCount <= bytes.count
      && (0..<text.utf8CodeUnitCount).allSatisfy { bytes[index + $0] == text.utf8Start[$0] }
  }

  private mutating func special(until end: StaticString, from start: Int) {
    while index < bytes.count, !starts(end) { index += 1 }
    index = min(bytes.count, index + end.utf8CodeUnitCount)
    add(.word, start..<index)
  }
}
