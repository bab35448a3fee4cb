/// What a stretch of lines can hold, told without reading it: which pairs and triples of characters stand in it, and how long its slowest
/// statement took. A digest lives in memory beside the mapped lines that it was made from, so it cannot be out of date.
struct LinesDigest: Sendable {
  /// A bit for each pair, then one for each triple, found by a hash.
  private var bits: [UInt64]
  /// Whole seconds of the slowest statement, rounded down.
  let slowest: Double
  /// Whether every line is as Perch writes it, so that what a filter asks for stands in it as bytes.
  let isUsual: Bool

  private static let pairs: UInt32 = 1 << 12
  private static let triples: UInt32 = 1 << 14
  /// Letters a-z in lower case.
  private static let folded = (0...255).map { (byte: Int) -> UInt32 in
    UInt32((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
  }

  init(_ lines: UnsafeRawBufferPointer) {
    bits = Self.mark(lines)
    (slowest, isUsual) = HistorySieve.survey(lines)
  }

  private static func mark(_ lines: UnsafeRawBufferPointer) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: Int(pairs + triples) / 64)
    bits.withUnsafeMutableBufferPointer { bits in
      folded.withUnsafeBufferPointer { folded in
        var last: UInt32 = 0
        for byte in lines {
          last = (last << 8) & 0xFF_FFFF | folded[Int(byte)]
          let (pair, triple) = (place(ofPair: last & 0xFFFF), place(ofTriple: last))
          bits[Int(pair >> 6)] |= 1 << UInt64(pair & 63)
          bits[Int(triple >> 6)] |= 1 << UInt64(triple & 63)
        }
      }
    }
    return bits
  }

  private static func place(ofPair pair: UInt32) -> UInt32 { (pair &* 0x9E37_79B1) >> 20 }
  private static func place(ofTriple triple: UInt32) -> UInt32 { pairs + (triple &* 0x85EB_CA6B) >> 18 }

  /// The bits that are set wherever the text of a needle stands; none for a single character.
  static func places(of needle: ByteNeedle) -> [Int] {
    let bytes = needle.bytes.map(UInt32.init)
    if bytes.count == 2 { return [Int(place(ofPair: bytes[0] << 8 | bytes[1]))] }
    return zip(bytes, zip(bytes.dropFirst(), bytes.dropFirst(2))).map { first, rest in
      Int(place(ofTriple: first << 16 | rest.0 << 8 | rest.1))
    }
  }

  /// Whether all of these bits are set.
  func holds(_ places: [Int]) -> Bool { places.allSatisfy { bits[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 } }
}
