/// Subsequence matching that prefers whole substrings, word starts and early places.
package enum FuzzyMatch {
  /// How much more a text scores at least that fits in a better way, and does so near its beginning.
  static let grade = 1000

  /// The higher the better; nil when the letters of `wanted` do not occur in order. Letter case is ignored.
  package static func score(_ wanted: String, in text: String) -> Int? {
    Needle(wanted).score(in: prepared(text))
  }

  /// A text made ready to be searched often.
  static func prepared(_ text: String) -> [UInt8] { Array(text.lowercased().utf8) }

  /// What is wanted, made ready for many texts.
  struct Needle {
    private let bytes: [UInt8]
    private let words: [[UInt8]]

    init(_ wanted: String) {
      words = FuzzyMatch.prepared(wanted).split(separator: UInt8(ascii: " ")).map(Array.init)
      bytes = words.flatMap(\.self)
    }

    /// More words than this are no search: the letters alone decide.
    private static let mostWords = 8

    /// The letters in their order, or each word by itself wherever it starts a word.
    func score(in prepared: [UInt8]) -> Int? {
      let whole = FuzzyMatch.score(bytes, prepared)
      guard 2...Self.mostWords ~= words.count else { return whole }
      var sum = 0
      for word in words {
        guard let score = FuzzyMatch.wordScore(word, prepared) else { return whole }
        sum += score
      }
      return max(whole ?? 0, sum / words.count)
    }
  }

  private static func wordScore(_ word: [UInt8], _ hay: [UInt8]) -> Int? {
    guard let start = substrings(word, hay).first(where: { isWordStart(hay, $0) }) else { return nil }
    return (1500 - start) * 4 - min(hay.count, 100) / 8
  }

  private static func score(_ needle: [UInt8], _ hay: [UInt8]) -> Int? {
    guard !needle.isEmpty else { return 0 }
    guard var best = subsequence(needle, hay) else { return nil }
    if let start = substring(needle, hay) {
      best = max(best, 1000 + (isWordStart(hay, start) ? 500 : 0) - start)
      if start == 0 { best += 250 }
    }
    return best * 4 - min(hay.count, 100) / 8
  }

  private static func subsequence(_ needle: [UInt8], _ hay: [UInt8]) -> Int? {
    var score = 0
    var place = 0
    var last = -2
    for letter in needle {
      guard let found = hay[place...].firstIndex(of: letter) else { return nil }
      score += found == last + 1 ? 15 : isWordStart(hay, found) ? 10 : 1
      last = found
      place = found + 1
    }
    return score
  }

  private static func substring(_ needle: [UInt8], _ hay: [UInt8]) -> Int? {
    substrings(needle, hay).first { _ in true }
  }

  /// Where the needle occurs.
  private static func substrings(_ needle: [UInt8], _ hay: [UInt8]) -> some Sequence<Int> {
    (0..<max(0, hay.count - needle.count + 1)).lazy.filter { hay[$0..<$0 + needle.count].elementsEqual(needle) }
  }

  private static func isWordStart(_ hay: [UInt8], _ index: Int) -> Bool {
    guard index > 0 else { return true }
    switch hay[index - 1] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return false
    default: return true
    }
  }
}
