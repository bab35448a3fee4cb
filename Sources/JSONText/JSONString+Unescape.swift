extension JSONString {
  /// What a string with its quotes stands for; what is no escape is kept without its backslash.
  package static func unquoted(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    unescape(UnsafeRawBufferPointer(rebasing: text.dropFirst().dropLast()), into: &out)
    return out
  }

  /// Appends what the inside of a string, without its quotes, stands for; half a surrogate pair becomes U+FFFD.
  /// - Returns: where the first thing stands that is no escape; what follows its backslash is kept as it is. nil when all is well.
  @discardableResult
  package static func unescape(_ inside: UnsafeRawBufferPointer, into out: inout [UInt8]) -> Int? {
    var fault: Int?
    var start = 0
    while let backslash = inside[start...].firstIndex(of: 0x5C) {
      out.append(contentsOf: UnsafeRawBufferPointer(rebasing: inside[start..<backslash]))
      start = backslash + 1
      if !escape(in: inside, at: &start, into: &out) { fault = fault ?? backslash }
    }
    out.append(contentsOf: UnsafeRawBufferPointer(rebasing: inside[start...]))
    return fault
  }

  /// Reads what follows a backslash; false, and nothing read, when it is no escape.
  private static func escape(in inside: UnsafeRawBufferPointer, at index: inout Int, into out: inout [UInt8]) -> Bool {
    guard index < inside.count else { return false }
    switch inside[index] {
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(inside[index])
    case UInt8(ascii: "u"): return character(in: inside, at: &index, into: &out)
    default: return false
    }
    index += 1
    return true
  }

  /// `uXXXX`, or two code units that are one character: `uXXXX\uXXXX`.
  private static func character(
    in inside: UnsafeRawBufferPointer, at index: inout Int, into out: inout [UInt8]
  ) -> Bool {
    guard let first = codeUnit(in: inside, at: index + 1) else { return false }
    index += 5
    var value = first
    if first & 0xFC00 == 0xD800, inside[index...].starts(with: "\\u".utf8),
      let second = codeUnit(in: inside, at: index + 2), second & 0xFC00 == 0xDC00
    {
      value = 0x10000 + (first & 0x3FF) << 10 + second & 0x3FF
      index += 6
    }
    out.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    return true
  }

  /// Four hexadecimal digits.
  private static func codeUnit(in inside: UnsafeRawBufferPointer, at start: Int) -> UInt32? {
    guard start + 4 <= inside.count else { return nil }
    var unit: UInt32 = 0
    for byte in inside[start..<start + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
