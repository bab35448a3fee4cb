/// A text as a table shows it: lines with their widths; controls written out, tabs as spaces, as psql does it.
struct CellText {
  struct Line {
    var bytes: [UInt8] = []
    var width = 0
  }

  private(set) var lines: [Line] = [Line()]

  init(_ text: String, _ options: ExportOptions) {
    self = Array(text.utf8).withUnsafeBytes { CellText($0, options) }
  }

  init(_ bytes: UnsafeRawBufferPointer, _ options: ExportOptions) {
    var index = 0
    var last = Line()
    lines = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F {
        last.bytes.append(byte)
        last.width += 1
        index += 1
      } else if byte == 0x0A {
        lines.append(last)
        last = Line()
        index += 1
      } else if byte < 0x80 {
        last.add(control: byte)
        index += 1
      } else {
        last.add(wide: bytes, &index, options.width)
      }
    }
    lines.append(last)
  }

  var width: Int { lines.reduce(0) { max($0, $1.width) } }
}

extension CellText.Line {
  fileprivate mutating func add(escape text: String) {
    bytes.add(text)
    width += text.utf8.count
  }

  fileprivate mutating func add(control byte: UInt8) {
    if byte == 0x0D { return add(escape: "\\r") }
    if byte == 0x09 { return add(escape: String(repeating: " ", count: 8 - width % 8)) }
    let digits = String(byte, radix: 16, uppercase: true)
    add(escape: "\\x" + (byte < 16 ? "0" : "") + digits)
  }

  fileprivate mutating func add(
    wide source: UnsafeRawBufferPointer, _ index: inout Int, _ measure: (Unicode.Scalar) -> Int
  ) {
    var decoder = UTF8()
    var rest = source[index...].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest), let encoded = UTF8.encode(scalar) else {
      add(escape: "\\x" + String(source[index], radix: 16, uppercase: true))
      index += 1
      return
    }
    index += encoded.count
    let columns = measure(scalar)
    if columns < 0 {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return add(escape: "\\u" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits)
    }
    bytes.append(contentsOf: encoded)
    width += columns
  }
}
