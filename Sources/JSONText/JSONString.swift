/// Strings as JSON (RFC 8259) writes them.
package enum JSONString {
  /// The text in quotes. Controls, DEL among them, are escaped, so that it can be shown on a terminal.
  package static func quoted(_ text: String) -> String {
    var out: [UInt8] = []
    quote(text, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  package static func quote(_ text: String, into out: inout [UInt8]) {
    var text = text
    text.withUTF8 { quote(UnsafeRawBufferPointer($0), into: &out) }
  }

  package static func quote(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) {
    out.append(0x22)
    var start = 0
    for index in text.indices where isEscaped[Int(text[index])] {
      out.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<index]))
      escape(text[index], into: &out)
      start = index + 1
    }
    out.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start...]))
    out.append(0x22)
  }

  private static let isEscaped: [Bool] = (0..<256).map { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }

  private static func escape(_ byte: UInt8, into out: inout [UInt8]) {
    switch byte {
    case 0x22: out.append(contentsOf: "\\\"".utf8)
    case 0x5C: out.append(contentsOf: "\\\\".utf8)
    case 0x0A: out.append(contentsOf: "\\n".utf8)
    case 0x0D: out.append(contentsOf: "\\r".utf8)
    case 0x09: out.append(contentsOf: "\\t".utf8)
    default: out.append(contentsOf: ("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8)
    }
  }
}
