/// What is typed, as names are compared with it: in lower case, as UTF-8.
struct TypedName: Sendable {
  let bytes: [UInt8]
  /// The letters that a name must have to be worth a closer look.
  let letters: UInt64

  init(_ text: String) {
    bytes = Array(text.lowercased().utf8)
    letters = bytes.reduce(0) { $0 | Self.bit($1) }
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Whether a name, in any letter case, has all the letters.
  func mayOccur(in name: String) -> Bool {
    var found: UInt64 = 0
    for byte in name.utf8 {
      if byte >= 0x80 { return true }
      found |= Self.bit(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return letters & ~found == 0
  }

  /// One bit for each letter and digit, one for everything else.
  static func bit(_ byte: UInt8) -> UInt64 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): 1 << UInt64(byte - UInt8(ascii: "a"))
    case UInt8(ascii: "0")...UInt8(ascii: "9"): 1 << UInt64(26 + byte - UInt8(ascii: "0"))
    default: 1 << 63
    }
  }
}

/// How well a name fits what is typed, the best first. Raw values count like groups of candidates: a worse match has to be nearer to the
/// place by so much to come first.
enum NameMatch: Int, Comparable {
  /// The same, or its beginning.
  case start = 0
  /// The beginning of a later word: `id` in `customer_id`.
  case wordStart = 3
  /// Beginnings of several words: `cid` for `customer_id`.
  case wordStarts = 4
  case inside = 9
  /// All letters in their order, from the beginning of a word on.
  case scattered = 10

  static func < (a: NameMatch, b: NameMatch) -> Bool { a.rawValue < b.rawValue }

  /// `name` is in lower case; bit n of `starts` says whether a word starts at its byte n.
  init?(_ typed: TypedName, _ name: UnsafeBufferPointer<UInt8>, starts: UInt64) {
    let count = typed.bytes.count
    guard count > 0 else {
      self = .start
      return
    }
    guard count <= name.count else { return nil }
    let found: NameMatch? = typed.bytes.withUnsafeBufferPointer { typed in
      if Self.starts(name, at: 0, with: typed) { return .start }
      var isInside = false
      for place in 1..<max(1, name.count - count + 1) where name[place] == typed[0] {
        guard Self.starts(name, at: place, with: typed) else { continue }
        if Self.isStart(place, starts) { return .wordStart }
        isInside = true
      }
      if Self.joinsStarts(typed, name, starts) { return .wordStarts }
      if isInside { return .inside }
      return count > 1 && Self.isScattered(typed, name, starts) ? .scattered : nil
    }
    guard let found else { return nil }
    self = found
  }

  private static func isStart(_ place: Int, _ starts: UInt64) -> Bool { place < 64 && starts >> UInt64(place) & 1 == 1 }

  private static func starts(
    _ name: UnsafeBufferPointer<UInt8>, at place: Int, with typed: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard place + typed.count <= name.count else { return false }
    for index in 0..<typed.count where name[place + index] != typed[index] { return false }
    return true
  }

  /// Whether the letters are beginnings of words, in their order. For each number of letters only the earliest place behind them counts:
  /// whatever follows from a later one follows from it too.
  private static func joinsStarts(
    _ typed: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>, _ starts: UInt64
  ) -> Bool {
    let end = min(name.count, 64)
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: typed.count + 1) { behind in
      behind.initialize(repeating: .max)
      behind[0] = 0
      for index in typed.indices where behind[index] < end {
        for start in behind[index]..<end where isStart(start, starts) && name[start] == typed[index] {
          var length = 0
          while index + length < typed.count, start + length < name.count, name[start + length] == typed[index + length]
          {
            length += 1
            behind[index + length] = min(behind[index + length], start + length)
          }
        }
      }
      return behind[typed.count] < .max
    }
  }

  private static func isScattered(
    _ typed: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>, _ starts: UInt64
  ) -> Bool {
    guard let first = name.indices.first(where: { isStart($0, starts) && name[$0] == typed[0] }) else { return false }
    var index = 0
    for place in first..<name.count where index < typed.count && name[place] == typed[index] { index += 1 }
    return index == typed.count
  }
}
