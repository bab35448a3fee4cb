/// A colour as a sequence names it.
struct Ink: Equatable {
  private var bytes = SIMD32<UInt8>()
  private var count = 0

  /// The terminal's own.
  init() {}

  /// nil when there are too many bytes for any colour.
  init?(_ name: UnsafeBufferPointer<UInt8>.SubSequence) {
    guard name.count <= 32 else { return nil }
    for byte in name {
      bytes[count] = byte
      count += 1
    }
  }

  var isOwn: Bool { count == 0 }

  func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    withUnsafeBytes(of: bytes) { body(UnsafeBufferPointer(rebasing: $0.bindMemory(to: UInt8.self)[..<count])) }
  }
}

/// The parameters of a sequence that chooses what is drawn with, one after the other.
struct PenParameters {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Where the next one stands; it may be empty.
  mutating func next() -> Range<Int>? {
    guard place <= bytes.count else { return nil }
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: ";") { place += 1 }
    defer { place += 1 }
    return start..<place
  }

  /// The number in front of colons; 0 without one, nil when it is no number.
  func number(_ part: Range<Int>) -> Int? {
    var number = 0
    for byte in bytes[part] {
      if byte == UInt8(ascii: ":") { return number }
      guard byte &- UInt8(ascii: "0") < 10, number < 1000 else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }

  /// The colour that begins at a part, with the parts behind that belong to it; nil when some are missing.
  mutating func ink(_ part: Range<Int>) -> Ink? {
    var end = part.upperBound
    let isLong = part.count == 2 && bytes[part.upperBound - 1] == UInt8(ascii: "8")
    if isLong {
      guard let kind = next() else { return nil }
      end = kind.upperBound
      let isMixed = kind.count == 1 && bytes[kind.lowerBound] == UInt8(ascii: "2")
      for _ in 0..<(isMixed ? 3 : 1) {
        guard let more = next() else { return nil }
        end = more.upperBound
      }
    }
    return Ink(bytes[part.lowerBound..<end])
  }
}
