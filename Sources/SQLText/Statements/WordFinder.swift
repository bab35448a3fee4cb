/// Looks for words in texts, in any case and inside other words too: one pass, no copy. What it does not find is not there.
package struct WordFinder: Sendable {
  private let words: [[UInt8]]
  /// For each byte in lower case, whether a word begins with it.
  private var begins = [Bool](repeating: false, count: 256)

  /// - Parameter words: ASCII letters in lower case, none empty.
  package init(_ words: String...) {
    self.words = words.map { Array($0.utf8) }
    for word in self.words { begins[Int(word[0])] = true }
  }

  package func isAny(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.indices.contains { start in
        begins[Int(bytes[start] | 0x20)] && words.contains { Self.stands($0, in: bytes, at: start) }
      }
    }
  }

  private static func stands(_ word: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    start + word.count <= bytes.count && word.indices.allSatisfy { bytes[start + $0] | 0x20 == word[$0] }
  }
}
