/// What words mean, found by their bytes in any case: looking one up makes no string, so that a screen full of them is coloured at each key.
struct WordTable<Meaning: Sendable>: Sendable {
  /// Bytes of the longest word.
  let longest: Int
  private let slots: [Slot?]

  private struct Slot: Sendable {
    var word: [UInt8]
    var meaning: Meaning
  }

  /// The words in lower case, of ASCII's letters.
  init(_ words: [String: Meaning]) {
    var size = 8
    while size < 3 * words.count { size *= 2 }
    var slots = [Slot?](repeating: nil, count: size)
    for (word, meaning) in words {
      let bytes = Array(word.utf8)
      var place = bytes.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
      while slots[place] != nil { place = (place + 1) & (size - 1) }
      slots[place] = Slot(word: bytes, meaning: meaning)
    }
    self.slots = slots
    longest = words.keys.map(\.utf8.count).max() ?? 0
  }

  subscript(_ word: UnsafeBufferPointer<UInt8>) -> Meaning? {
    var place = Self.hash(word) & (slots.count - 1)
    while let slot = slots[place] {
      if slot.word.count == word.count, zip(slot.word, word).allSatisfy({ $0 == Self.lower($1) }) {
        return slot.meaning
      }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  /// FNV-1a.
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in word { hash = (hash ^ UInt32(lower(byte))) &* 16_777_619 }
    return Int(hash)
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
