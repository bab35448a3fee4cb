import TestSupport
import Testing
import Workbench

struct FuzzyMatchTests {
  @Test(arguments: [
    ("", "anything", true), ("abc", "a-b-c", true), ("ABC", "abc", true), ("abc", "acb", false), ("a b", "ab", true),
    ("abc", "ab", false), ("é", "café", true), ("main", "acme ▸ main", true), ("acmemain", "acme ▸ main", true),
  ]) func `Letters have to occur in order`(wanted: String, text: String, matches: Bool) {
    #expect((FuzzyMatch.score(wanted, in: text) != nil) == matches)
  }

  /// The first is the better one.
  @Test(arguments: [
    ("run", "query.run", "grid.turn"), ("film", "film", "film_actor"), ("film", "film_actor", "old_film"),
    ("film", "old_film", "fill them"), ("fa", "film_actor", "fulfil many"), ("dev", "dev", "a device"),
    ("br", "branch.switch", "library"), ("qr", "query.run", "aquarium"),
  ]) func `The nearer one comes first`(wanted: String, better: String, worse: String) throws {
    let first = try #require(FuzzyMatch.score(wanted, in: better))
    let second = FuzzyMatch.score(wanted, in: worse)
    #expect(second.map { first > $0 } ?? true)
  }

  @Test func `What a text contains matches it whatever else is there`() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let text = String(decoding: random.bytes(pieces: ["film", "_", ".", " ", "é", "▸"], count: 6), as: UTF8.self)
      let start = text.indices.randomElement(using: &random) ?? text.startIndex
      let part = String(text[start...].prefix(3))
      #expect(FuzzyMatch.score(part, in: text) != nil, "\(part) in \(text)")
    }
  }
}
