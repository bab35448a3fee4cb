/// Random numbers that are the same in every run (SplitMix64), so that a failure of a property can be repeated.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SeededGenerator {
  /// Bytes that are partly the given pieces and partly anything at all.
  package mutating func bytes(pieces: [String], count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<count {
      if Int.random(in: 0..<4, using: &self) > 0 {
        bytes += Array(pieces.randomElement(using: &self)!.utf8)
      } else {
        bytes.append(UInt8.random(in: 0...255, using: &self))
      }
    }
    return bytes
  }
}
