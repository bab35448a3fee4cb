import Testing

@testable import Database

@Suite struct TextPatternTests {
  private func matches(_ pattern: String, _ text: String, ignoresCase: Bool = false) throws -> Bool {
    let pattern = try TextPattern(pattern, ignoresCase: ignoresCase)
    var text = text
    return text.withUTF8 { pattern.isFound(in: UnsafeRawBufferPointer($0)) }
  }

  @Test(arguments: [
    ("abc", ["xabcx", "abc"], ["ab", "acb", ""]), ("^a", ["a", "ab"], ["ba", ""]), ("a$", ["a", "ba"], ["ab", ""]),
    ("^$", [""], ["a"]), ("", ["", "a"], []), ("a|b", ["xa", "b"], ["c"]), ("a*", ["", "b"], []),
    ("^a+$", ["a", "aaa"], ["", "ab"]), ("^a?b$", ["b", "ab"], ["aab"]), ("^a{2,3}$", ["aa", "aaa"], ["a", "aaaa"]),
    ("^a{2}$", ["aa"], ["a", "aaa"]), ("^a{2,}$", ["aa", "aaaaa"], ["a"]), ("a{x", ["a{x"], ["ax"]),
    ("^(ab|c)+$", ["abc", "cab"], ["a", ""]), ("^(?:a|)b$", ["b", "ab"], ["aab"]), ("[a-c]", ["xb"], ["d", "-"]),
    ("[^a-c]", ["d", "ad"], ["abc", ""]), ("[]a]", ["]", "a"], ["b"]), ("[a-]", ["-"], ["b"]),
    ("a.c", ["abc", "aäc"], ["ac"]),
    ("^.$", ["ä", "€", "😀", "a"], ["", "ab"]), ("^[ä-ü]$", ["ö"], ["o", "ÿ"]), ("^[^a]$", ["ä", "😀"], ["a", "bb"]),
    ("\\d+", ["a1"], ["a"]), ("^\\D$", ["ä"], ["1"]), ("\\s", ["a b"], ["ab"]), ("^\\w+$", ["a_1"], ["a-1"]),
    ("1\\.5", ["1.5"], ["1x5"]), ("(a|b)*c|d$", ["ababc", "xd"], ["dx"]), ("[\\d.]+x", ["1.2x"], ["ax"]),
  ]) func `A pattern matches what it should and nothing else`(pattern: String, yes: [String], no: [String]) throws {
    for text in yes { #expect(try matches(pattern, text), "\(text)") }
    for text in no { #expect(try !matches(pattern, text), "\(text)") }
  }

  @Test func `Case of a-z does not count when told so`() throws {
    #expect(try matches("aBc[x-z]", "xABCY", ignoresCase: true))
    #expect(try !matches("aBc", "ABC"))
  }

  @Test(arguments: ["a(", "a)", "[a", "*a", "a\\", "\\q", "(?=a)", "[z-a]", "a{3,2}", "a{2000}", "^*"])
  func `What is no pattern is refused with its place`(pattern: String) {
    #expect(throws: FilterError.self) { try TextPattern(pattern) }
  }

  @Test func `A pattern that others choke on takes no longer than the text is long`() throws {
    #expect(try !matches("^(a+)+$", String(repeating: "a", count: 20_000) + "b"))
    #expect(try !matches("(a|b|ab)*c$", String(repeating: "ab", count: 10_000)))
    #expect(try matches("(.*a){20}", String(repeating: "ab", count: 40)))
  }

  @Test func `Text is found at every place and only there`() {
    var generator = Shuffle(seed: 3)
    for _ in 0..<3000 {
      let letters = Array("abAB-é")
      let text = String(
        (0..<Int.random(in: 0..<40, using: &generator)).map { _ in letters.randomElement(using: &generator)! })
      let needle = String(
        (0..<Int.random(in: 1..<5, using: &generator)).map { _ in letters.randomElement(using: &generator)! })
      var bytes = text
      let found = bytes.withUTF8 { TextFinder(needle).isFound(in: UnsafeRawBufferPointer($0)) }
      #expect(found == text.lowercased().contains(needle.lowercased()), "\(needle) in \(text)")
    }
  }

  @Test func `A text that runs over the end of a cell is not in it`() {
    var set = ResultSet(columns: [Column(name: "a"), Column(name: "b")])
    var builder = RowBatch.Builder(columnCount: 2)
    for (a, b) in [("need", "le"), ("x", "needle"), ("needle", nil), ("nee", "dleneedle"), ("n", "eedle")]
      as [(String, String?)]
    {
      builder.append(a)
      if let b { builder.append(b) } else { builder.appendNull() }
    }
    set.append(builder.finish())
    let filter = RowFilter.text(TextFinder("needle"))
    #expect(filter.matches(in: set, rows: 0..<5) == [1, 2, 3])
    #expect(filter.matches(in: set, rows: 2..<3) == [2])
    #expect(filter.matches(in: set, rows: 4..<5) == [])
  }
}
