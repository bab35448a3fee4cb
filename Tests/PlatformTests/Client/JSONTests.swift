import JSONText
import Platform
import TestSupport
import Testing

@Suite struct JSONTests {
  private func parse(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }

  @Test func `Values are read in their order with their digits`() throws {
    let value = try parse(#" {"b": [1, -2.50e3, true, null], "a": "x\né😀\/", "b2": {}} "#)
    #expect(value["b"] == .list([.number("1"), .number("-2.50e3"), .bool(true), .null]))
    #expect(value["a"] == "x\né😀/")
    guard case .object(let members) = value else { return }
    #expect(members.map(\.name) == ["b", "a", "b2"])
    #expect(JSON.number("12.0").integer == 12 && JSON.number("9007199254740993").integer == 9_007_199_254_740_993)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "{a:1}", "\"abc", "nul", "1 2", "[1}", "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "+1",
    "tru",
    "{\"a\":1,}", "--1", "\u{FEFF}",
  ])
  func `What is no JSON is told`(text: String) {
    #expect(throws: JSONProblem.self) { try parse(text) }
  }

  @Test func `Half a surrogate pair is one replacement`() throws {
    #expect(try parse(#""\ud83dx""#) == "\u{FFFD}x")
    #expect(try parse(#""\ud83dA""#) == "\u{FFFD}A")
  }

  @Test func `Depth has a limit`() {
    #expect(throws: JSONProblem.self) { try parse(String(repeating: "[", count: 100_000)) }
  }

  @Test func `What is written reads back the same`() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let value = Self.value(depth: 4, &random)
      #expect(try JSON(parsing: value.bytes) == value)
    }
  }

  @Test func `Bytes at random are read or refused, never more`() {
    var random = SeededGenerator(seed: 11)
    let letters = Array(#"{}[]",:\u0a1e-. tfn"#.utf8) + [0, 0xFF, 0xC3]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0..<24, using: &random)).map { _ in letters.randomElement(using: &random) ?? 0 }
      _ = try? JSON(parsing: bytes)
    }
  }

  private static func value(depth: Int, _ random: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .number(String(Int.random(in: -1000...1000, using: &random)))
    case 3: return .text(["", "a\"\\", "\n\t\u{1}\u{7F}", "ü😀"].randomElement(using: &random) ?? "")
    case 4: return .list((0..<Int.random(in: 0..<4, using: &random)).map { _ in value(depth: depth - 1, &random) })
    default:
      return .object(
        (0..<Int.random(in: 0..<4, using: &random)).map { .init("k\($0)", value(depth: depth - 1, &random)) })
    }
  }

  @Test(arguments: [
    ("2026-11-20T08:03:00Z", 1_795_161_780.0), ("2026-11-20T10:03:00.5+02:00", 1_795_161_780.5),
    ("2026-11-20 08:03:00+00", 1_795_161_780), ("1970-01-01T00:00:00Z", 0), ("2000-02-29T00:00:00Z", 951_782_400),
  ])
  func `Times are read`(text: String, seconds: Double) {
    #expect(InternetTime.seconds(text) == seconds)
  }

  @Test(arguments: [
    "", "2026-13-01T00:00:00Z", "2026-11-20", "yesterday", "2026-11-20T08:03:00X", "2026-11-20T08:03:00+2",
  ])
  func `What is no time is none`(text: String) { #expect(InternetTime.seconds(text) == nil) }

  @Test func `Times are written in UTC`() {
    #expect(InternetTime.text(1_795_161_780.9) == "2026-11-20T08:03:00Z")
    #expect(InternetTime.httpDate("Sun, 06 Nov 1994 08:49:37 GMT") == 784_111_777)
  }

  @Test(arguments: [
    ("postgresql://ada:s3cret@h/db", "postgresql://ada:…@h/db"), ("no secret here", "no secret here"),
    ("a://b c://u:p@ss@h x", "a://b c://u:…@h x"), ("key napi_123456 is bad", "key … is bad"),
    ("https://h:5/x@y", "https://h:5/x@y"),
  ])
  func `Secrets are masked`(text: String, masked: String) {
    #expect(SecretMask.apply(text, secrets: ["napi_123456"]) == masked)
  }
}
