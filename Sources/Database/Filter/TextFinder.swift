/// Finds a piece of text in bytes, eight places at a time. Letter case of a-z is ignored unless told otherwise.
package struct TextFinder: Sendable, Hashable {
  private let needle: [UInt8]
  private let ignoresCase: Bool

  package init(_ text: String, ignoresCase: Bool = true) {
    self.ignoresCase = ignoresCase
    needle = text.utf8.map { ignoresCase ? Self.folded($0) : $0 }
  }

  package var isEmpty: Bool { needle.isEmpty }
  var count: Int { needle.count }

  package func isFound(in bytes: UnsafeRawBufferPointer) -> Bool { firstPlace(in: bytes, from: 0) != nil }

  /// Where the text stands first from `start` on.
  func firstPlace(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let first = needle.first, let last = needle.last else { return start <= bytes.count ? start : nil }
    let lastOffset = needle.count - 1
    var place = start
    let (mask1, mask2) = (mask(first), mask(last))
    let (word1, word2) = (Self.spread(first), Self.spread(last))
    while place + lastOffset + 8 <= bytes.count {
      let one = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let two = bytes.loadUnaligned(fromByteOffset: place + lastOffset, as: UInt64.self)
      // A byte is zero where both the first and the last letter fit.
      let wrong = (one | mask1) ^ word1 | (two | mask2) ^ word2
      if (wrong &- 0x0101_0101_0101_0101) & ~wrong & 0x8080_8080_8080_8080 != 0 {
        for offset in 0..<8 where isMatch(bytes, at: place + offset) { return place + offset }
      }
      place += 8
    }
    while place + needle.count <= bytes.count {
      if isMatch(bytes, at: place) { return place }
      place += 1
    }
    return nil
  }

  private func isMatch(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
    for (offset, byte) in needle.enumerated() {
      let found = bytes[place + offset]
      if (ignoresCase ? Self.folded(found) : found) != byte { return false }
    }
    return true
  }

  private func mask(_ byte: UInt8) -> UInt64 {
    ignoresCase && (0x61...0x7A).contains(byte) ? 0x2020_2020_2020_2020 : 0
  }

  private static func spread(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
