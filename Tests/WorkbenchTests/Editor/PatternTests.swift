import SQLText
import Testing

@testable import Workbench

struct PatternTests {
  private func found(_ regex: String, in text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try Pattern(regex: regex).matches(in: Rope(bytes), range: 0..<bytes.count).map {
      String(decoding: bytes[$0.range], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("a", "banana", ["a", "a", "a"]), ("an|a", "banana", ["an", "an", "a"]), ("(an)+", "banana", ["anan"]),
    ("a.", "ab\na\nac", ["ab", "ac"]), ("^\\w+", "one two\nthree", ["one", "three"]),
    ("\\w+$", "one two\nsix", ["two", "six"]),
    ("[a-c]+", "abcdcab", ["abc", "cab"]), ("[^a-c\\s]+", "ab de f", ["de", "f"]),
    ("\\d{2,3}", "1 22 333 4444", ["22", "333", "444"]),
    ("\".*?\"", "\"a\" \"b\"", ["\"a\"", "\"b\""]), ("\\bin\\b", "in inner in", ["in", "in"]),
    ("größe", "GRÖSSE größe GRÖße", ["größe", "GRÖße"]),
    ("Ab", "ab Ab AB", ["Ab"]), ("x*", "axxb", ["", "xx", "", ""]), ("a{0}b", "ab", ["b"]),
    ("(a|ab)(c|bcd)", "abcd", ["abcd"]),
    ("\\.", "a.b", ["."]), ("[]a]+", "a]b", ["a]"]), ("a{,b}", "a{,b}", ["a{,b}"]), ("(?:ab)+c", "ababc", ["ababc"]),
  ]) func `Expressions find what they should`(regex: String, text: String, wanted: [String]) throws {
    #expect(try found(regex, in: text) == wanted)
  }

  @Test(arguments: ["(", ")", "[", "*", "a{2000}", "[b-a]", "\\", "(?=a)", "((((a{99}){99}){99}){99})"])
  func `What is no expression is said to be none`(regex: String) {
    #expect(throws: PatternError.self) { try Pattern(regex: regex) }
  }

  @Test func `Groups are told apart`() throws {
    let bytes = Array("from=to".utf8)
    let match = try #require(
      try Pattern(regex: "(\\w+)=(\\w+)|(x)").firstMatch(in: Rope(bytes), range: 0..<bytes.count))
    #expect(match.groups == [0..<4, 5..<7, nil])
    let text = ReplacementText("\\2 \\1 \\0 \\&\\n", isRegex: true)
    #expect(String(decoding: text.bytes(for: match, in: Rope(bytes)), as: UTF8.self) == "to from from=to from=to\n")
    let cased = ReplacementText("\\u$1-\\U$2x\\E-\\L\\u\\1 $4 $", isRegex: true, groups: 3)
    #expect(String(decoding: cased.bytes(for: match, in: Rope(bytes)), as: UTF8.self) == "From-TOX-From $4 $")
  }

  @Test func `Patterns that others never finish with are done at once`() throws {
    let bytes = [UInt8](repeating: 0x61, count: 20_000)
    let pattern = try Pattern(regex: "(a*)*(a|aa)+b")
    let clock = ContinuousClock()
    let time = clock.measure { #expect(pattern.firstMatch(in: Rope(bytes[..<2000]), range: 0..<2000) == nil) }
    #expect(time < .seconds(20))
  }

  @Test(arguments: [
    ("a\\+", "a+"), ("a+", "a\\+"), ("\\(a\\|b\\)", "(a|b)"), ("\\va+(b)", "a+(b)"), ("\\<a\\>", "\\<a\\>"),
    ("\\va{2}", "a{2}"), ("a\\{2}", "a{2}"), ("[(+]", "[(+]"), ("a\\=", "a?"), ("a\\{-}b", "a*?b"),
    ("a\\{-1,2}", "a{1,2}?"), ("\\_s", "(?:[ \\t]|\\n)"), ("[^a]", "[^\\na]"),
  ]) func `Vim's expressions are understood`(vim: String, regex: String) {
    #expect(VimPattern.regex(vim).regex == regex)
  }
}
