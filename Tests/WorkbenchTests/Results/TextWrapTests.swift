import Testing

@testable import Workbench

@Suite struct TextWrapTests {
  private func lines(_ text: String, _ width: Int) -> [String] {
    let bytes = Array(text.utf8)
    let starts = bytes.withUnsafeBytes { TextWrap.starts(of: $0, width: width) }.map { Int($0) } + [bytes.count]
    return zip(starts, starts.dropFirst()).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
  }

  @Test(arguments: [
    ("one two three", 8, ["one two ", "three"]), ("one two three", 7, ["one two ", "three"]),
    ("one two three", 6, ["one ", "two ", "three"]), ("a\nb c\n", 10, ["a\n", "b c\n", ""]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]), ("ab cdefghij k", 4, ["ab ", "cdef", "ghij ", "k"]),
    ("ab      cd", 4, ["ab      ", "cd"]), ("日本語テキスト", 6, ["日本語", "テキス", "ト"]),
    ("see 日本語 there", 6, ["see 日", "本語 ", "there"]), ("", 5, [""]),
    ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]), ("🇩🇪🇫🇷🇮🇹", 5, ["🇩🇪🇫🇷", "🇮🇹"]),
    ("x 👩\u{200D}👧 y", 5, ["x ", "👩\u{200D}👧 ", "y"]),
  ]) func `Text is cut between words, inside only of those longer than a line`(
    text: String, width: Int, expected: [String]
  ) {
    #expect(lines(text, width) == expected)
  }

  @Test func `Every line fits, and together they are the text`() {
    let text = String(repeating: "wörd 漢字 a-very-long-word-that-goes-on 👍🏽 ", count: 50)
    for width in 2...40 { #expect(lines(text, width).joined() == text) }
  }
}
