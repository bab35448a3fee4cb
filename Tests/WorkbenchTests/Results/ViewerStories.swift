import Database
import TestSupport
import Testing

@testable import Workbench

/// Looking at one value, and at one row.
struct ViewerStories {
  private func desk(_ value: String, type: UInt32 = 25, height: Int = 30) -> Desk {
    var desk = Desk.connected(text: "select 1", height: height)
    desk.press("F5")
    desk.answer(columns: [Column(name: "id", typeOID: 20), Column(name: "doc", typeOID: type)])
    desk.answer(rows: [["1", value], ["2", nil]])
    desk.complete("SELECT 2")
    desk.finish()
    desk.press("Alt-2 l")
    return desk
  }

  /// The lines inside the viewer, its borders and the last line left out.
  private func shown(_ desk: Desk) -> [String] {
    let all = desk.lines
    guard let top = all.firstIndex(where: { $0.contains(" doc, row 1") }) else { return [] }
    let corner = Array(all[top]).firstIndex(of: "┌")!
    return all[(top + 1)...].prefix { !$0.contains("└──────────────────") || !Array($0)[corner...].starts(with: "└") }
      .map { line in
        let inside = String(Array(line)[(corner + 1)...].prefix { $0 != "│" })
        return String(inside.reversed().drop { $0 == " " }.reversed())
      }.dropLast().filter { !$0.isEmpty }
  }

  private static let json = #"{"a": 1, "list": [true, {"b": "x\ny"}, []], "none": null}"#

  @Test func `A search knows how much of a value it has looked at`() {
    let document = CellDocument(Arena(copying: Array("some text".utf8)), as: .text, width: 20)
    var search = CellSearch("nowhere", in: document, line: 0, forward: true)
    #expect(search.percent == 0)
    guard case .missing = search.step(in: document) else {
      Issue.record("found what is not there")
      return
    }
    #expect(search.percent == 100)
  }

