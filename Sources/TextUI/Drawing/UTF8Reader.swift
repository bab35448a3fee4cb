/// Reads scalars from bytes that may not be UTF-8.
package enum UTF8Reader {
  /// Stands for a byte that belongs to no valid sequence.
  package static let invalid: Unicode.Scalar = "\u{FFFD}"

  /// The scalar at `index`, which moves past it; an invalid byte is passed alone and gives `invalid`.
  package static func next(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Unicode.Scalar {
    let first = bytes[index]
    index += 1
    if first < 0x80 { return Unicode.Scalar(first) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard length > 0, first < 0xF5, index + length - 1 <= bytes.count else { return invalid }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 0..<length - 1 {
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else { return invalid }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= [0, 0, 0x80, 0x800, 0x10000][length], let scalar = Unicode.Scalar(value) else { return invalid }
    index += length - 1
    return scalar
  }
}
