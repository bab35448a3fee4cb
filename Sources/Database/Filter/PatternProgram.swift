/// A pattern as states with steps over bytes.
struct PatternProgram: Sendable, Hashable {
  enum State: Sendable, Hashable {
    /// Goes on at the state when the byte is in the range.
    case byte(ClosedRange<UInt8>, Int)
    /// Goes on at all of the states, without a byte.
    case split([Int])
    /// Goes on where the text starts, or ends.
    case atStart(Int)
    case atEnd(Int)
    case match
  }

  private(set) var states: [State] = [.match]
  private(set) var start = 0

  init(_ node: PatternNode) { start = add(node, then: 0) }

  private mutating func add(_ state: State) -> Int {
    states.append(state)
    return states.count - 1
  }

  /// Adds the states of a node, from the last to the first; gives the first.
  private mutating func add(_ node: PatternNode, then next: Int) -> Int {
    switch node {
    case .empty: return next
    case .start: return add(.atStart(next))
    case .end: return add(.atEnd(next))
    case .sequence(let parts): return parts.reversed().reduce(next) { add($1, then: $0) }
    case .alternatives(let choices):
      let entries = choices.map { add($0, then: next) }
      return add(.split(entries))
    case .scalar(let ranges):
      let entries = ranges.flatMap { UTF8Ranges.of($0) }.map { bytes in
        bytes.reversed().reduce(next) { add(.byte($1, $0)) }
      }
      return entries.count == 1 ? entries[0] : add(.split(entries))
    case .repeat(let part, let atLeast, let atMost):
      return addRepeat(part, atLeast, atMost, then: next)
    }
  }

  private mutating func addRepeat(_ part: PatternNode, _ atLeast: Int, _ atMost: Int?, then next: Int) -> Int {
    var entry = next
    if let atMost {
      for _ in atLeast..<max(atLeast, atMost) { entry = add(.split([add(part, then: entry), next])) }
    } else {
      let loop = add(.split([]))
      states[loop] = .split([add(part, then: loop), next])
      entry = loop
    }
    for _ in 0..<atLeast { entry = add(part, then: entry) }
    return entry
  }
}

/// The sequences of bytes that encode a range of code points.
enum UTF8Ranges {
  static func of(_ range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
    var sequences: [[ClosedRange<UInt8>]] = []
    // Each length of encoding on its own; surrogates are never encoded.
    for part in [0...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF] as [ClosedRange<UInt32>]
    where range.overlaps(part) {
      split(range.clamped(to: part), &sequences)
    }
    return sequences
  }

  /// Splits where the last bytes do not run through all their values.
  private static func split(_ range: ClosedRange<UInt32>, _ sequences: inout [[ClosedRange<UInt8>]]) {
    let (low, high) = (range.lowerBound, range.upperBound)
    if low > 0x7F {
      for bits in [6, 12, 18] as [UInt32] {
        let mask: UInt32 = (1 << bits) - 1
        guard low & ~mask != high & ~mask else { break }
        if low & mask != 0 {
          split(low...(low | mask), &sequences)
          return split((low | mask) + 1...high, &sequences)
        }
        if high & mask != mask {
          split(low...(high & ~mask) - 1, &sequences)
          return split(high & ~mask...high, &sequences)
        }
      }
    }
    let (first, last) = (encoded(low), encoded(high))
    sequences.append(zip(first, last).map { $0...$1 })
  }

  private static func encoded(_ value: UInt32) -> [UInt8] {
    Unicode.Scalar(value).map { Array(UTF8.encode($0)!) } ?? []
  }
}
