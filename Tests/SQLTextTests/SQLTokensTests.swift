import SQLText
import TestSupport
import Testing

struct SQLTokensTests {
  static let pieces = [
    "'", "\"", "$$", "$a$", "$", "--", "-", "/*", "*/", "/", "*", "\n", "\r", " ", ";", ";", "(", ")", "E'", "u&\"",
    "u", "&",
    "1", "1.", "e", "+", ".", "\\", ":", "::", "a", "select ", "create ", "begin atomic ", "end", "case ", "é", "'",
    "'\n'",
    "copy ", " from stdin;", "\n\\.\n", "\\g", "\\d '", "function ", "=", "@", "0x", "_", "1_0", "-- c\n",
  ]

  private func check(_ kept: SQLTokens, _ bytes: [UInt8], _ random: inout SeededGenerator) {
    let text = Rope(bytes)
    let fresh = SQLTokens(text)
    let shown = String(decoding: text, as: UTF8.self)
    #expect(kept.tokens.elementsEqual(fresh.tokens), "\(shown)")
    #expect(kept.statements == fresh.statements, "\(shown)")
    for _ in 0..<3 {
      let place = Int.random(in: 0...text.count, using: &random)
      #expect(kept.statement(at: place, in: text) == fresh.statement(at: place, in: text), "\(place) of \(shown)")
    }
  }

  @Test(arguments: UInt64(0)..<100)
  func `After any edits tokens and statements are those of a fresh reading`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var text = random.bytes(pieces: Self.pieces, count: 60)
    var kept = SQLTokens(text)
    // Less than a token, so that reading again is tried with more of the text.
    kept.part = Int.random(in: 1...40, using: &random)
    for _ in 0..<100 {
      let start = Int.random(in: 0...text.count, using: &random)
      let end = Int.random(in: start...min(text.count, start + 4), using: &random)
      let new = random.bytes(pieces: Self.pieces, count: Int.random(in: 0...3, using: &random))
      text.replaceSubrange(start..<end, with: new)
      kept.replace(start..<end, inserted: new.count, in: Rope(text))
      check(kept, text, &random)
    }
  }

  @Test(arguments: ["select 1 \\gx\n", "select 1;\n\\d t\n", "select 1 \\r\n", "select 1 \\watch 1\n"])
  func `A COPY that is typed behind a line with a command has its data at once`(before: String) {
    var text = Array(before.utf8)
    var kept = SQLTokens(text)
    for byte in "copy t from stdin;\na;b\n\\.\nselect 2;".utf8 {
      kept.replace(text.count..<text.count, inserted: 1, in: Rope(text + [byte]))
      text.append(byte)
      let fresh = SQLTokens(text)
      #expect(kept.tokens.elementsEqual(fresh.tokens) && kept.statements == fresh.statements)
    }
    #expect(kept.tokens.contains { $0.kind == .copyData })
    // The line before is changed at its end, next to the statement.
    let place = before.utf8.count - 1
    text.insert(0x20, at: place)
    kept.replace(place..<place, inserted: 1, in: Rope(text))
    #expect(kept.tokens.elementsEqual(SQLTokens(text).tokens))
  }

  @Test(arguments: UInt64(100)..<200)
  func `An edit that is followed later leaves tokens without gaps, and in the end those of a fresh reading`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    var text = random.bytes(pieces: Self.pieces, count: 120)
    var kept = SQLTokens(text)
    // Less than a token, so that reading again is tried with more of the text.
    kept.part = Int.random(in: 1...40, using: &random)
    for _ in 0..<60 {
      let start = Int.random(in: 0...text.count, using: &random)
      let end = Int.random(in: start...min(text.count, start + 4), using: &random)
      let new = random.bytes(pieces: Self.pieces, count: Int.random(in: 0...3, using: &random))
      text.replaceSubrange(start..<end, with: new)
      kept.replace(start..<end, inserted: new.count, in: Rope(text), budget: Int.random(in: 0...40, using: &random))
      #expect(zip(kept.tokens, kept.tokens.dropFirst()).allSatisfy { $0.end == $1.start })
      #expect((kept.tokens.first?.start ?? 0) == 0 && (kept.tokens.last?.end ?? 0) == text.count)
      if Bool.random(using: &random) { continue }
      while kept.isUnfinished { kept.readOn(in: Rope(text), budget: 50) }
      check(kept, text, &random)
    }
  }

  @Test func `A lone quote in a long text is followed no further than asked, and then to the end`() {
    var text = Array(String(repeating: "select 'a' || \"b\"; -- c\n", count: 1000).utf8)
    var kept = SQLTokens(text)
    text.insert(UInt8(ascii: "'"), at: 7)
    kept.replace(7..<7, inserted: 1, in: Rope(text), budget: 100)
    #expect(kept.isUnfinished && kept.statements.count > 900)
    while kept.isUnfinished { kept.readOn(in: Rope(text), budget: 1000) }
    #expect(kept.statements == SQLTokens(text).statements)
  }

  @Test(arguments: ["'", "\"", "$$", "/*", "e'"]) func `What opens over a long text is read no further than asked`(
    opening: String
  ) {
    var text = Array(String(repeating: "select 1, a from b; -- c\n", count: 1000).utf8)
    var kept = SQLTokens(text)
    text.insert(contentsOf: Array("; \(opening)".utf8), at: 0)
    kept.replace(0..<0, inserted: 2 + opening.utf8.count, in: Rope(text), budget: 5000)
    // What was opened is a token that goes on, and behind it nothing has changed yet.
    #expect(kept.tokens[2].end - kept.tokens[2].start > 5000 && !kept.tokens[2].isTerminated)
    #expect(kept.isUnfinished && kept.statements.count > 500 && kept.tokens.last?.end == text.count)
    // Typing in it goes no further either.
    text.insert(UInt8(ascii: "x"), at: 3000)
    kept.replace(3000..<3000, inserted: 1, in: Rope(text), budget: 5000)
    #expect(kept.statements.count > 400)
    while kept.isUnfinished { kept.readOn(in: Rope(text), budget: 1000) }
    let fresh = SQLTokens(text)
    #expect(kept.tokens.elementsEqual(fresh.tokens) && kept.statements == fresh.statements)
  }

  @Test func `Typing a text byte by byte, and deleting it, keeps its tokens`() {
    var random = SeededGenerator(seed: 1)
    let whole = Array(
      """
      create function f() returns int begin atomic select 1e+5; select case when 'a''b' then $$ ; $$ end; end;
      select U&"d\\0061t", E'\\'', $1, x::int /* a /* b */ c */ from a -- b;
      where a.b <= .5;
      """.utf8)
    var text: [UInt8] = []
    var kept = SQLTokens(text)
    for byte in whole {
      text.append(byte)
      kept.replace(text.count - 1..<text.count - 1, inserted: 1, in: Rope(text))
      check(kept, text, &random)
    }
    while !text.isEmpty {
      text.removeFirst()
      kept.replace(0..<1, inserted: 0, in: Rope(text))
      check(kept, text, &random)
    }
  }

  @Test func `The token at a place is the one that holds its byte`() {
    let text = Array("select a".utf8)
    let sql = SQLTokens(text)
    #expect((0...8).map { sql.index(at: $0) } == [0, 0, 0, 0, 0, 0, 1, 2, 3])
  }
}
