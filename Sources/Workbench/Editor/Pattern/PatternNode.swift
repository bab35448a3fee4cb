/// A regular expression as it was read.
indirect enum PatternNode: Sendable, Hashable {
  case nothing
  case scalars(ScalarSet)
  case sequence([PatternNode])
  case either([PatternNode])
  case many(PatternNode, least: Int, most: Int?, isGreedy: Bool)
  /// With the number of its capture, from 1.
  case group(PatternNode, Int)
  case place(PatternPlace)
}

/// Places that take no characters.
enum PatternPlace: Sendable, Hashable { case lineStart, lineEnd, wordEdge, noWordEdge, wordStart, wordEnd }

/// Which characters fit.
struct ScalarSet: Sendable, Hashable {
  private(set) var ranges: [ClosedRange<UInt32>]
  var isInverted = false

  init(_ ranges: [ClosedRange<UInt32>], isInverted: Bool = false) {
    self.ranges = ranges
    self.isInverted = isInverted
  }

  init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

  func contains(_ value: UInt32) -> Bool {
    for range in ranges where range.contains(value) { return !isInverted }
    return isInverted
  }

  mutating func add(_ other: ScalarSet) {
    guard other.isInverted else {
      ranges += other.ranges
      return
    }
    var next: UInt32 = 0
    for range in other.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { ranges.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    ranges.append(next...0x10FFFF)
  }

  /// With the other case of each letter; large ranges have both cases already.
  var foldingCase: ScalarSet {
    var folded = self
    for range in ranges where range.count <= 256 {
      for value in range {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let (upper, lower) = (scalar.properties.uppercaseMapping, scalar.properties.lowercaseMapping)
        for other in [upper, lower] where other.unicodeScalars.count == 1 {
          let other = other.unicodeScalars.first!.value
          if other != value, !folded.ranges.contains(where: { $0.contains(other) }) {
            folded.ranges.append(other...other)
          }
        }
      }
    }
    return folded
  }

  static let digits = ScalarSet([0x30...0x39])
  static let words = ScalarSet([
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0xAA, 0xB5...0xB5, 0xC0...0x1FFF, 0x2C00...0xD7FF,
    0xF900...0xFFFD,
  ])
  static let spaces = ScalarSet([0x09...0x0D, 0x20...0x20, 0xA0...0xA0])
  static let notLineFeed = ScalarSet([0x0A...0x0A], isInverted: true)

  var inverted: ScalarSet { ScalarSet(ranges, isInverted: !isInverted) }
}
