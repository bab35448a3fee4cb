/// A number in decimal writing, compared without rounding: `numeric` has up to 131,072 digits before the point.
struct DecimalText {
  /// -1, 0 or 1; NaN counts as positive.
  private var sign = 0
  /// Power of ten of the first digit that is not zero; larger than any for infinity and NaN.
  private var exponent = 0
  private let bytes: UnsafeRawBufferPointer
  /// Where the first digit that is not zero stands.
  private var first: Int

  private static let infinite = 1 << 17
  private static let notANumber = infinite + 1

  /// nil for what is no number. Signs of currency and separators of groups are passed over.
  init?(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    first = bytes.count
    var isNegative = false
    var index = 0
    while index < bytes.count, !Self.isDigit(bytes[index]), bytes[index] != 0x2E {
      switch bytes[index] {
      case 0x2D, 0x28: isNegative = true
      case 0x2B, 0x20, 0x24, 0x2C, 0x80...0xFF: break
      default:
        guard takeWord(at: index) else { return nil }
        sign = isNegative ? -1 : 1
        return
      }
      index += 1
    }
    guard readDigits(from: index) else { return nil }
    if sign != 0, isNegative { sign = -1 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private mutating func takeWord(at index: Int) -> Bool {
    let word = bytes[index...].map { $0 | 0x20 }
    switch word {
    case Array("nan".utf8): exponent = Self.notANumber
    case Array("infinity".utf8), Array("inf".utf8): exponent = Self.infinite
    default: return false
    }
    return true
  }

  private mutating func readDigits(from start: Int) -> Bool {
    var index = start
    var hasDigits = false
    var whole = 0
    var leadingZeros = 0
    var point: Int?
    while index < bytes.count {
      let byte = bytes[index]
      if Self.isDigit(byte) {
        hasDigits = true
        if sign == 0, byte != 0x30 {
          sign = 1
          first = index
        }
        if point == nil {
          if sign != 0 { whole += 1 }
        } else if sign == 0 {
          leadingZeros += 1
        }
      } else if byte == 0x2E, point == nil {
        point = index
      } else if byte | 0x20 == 0x65 {
        guard let power = Self.power(bytes, from: index + 1) else { return false }
        exponent = power
        break
      } else if byte != 0x2C, byte != 0x29 {
        return false
      }
      index += 1
    }
    exponent += whole > 0 ? whole : -leadingZeros
    if sign == 0 { exponent = 0 }
    return hasDigits
  }

  private static func power(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    Int(String(decoding: bytes[start...], as: UTF8.self))
  }

  /// The digits from the first that is not zero on, then zeros without end.
  private struct Digits {
    let bytes: UnsafeRawBufferPointer
    var index: Int

    /// nil once no digit is left.
    mutating func next() -> UInt8? {
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if DecimalText.isDigit(byte) { return byte - 0x30 }
        if byte | 0x20 == 0x65 { index = bytes.count }
      }
      return nil
    }
  }

  /// A number that sorts as the value does: sign, power of ten, and the first 13 digits. Whether nothing was left out comes with it.
  var key: (value: UInt64, isExact: Bool) {
    if sign == 0 { return (1 << 63, true) }
    var digits = Digits(bytes: bytes, index: exponent >= Self.infinite ? bytes.count : first)
    var leading: UInt64 = 0
    for _ in 0..<13 { leading = leading * 10 + UInt64(digits.next() ?? 0) }
    var isExact = true
    while let digit = digits.next() { if digit != 0 { isExact = false } }
    let power = UInt64(min(max(exponent, -Self.infinite), Self.notANumber) + Self.infinite)
    let size = power << 44 | leading
    return (sign > 0 ? 1 << 63 | size : (1 << 63) - 1 - size, isExact)
  }

  /// Less than zero when this number is smaller than the other, 0 when they are equal.
  func compared(to other: DecimalText) -> Int {
    if sign != other.sign { return sign - other.sign }
    if sign == 0 { return 0 }
    if exponent != other.exponent { return exponent < other.exponent ? -sign : sign }
    if exponent >= Self.infinite { return 0 }
    var one = Digits(bytes: bytes, index: first)
    var two = Digits(bytes: other.bytes, index: other.first)
    while true {
      let (a, b) = (one.next(), two.next())
      if a == nil, b == nil { return 0 }
      if (a ?? 0) != (b ?? 0) { return (a ?? 0) < (b ?? 0) ? -sign : sign }
    }
  }
}
