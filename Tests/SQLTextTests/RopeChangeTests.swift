import SQLText
import Testing

struct RopeChangeTests {
  @Test func `What is the same in two texts is no change`() {
    var text = Rope(String(repeating: "select 1;\n", count: 10_000).utf8)
    let old = text
    text.replaceSubrange(50_000..<50_003, with: Array("é".utf8))
    let (gone, come) = text.change(since: old)
    #expect(gone == 50_000..<50_003)
    #expect(come == 50_000..<50_002)
    #expect(old.change(since: old).gone.isEmpty)
    #expect(Rope(Array(old)).change(since: old).come.isEmpty)
  }

  @Test func `What repeats is not counted from both sides`() {
    let (gone, come) = Rope("aaa".utf8).change(since: Rope("aa".utf8))
    #expect(gone == 2..<2)
    #expect(come == 2..<3)
  }

  @Test func `Any edits of any text are found`() {
    var random = SystemRandomNumberGenerator()
    var text = Rope(String(repeating: "ab\n", count: 3000).utf8)
    for _ in 0..<500 {
      let old = text
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let start = Int.random(in: 0...text.count, using: &random)
        let end = Int.random(in: start...min(text.count, start + 1500), using: &random)
        let new = (0..<Int.random(in: 0...1500, using: &random)).map { UInt8(truncatingIfNeeded: 97 + $0 % 3) }
        text.replaceSubrange(start..<end, with: new)
      }
      let (gone, come) = text.change(since: old)
      var again = old
      again.replaceSubrange(gone, with: Array(text[come]))
      #expect(again == text)
      let (left, right) = (Array(old), Array(text))
      let before = zip(left, right).prefix { $0 == $1 }.count
      #expect(gone.lowerBound == before)
    }
  }
}
