/// A text to look for in bytes, sixteen places at a time; letters a-z are found in either case.
struct ByteNeedle: Sendable, Hashable {
  /// Letters a-z in lower case.
  let bytes: [UInt8]
  private let first: Probe
  private let last: Probe

  /// One byte of the needle as a comparison of sixteen: bits that do not matter are set before it.
  private struct Probe: Sendable, Hashable {
    let wanted: SIMD16<UInt8>
    let ignored: SIMD16<UInt8>

    init(_ byte: UInt8) {
      wanted = SIMD16(repeating: byte)
      ignored = SIMD16(repeating: ByteNeedle.isLetter(byte) ? 0x20 : 0)
    }

    @inline(__always)
    func compare(_ bytes: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> { (bytes | ignored) .== wanted }
  }

  /// nil for an empty text.
  init?(_ text: some Sequence<UInt8>) {
    bytes = text.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    guard let start = bytes.first, let end = bytes.last else { return nil }
    first = Probe(start)
    last = Probe(end)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

  /// The first place at or behind `start` where the text stands whole.
  func place(in hay: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = hay.baseAddress, hay.count - start >= bytes.count else { return nil }
    let reach = bytes.count - 1
    var place = start
    let end = hay.count - reach
    while place + 16 <= end {
      let hits =
        first.compare((base + place).loadUnaligned(as: SIMD16<UInt8>.self))
        .& last.compare((base + place + reach).loadUnaligned(as: SIMD16<UInt8>.self))
      var bits = Self.bits(hits)
      while bits != 0 {
        let found = place + bits.trailingZeroBitCount
        if isWhole(base + found) { return found }
        bits &= bits - 1
      }
      place += 16
    }
    while place < end {
      if isWhole(base + place) { return place }
      place += 1
    }
    return nil
  }

  func stands(at place: Int, in hay: UnsafeRawBufferPointer) -> Bool {
    place + bytes.count <= hay.count && isWhole(hay.baseAddress! + place)
  }

  func occurs(in hay: UnsafeRawBufferPointer) -> Bool { place(in: hay, from: 0) != nil }

  /// One bit for each of the sixteen.
  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt32 {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    if halves.x | halves.y == 0 { return 0 }
    // The lowest bit of each byte is gathered into the top byte by the product.
    let gather: UInt64 = 0x0102_0408_1020_4080
    let low = ((halves.x & 0x0101_0101_0101_0101) &* gather) >> 56
    let high = ((halves.y & 0x0101_0101_0101_0101) &* gather) >> 56
    return UInt32(low) | UInt32(high) << 8
  }

  @inline(__always)
  private func isWhole(_ place: UnsafeRawPointer) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        let byte = place.load(fromByteOffset: index, as: UInt8.self)
        guard (byte &- 0x41 < 26 ? byte | 0x20 : byte) == bytes[index] else { return false }
      }
      return true
    }
  }
}
