import Database

/// A value laid out for reading: lines that are parts of its bytes, some of which can be folded. Nothing is copied but where lines lie, so that a
/// value of a hundred megabytes is as quick to draw as one of ten bytes.
package struct CellDocument: Sendable {
  /// How a value is read.
  package enum Form: String, Sendable, Hashable, CaseIterable {
    case json, xml, array, composite, range, text, bytes
  }

  struct Line: Sendable {
    enum Kind: UInt8, Sendable { case text, string, number, word, open, close, name }
    var kind: Kind
    var depth: UInt16
    /// Of a member of an object or an attribute; empty where there is none.
    var key = Part()
    var value = Part()
    /// Of what can be folded: the last line inside, its end included; else 0.
    var last: UInt32 = 0
    /// Members inside what can be folded.
    var count: UInt32 = 0
    /// Its place among the members of what it lies in, from 0.
    var place: UInt32 = 0

    var isFoldable: Bool { last > 0 }
  }

  /// A part of the document's bytes.
  struct Part: Sendable, Hashable {
    var start: UInt32 = 0
    var end: UInt32 = 0
    var isEmpty: Bool { start == end }
  }

  enum Body: Sendable {
    case lines([Line])
    /// Where each line of the screen begins.
    case text([UInt32])
    /// Sixteen bytes a line.
    case hex
  }

  let form: Form
  let bytes: Arena
  let body: Body

  static let hexBytes = 16

  var lineCount: Int {
    switch body {
    case .lines(let lines): lines.count
    case .text(let starts): starts.count
    case .hex: max(1, (hexLength + Self.hexBytes - 1) / Self.hexBytes)
    }
  }

  /// Bytes of a dump: the digits of `\x…` are its bytes, of other values the bytes themselves.
  var hexLength: Int { holdsDigits ? (bytes.bytes.count - 2) / 2 : bytes.bytes.count }

  var holdsDigits: Bool { bytes.bytes.count >= 2 && bytes.bytes[0] == 0x5C && bytes.bytes[1] == 0x78 }

  func line(_ index: Int) -> Line? { if case .lines(let lines) = body { lines[index] } else { nil } }

  subscript(part: Part) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes.bytes[Int(part.start)..<Int(part.end)])
  }

  func text(_ part: Part) -> String { String(decoding: self[part], as: UTF8.self) }

  /// The byte of a dump.
  func byte(_ index: Int) -> UInt8 {
    guard holdsDigits else { return bytes.bytes[index] }
    return Self.digit(bytes.bytes[2 + 2 * index]) << 4 | Self.digit(bytes.bytes[3 + 2 * index])
  }

  private static func digit(_ byte: UInt8) -> UInt8 { byte < 0x3A ? byte &- 0x30 : (byte | 0x20) &- 0x57 }

  // MARK: Places

  /// The line that holds a byte of the document.
  func line(at offset: Int) -> Int {
    func start(_ line: Int) -> Int {
      switch body {
      case .lines(let lines): Int(lines[line].key.isEmpty ? lines[line].value.start : lines[line].key.start)
      case .text(let starts): Int(starts[line])
      case .hex: holdsDigits ? 2 + line * 2 * Self.hexBytes : line * Self.hexBytes
      }
    }
    var low = 0
    var high = lineCount
    while high - low > 1 {
      let middle = (low + high) / 2
      if start(middle) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The line that a line lies in, nil for the outermost.
  func parent(of line: Int) -> Int? {
    guard case .lines(let lines) = body else { return nil }
    let depth = lines[line].depth
    guard depth > 0 else { return nil }
    // What closes a list stands as deep as what opens it.
    return lines[..<line].lastIndex { $0.isFoldable && $0.depth < depth }
  }
}
