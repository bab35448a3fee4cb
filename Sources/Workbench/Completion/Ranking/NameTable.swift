/// Names packed into one block of bytes: what is typed is compared with ten thousand of them in a fraction of a millisecond.
struct NameTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var marks: [Mark] = []

  private struct Mark {
    var letters: UInt64 = 0
    var starts: UInt64 = 0
  }

  var count: Int { ends.count }

  mutating func append(_ name: String) {
    Self.withFolded(name) { folded, mark in
      bytes.append(contentsOf: folded)
      marks.append(mark)
    }
    ends.append(bytes.count)
  }

  /// Calls with the name in lower case and the marks of it. Only other letters than ASCII's need Unicode's way.
  private static func withFolded<Result>(
    _ name: String, _ body: (UnsafeBufferPointer<UInt8>, Mark) -> Result
  ) -> Result {
    var name = name.utf8.allSatisfy { $0 < 0x80 } ? name : name.lowercased()
    return name.withUTF8 { name in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.count) { folded in
        let mark = fold(name, into: folded)
        return body(UnsafeBufferPointer(folded), mark)
      }
    }
  }

  private static func fold(_ name: UnsafeBufferPointer<UInt8>, into folded: UnsafeMutableBufferPointer<UInt8>) -> Mark {
    var mark = Mark()
    var before: UInt8 = 0x5F
    for place in name.indices {
      let byte = name[place]
      let isUpper = byte &- 0x41 < 26
      let lower = isUpper ? byte | 0x20 : byte
      if place < 64, startsWord(byte, isUpper: isUpper, behind: before) { mark.starts |= 1 << UInt64(place) }
      mark.letters |= TypedName.bit(lower)
      folded.initializeElement(at: place, to: lower)
      before = byte
    }
    return mark
  }

  /// Behind `_`, space and dot; at a capital behind a small letter, as in `InvoiceLine`.
  private static func startsWord(_ byte: UInt8, isUpper: Bool, behind before: UInt8) -> Bool {
    switch before {
    case 0x5F, 0x20, 0x2E, 0x2D: byte != 0x5F
    default: isUpper && before &- 0x61 < 26
    }
  }

  /// Length of a name in lower case, in bytes.
  func length(_ place: Int) -> Int { place > 0 ? ends[place] - ends[place - 1] : ends[0] }

  /// The place of the name and how it matches, for every one that does.
  func match(_ typed: TypedName, _ body: (Int, NameMatch) -> Void) {
    guard !typed.isEmpty else {
      for place in 0..<count { body(place, .start) }
      return
    }
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for place in 0..<ends.count {
        let end = ends[place]
        if typed.letters & ~marks[place].letters == 0 {
          let name = UnsafeBufferPointer(rebasing: bytes[start..<end])
          if let match = NameMatch(typed, name, starts: marks[place].starts) { body(place, match) }
        }
        start = end
      }
    }
  }

  /// How a single name matches.
  static func match(_ typed: TypedName, _ name: String) -> NameMatch? {
    if typed.isEmpty { return .start }
    // Most have not even the letters.
    guard typed.mayOccur(in: name) else { return nil }
    return withFolded(name) { folded, mark in NameMatch(typed, folded, starts: mark.starts) }
  }
}