  @Test func `JSON is a tree that folds`() {
    var desk = desk(Self.json, type: 3802)
    desk.press("v")
    #expect(
      shown(desk) == [
        "▾ {  3 members", #"    "a": 1"#, #"  ▾ "list": [  3 members"#, "      0  true", "    ▾ 1  {  1 member",
        #"        "b": "x\ny""#, "      }", "      2  []", "    ]", #"    "none": null"#, "  }",
      ])
    desk.press("j j Left")
    #expect(
      shown(desk) == [
        "▾ {  3 members", #"    "a": 1"#, #"  ▸ "list": [ …  3 members"#, #"    "none": null"#, "  }",
      ])
    desk.press("j")
    #expect(desk.shows("$.none"))
    desk.press("k Right Right j")
    #expect(desk.shows("$.list[1]"))
    desk.press("_")
    #expect(shown(desk).count == 5)
    desk.press("*")
    #expect(shown(desk).count == 11)
  }

  @Test func `Paths and values of a tree are copied`() {
    var desk = desk(Self.json, type: 114)
    desk.press("v j j j j j")
    #expect(desk.press("p").copied == "$.list[1].b")
    #expect(desk.press("P").copied == "doc->'list'->1->>'b'")
    #expect(desk.press("y").copied == "x\ny")
    desk.press("Left")
    #expect(desk.press("y").copied == #"{"b": "x\ny"}"#)
  }

  @Test func `Odd keys have quotes in paths`() {
    var desk = desk(#"{"it's": {"a.b": [[5]]}}"#, type: 3802)
    desk.press("v G k k k k")
    #expect(desk.press("p").copied == #"$."it's"."a.b"[0][0]"#)
    #expect(desk.press("P").copied == "doc->'it''s'->'a.b'->0->>0")
  }

  @Test func `A text inside a tree is opened, and left again`() {
    var desk = desk(Self.json, type: 3802)
    desk.press("v j j j j j Enter")
    #expect(desk.shows("$.list[1].b · text · 3 B"))
    #expect(!desk.shows("members"))
    desk.press("Esc")
    #expect(desk.shows("3 members"))
    desk.press("Esc")
    #expect(!desk.shows("members") && desk.state.focus == .results)
  }

  @Test(arguments: [
    (
      "{a,\"b c\",NULL,\"q\\\"x\",NULLABLE}",
      ["▾ {  5 members", "    1  a", "    2  b c", "    3  NULL", "    4  q\"x", "    5  NULLABLE", "  }"]
    ),
    (
      "[0:1]={{1,2},{-3,4}}",
      [
        "▾ {  2 members", "  ▾ 1  {  2 members", "      1  1", "      2  2", "    }", "  ▾ 2  {  2 members",
        "      1  -3", "      2  4", "    }", "  }",
      ]
    ),
    (
      "{\"\",\"  \",\"NULL\",NULL}",
      ["▾ {  4 members", "    1  ''", "    2  ··", "    3  \"NULL\"", "    4  NULL", "  }"]
    ),
    ("{}", ["  {}"]),
    ("(1,\"a, \"\"b\"\"\",,x)", ["▾ (  4 members", "    1  1", "    2  a, \"b\"", "    3  NULL", "    4  x", "  )"]),
  ]) func `Arrays and composites are taken apart`(value: String, expected: [String]) {
    var desk = desk(value, type: 1009)
    desk.press("v")
    #expect(shown(desk) == expected)
  }

  @Test(arguments: [
    ("[1,5)", ["  from, included: 1", "  to, not included: 5"]), ("(,9]", ["  from: no bound", "  to, included: 9"]),
    ("[\"2026-01-01 00:00:00+00\",)", ["  from, included: 2026-01-01 00:00:00+00", "  to: no bound"]),
    ("empty", ["  empty"]),
  ]) func `Ranges tell their bounds`(value: String, expected: [String]) {
    var desk = desk(value, type: 3910)
    desk.press("v")
    #expect(shown(desk) == expected)
  }

  @Test func `XML is indented and folds`() {
    var desk = desk("<a x='1>2'><b>text</b><c/><!-- <d> --></a>", type: 142)
    desk.press("v")
    #expect(
      shown(desk) == [
        "▾ <a x='1>2'>  3 members", "  ▾ <b>  1 member", "      text", "    </b>", "    <c/>", "    <!-- <d> -->",
        "  </a>",
      ])
    desk.press("j h")
    #expect(shown(desk).count == 5)
  }

  @Test func `Bytes are a dump`() {
    var desk = desk("\\x" + "00ff41421b5b6d7e".map(String.init).joined() + String(repeating: "61", count: 10), type: 17)
    desk.press("v")
    #expect(
      shown(desk) == [
        "00000000  00 ff 41 42 1b 5b 6d 7e  61 61 61 61 61 61 61 61  ··AB·[m~aaaaaaaa",
        "00000010  61 61                                             aa",
      ])
    #expect(desk.shows("doc, row 1 · bytes · 18 B"))
    desk.press("Tab")
    #expect(shown(desk).first?.hasPrefix("\\x00ff4142") == true)
  }

  @Test func `A search goes round inside the value and unfolds what it finds`() {
    var desk = desk(#"{"first": "Needle", "in": {"deep": ["x", "needle"]}}"#, type: 3802)
    desk.press("v _ /")
    desk.type("needle\n")
    desk.send(.tick(1))
    #expect(desk.shows("$.first"))
    desk.press("n")
    desk.send(.tick(2))
    #expect(desk.shows("$.in.deep[1]"))
    desk.press("n")
    desk.send(.tick(3))
    #expect(desk.shows("$.first"))
    desk.press("/ Ctrl-U")
    desk.type("nowhere\n")
    desk.send(.tick(4))
    #expect(desk.statusLine.contains("\"nowhere\" is not in the value") && desk.shows("$.first"))
  }

  @Test func `The only place with a text is gone to again`() {
    var desk = desk(#"{"first": 1, "in": "needle"}"#, type: 3802)
    desk.press("v /")
    desk.type("needle\n")
    desk.send(.tick(1))
    desk.press("n")
    desk.send(.tick(2))
    #expect(desk.shows("$.in") && !desk.statusLine.contains("is not in the value"))
  }

  @Test func `Bytes are searched as bytes and as letters`() {
    var desk = desk("\\x" + String(repeating: "00", count: 100) + "cafe6869", type: 17)
    for text in ["\\xca fe", "hi"] {
      desk.press("v /")
      desk.type(text + "\n")
      desk.send(.tick(1))
      #expect(desk.shows("7 of 7"), "\(text)")
      desk.press("Esc")
    }
  }

  @Test func `A large value is laid out elsewhere and keys work meanwhile`() throws {
    var desk = desk(String(repeating: "word ", count: 200_000))
    let effects = desk.press("v")
    #expect(desk.shows("laying it out"))
    let (number, bytes, form, width) = try #require(
      effects.lazy.compactMap { effect -> (Int, Arena, CellDocument.Form, Int)? in
        if case .layOutCell(let number, let bytes, let form, let width) = effect {
          (number, bytes, form, width)
        } else {
          nil
        }
      }.first)
    desk.press("j G /")
    desk.press("Esc")
    desk.send(.cellLaidOut(number: number - 1, CellDocument(bytes, as: .bytes, width: 10)))
    #expect(desk.shows("laying it out"))
    desk.send(.cellLaidOut(number: number, CellDocument(bytes, as: form, width: width)))
    #expect(shown(desk).first?.hasPrefix("word word") == true)
    desk.press("G")
    #expect(shown(desk).last?.hasSuffix("word") == true)
  }

  @Test func `Whatever the bytes are, the readers end and every line lies inside`() {
    var random = SeededGenerator(seed: 42)
    let pieces = [
      "{", "}", "[", "]", "\"", "\\", ",", ":", "<a", ">", "</a>", "<!--", "(", ")", "NULL", "1", " ", "\\u12", "é",
    ]
    for _ in 0..<500 {
      let bytes = random.bytes(pieces: pieces, count: 30)
      for form in CellDocument.Form.allCases {
        let document = CellDocument(Arena(copying: bytes), as: form, width: 10)
        for line in 0..<document.lineCount {
          guard let found = document.line(line) else { continue }
          #expect(found.value.start <= found.value.end && Int(found.value.end) <= document.bytes.bytes.count)
          #expect(Int(found.last) < document.lineCount)
        }
      }
    }
  }

  @Test func `A row is shown alone and one goes to its neighbours`() {
    var desk = desk("some text")
    desk.press("x")
    #expect(desk.shows("row 1 of 2") && desk.shows(" id │ 1") && desk.shows("doc │ some text"))
    desk.press("Right")
    #expect(desk.shows("row 2 of 2") && desk.shows("doc │ NULL"))
    desk.press("Up y Enter")
    #expect(desk.statusLine.hasPrefix("copied id"))
    desk.press("Esc")
    #expect(!desk.shows("doc │ NULL") && desk.state.focus == .results)
  }

  @Test func `The field of the cursor is in sight in a row of many`() {
    var desk = Desk.connected(text: "x")
    desk.press("F5")
    desk.answer(columns: (0..<200).map { Column(name: "column_\($0)") })
    desk.answer(rows: [(0..<200).map { String(repeating: "value \($0) ", count: $0 % 5 * 20 + 1) }])
    desk.finish()
    desk.press("Alt-2 x")
    for field in 1..<200 {
      desk.press("Down")
      #expect(desk.shows("column_\(field) │ value \(field)"))
    }
    desk.press("Home")
    #expect(desk.shows("column_0 │ value 0"))
  }
}
