import TestSupport
import Testing

@testable import SQLText

struct PlacedListTests {
  /// A list beside the array that it must be equal to.
  private struct Pair {
    var list: PlacedList<Token>
    var tokens: [Token]

    init(_ lengths: [Int], most: Int) {
      tokens = Self.tokens(lengths, from: 0)
      list = PlacedList(tokens, end: tokens.last?.end ?? 0, most: most)
    }

    static func tokens(_ lengths: [Int], from start: Int) -> [Token] {
      var end = start
      return lengths.map { length in
        end += length
        return Token(.word, end - length, end)
      }
    }

    mutating func replace(_ range: Range<Int>, with lengths: [Int]) {
      let start = range.lowerBound > 0 ? tokens[range.lowerBound - 1].end : 0
      let fresh = Self.tokens(lengths, from: start)
      let rest = tokens[range.upperBound...].map { $0.range.count }
      tokens.replaceSubrange(range.lowerBound..., with: fresh + Self.tokens(rest, from: fresh.last?.end ?? start))
      list.replace(range, with: fresh, end: tokens.last?.end ?? 0)
    }

    func check() {
      #expect(list.count == tokens.count && list.end == tokens.last?.end ?? 0)
      #expect(tokens.indices.map { list[$0] } == tokens)
      var reader = list.reader()
      #expect(tokens.indices.map { reader[$0] } == tokens)
      #expect(tokens.indices.reversed().map { reader[$0] } == tokens.reversed())
      for part in [0..<tokens.count / 2, tokens.count / 3..<tokens.count] {
        #expect(Array(TokenList(list: list)[part]) == Array(tokens[part]))
      }
      for place in stride(from: 0, through: list.end + 1, by: max(1, list.end / 10)) {
        #expect(list.first { $0.end > place } == tokens.firstIndex { $0.end > place } ?? tokens.count)
      }
    }
  }

  private static func lengths(_ count: Int, _ random: inout SeededGenerator) -> [Int] {
    (0..<count).map { _ in Int.random(in: 1...9, using: &random) }
  }

  @Test(arguments: UInt64(0)..<40)
  func `After any edits a list is equal to the array`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let most = [1, 2, 8, 16, 40][Int(seed % 5)]
    var pair = Pair(Self.lengths(Int.random(in: 0...200, using: &random), &random), most: most)
    pair.check()
    var kept = pair
    for step in 0..<50 {
      let start = Int.random(in: 0...pair.tokens.count, using: &random)
      let longest = step % 10 == 9 ? pair.tokens.count : 5
      let end = Int.random(in: start...min(pair.tokens.count, start + longest), using: &random)
      let new = Int.random(in: 0...(step % 10 == 4 ? 150 : 4), using: &random)
      pair.replace(start..<end, with: Self.lengths(new, &random))
      pair.check()
      if step == 30 { kept = pair }
    }
    // What others keep stays as it was.
    kept.check()
  }

  @Test func `Elements taken one by one from anywhere leave no more chunks than they fill`() {
    var random = SeededGenerator(seed: 7)
    var pair = Pair(Self.lengths(1000, &random), most: 16)
    while pair.tokens.count > 20 {
      let place = Int.random(in: 0..<pair.tokens.count, using: &random)
      pair.replace(place..<place + 1, with: [])
    }
    pair.check()
    #expect(pair.list.chunks.count <= 10)
    pair.replace(0..<pair.tokens.count, with: [])
    pair.check()
    pair.replace(0..<0, with: [3, 4])
    pair.check()
  }
}
