import Testing

@testable import Workbench

struct NameMatchTests {
  private func match(_ typed: String, _ name: String) -> NameMatch? { NameTable.match(TypedName(typed), name) }

  @Test(arguments: [
    ("cid", "customer_id", NameMatch.wordStarts), ("cuid", "customer_id", .wordStarts),
    ("id", "customer_id", .wordStart),
    ("cust", "customer_id", .start), ("tom", "customer_id", .inside), ("cmd", "customer_id", .scattered),
    ("aab", "a_ab_b", .wordStarts), ("iln", "InvoiceLineNumber", .wordStarts),
  ]) func `Names are found by beginnings of their words`(typed: String, name: String, how: NameMatch) {
    #expect(match(typed, name) == how)
  }

  @Test func `A name longer than sixty-four letters is matched to its end`() {
    let long = String(repeating: "x", count: 60) + "_" + "abcdefgh_tail"
    #expect(match("xabcdefghq", long) == nil)
    #expect(match("xabcdefght", long) == .scattered)
    #expect(match("x" + "abcdefgh_tail", long) == .wordStarts)
  }

  @Test func `Words that all begin alike are matched in bounded time`() {
    let name = String(repeating: "a_", count: 31) + "b"
    #expect(match(String(repeating: "a", count: 15) + "bb", name) == nil)
    #expect(match(String(repeating: "a", count: 31) + "b", name) == .wordStarts)
  }
}
