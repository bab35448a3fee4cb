/// How a file keeps its text: the buffer holds UTF-8 with line feeds, and the file gets back what it had.
package struct FileFormat: Sendable, Hashable {
  package enum Encoding: String, Sendable, Hashable {
    case utf8 = "utf-8"
    case utf16Little = "utf-16le"
    case utf16Big = "utf-16be"
  }

  package var encoding = Encoding.utf8
  package var hasByteOrderMark = false
  /// Every line ends with carriage return and line feed; files that mix both keep them as characters.
  package var hasCarriageReturns = false
  /// The file's last line ends with a line feed that the buffer leaves out, as vim's keys have it: no line begins behind it.
  package var endsLastLine = false

  package init() {}

  /// Reads the words that `description` writes.
  package init(_ description: String) {
    for word in description.split(separator: " ") {
      switch word {
      case "bom": hasByteOrderMark = true
      case "crlf": hasCarriageReturns = true
      case "eol": endsLastLine = true
      default: encoding = Encoding(rawValue: String(word)) ?? encoding
      }
    }
  }

  package var description: String {
    let words = [
      (hasByteOrderMark, "bom"), (hasCarriageReturns, "crlf"), (endsLastLine, "eol"),
    ]
    return ([encoding.rawValue] + words.filter(\.0).map(\.1)).joined(separator: " ")
  }

  private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The text of a file as the buffer holds it. Bytes that are no UTF-8 stay as they are.
  package static func decode(_ bytes: [UInt8]) -> (text: [UInt8], format: FileFormat) {
    var format = FileFormat()
    var text = bytes
    if bytes.starts(with: utf8Mark) {
      format.hasByteOrderMark = true
      text.removeFirst(utf8Mark.count)
    } else if let (wide, encoding) = decodeWide(bytes) {
      format.hasByteOrderMark = true
      format.encoding = encoding
      text = wide
    }
    guard endsAllLinesWithReturns(text) else { return (text, format) }
    format.hasCarriageReturns = true
    text.removeAll { $0 == 0x0D }
    return (text, format)
  }

  /// Leaves the line feed of the last line out of the text, unless the line is the only one and empty.
  package mutating func leaveOutLastLineFeed(of text: inout [UInt8]) {
    guard text.count > 1, text.last == 0x0A else { return }
    text.removeLast()
    endsLastLine = true
  }

  package func encode(_ text: [UInt8]) -> [UInt8] {
    let text = endsLastLine && !text.isEmpty ? text + [0x0A] : text
    var bytes = text
    if hasCarriageReturns {
      bytes = []
      bytes.reserveCapacity(text.count + text.count / 20)
      for byte in text {
        if byte == 0x0A { bytes.append(0x0D) }
        bytes.append(byte)
      }
    }
    guard encoding == .utf8 else { return encodeWide(bytes) }
    return hasByteOrderMark ? Self.utf8Mark + bytes : bytes
  }

  private static func endsAllLinesWithReturns(_ text: [UInt8]) -> Bool {
    var returns = 0
    var feeds = 0
    for (index, byte) in text.enumerated() {
      if byte == 0x0A {
        feeds += 1
        guard index > 0, text[index - 1] == 0x0D else { return false }
      } else if byte == 0x0D {
        returns += 1
      }
    }
    return feeds > 0 && returns == feeds
  }

  /// UTF-16 by its mark, when nothing of it would be lost.
  private static func decodeWide(_ bytes: [UInt8]) -> ([UInt8], Encoding)? {
    guard bytes.count >= 2, bytes.count % 2 == 0 else { return nil }
    let encoding: Encoding
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): encoding = .utf16Little
    case (0xFE, 0xFF): encoding = .utf16Big
    default: return nil
    }
    let units = stride(from: 2, to: bytes.count, by: 2).map { index in
      encoding == .utf16Little
        ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8 : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }
    return String(validating: units, as: UTF16.self).map { (Array($0.utf8), encoding) }
  }

  private func encodeWide(_ text: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for unit in [0xFEFF] + Array(String(decoding: text, as: UTF8.self).utf16) {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      bytes += encoding == .utf16Little ? [low, high] : [high, low]
    }
    return bytes
  }
}
