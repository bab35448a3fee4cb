/// Compares texts as bytes of UTF-8, which is the order of their code points.
enum TextOrder {
  static func compare(_ one: UnsafeRawBufferPointer, _ two: UnsafeRawBufferPointer) -> Int {
    let count = min(one.count, two.count)
    var index = 0
    while index + 8 <= count {
      let a = one.loadUnaligned(fromByteOffset: index, as: UInt64.self).bigEndian
      let b = two.loadUnaligned(fromByteOffset: index, as: UInt64.self).bigEndian
      if a != b { return a < b ? -1 : 1 }
      index += 8
    }
    while index < count {
      if one[index] != two[index] { return one[index] < two[index] ? -1 : 1 }
      index += 1
    }
    return one.count - two.count
  }

  /// Runs of digits are compared as numbers; equal numbers with more zeros in front come later.
  static func compareNaturally(_ one: UnsafeRawBufferPointer, _ two: UnsafeRawBufferPointer) -> Int {
    var (i, j) = (0, 0)
    while i < one.count, j < two.count {
      if isDigit(one[i]), isDigit(two[j]) {
        let (a, b) = (digits(one, &i), digits(two, &j))
        if a.count != b.count { return a.count - b.count }
        let order = compare(UnsafeRawBufferPointer(rebasing: one[a]), UnsafeRawBufferPointer(rebasing: two[b]))
        if order != 0 { return order }
      } else {
        if one[i] != two[j] { return one[i] < two[j] ? -1 : 1 }
        i += 1
        j += 1
      }
    }
    let left = (one.count - i) - (two.count - j)
    return left != 0 ? left : compare(one, two)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The digits at `index` without zeros in front; `index` goes behind them.
  private static func digits(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Range<Int> {
    while index < bytes.count, bytes[index] == 0x30 { index += 1 }
    let start = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    return start..<index
  }

  /// The first eight bytes from `start` on as a number that sorts as they do; zeros follow a short text.
  static func key(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
    if bytes.count - start >= 8 { return bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self).bigEndian }
    var key: UInt64 = 0
    for index in start..<start + 8 { key = key << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0) }
    return key
  }

  /// As `key`, with all digits the same and nothing behind the first of them.
  static func naturalKey(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var key: UInt64 = 0
    for index in 0..<8 {
      guard index < bytes.count else { return key << (8 * UInt64(8 - index)) }
      if isDigit(bytes[index]) { return (key << 8 | 0x30) << (8 * UInt64(7 - index)) }
      key = key << 8 | UInt64(bytes[index])
    }
    return key
  }
}
