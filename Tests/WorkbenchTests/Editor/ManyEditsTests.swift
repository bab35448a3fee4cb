import TestSupport
import Testing
import TextUI

@testable import Workbench

/// Commands that change many lines at once.
struct ManyEditsTests {
  private static let count = 2000

  private static func text(_ line: (Int) -> String) -> String { (0..<count).map(line).joined(separator: "\n") }

  private static let queries = text { "  select \($0) from t where a = (1);" }

  private func edits(_ desk: Desk) -> Int { desk.state.editor.buffer.edits }

  @Test(arguments: [
    ("ggVGgc", "  -- select # from t where a = (1);"), ("gg>G", "    select # from t where a = (1);"),
    ("gg=G", "select # from t where a = (1);"), ("gggUG", "  SELECT # FROM T WHERE A = (1);"),
    (":%><Enter>", "    select # from t where a = (1);"),
  ]) func `Changing all lines is one edit, which undo takes back`(keys: String, line: String) {
    var desk = Desk.connected(text: Self.queries, keymap: "vim")
    let before = edits(desk)
    VimTests.press(keys, on: &desk)
    #expect(desk.text == Self.text { line.replacing("#", with: "\($0)") } && edits(desk) == before + 1)
    VimTests.press("u", on: &desk)
    #expect(desk.text == Self.queries)
  }

  @Test func `Lines that a pattern is on go at once, those at the end with the line feed before them`() {
    var desk = Desk.connected(text: Self.queries, keymap: "vim")
    let before = edits(desk)
    VimTests.press(":g/[13579] from/d<Enter>", on: &desk)
    #expect(
      desk.text
        == Self.queries.split(separator: "\n").enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        .joined(separator: "\n"))
    #expect(edits(desk) == before + 1)
    VimTests.press("p", on: &desk)
    #expect(desk.text.hasSuffix("\n  select 1999 from t where a = (1);"))
  }

  @Test func `Lines are found wherever edits move them`() {
    let lines = (0..<100).map { "line \($0)" }
    func after(_ keys: String) -> [String] {
      var desk = Desk.connected(text: lines.joined(separator: "\n"), keymap: "vim")
      VimTests.press(keys, on: &desk)
      return desk.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(after(":g/^/m0<Enter>") == lines.reversed())
    #expect(after(":g/^/t.<Enter>") == lines.flatMap { [$0, $0] })
    #expect(after(":%normal Ax<Enter>") == lines.map { $0 + "x" })
    #expect(after(":g/5$/normal dd<Enter>") == lines.filter { !$0.hasSuffix("5") })
    #expect(after(":g/5$/normal yyggP<Enter>") == lines.filter { $0.hasSuffix("5") }.reversed() + lines)
    #expect(after(":g/5$/normal ggdd<Enter>").count == 90)
  }

  @Test(arguments: UInt64(0)..<50) func `Marks go where single edits take them`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = String((0..<80).map { _ in "ab \n".randomElement(using: &random)! })
    var one = TextBuffer(BufferSnapshot(name: "a", text: Array(text.utf8)))
    for (index, letter) in "abcdefghijkl".unicodeScalars.enumerated() { one.marks[letter] = index * 7 }
    var many = one
    var edits: [TextBuffer.Edit] = []
    var place = 0
    while place < 70 {
      let start = place + Int.random(in: 1...5, using: &random)
      let end = start + Int.random(in: 0...4, using: &random)
      let new = Array(repeating: UInt8(ascii: "x"), count: Int.random(in: 0...3, using: &random))
      edits.append(TextBuffer.Edit(range: start..<end, new: new))
      place = end
    }
    for edit in edits.reversed() { one.replace(edit.range, with: edit.new) }
    many.replace(edits)
    #expect(Array(one.bytes) == Array(many.bytes))
    #expect(one.allMarks.map(\.place) == many.allMarks.map(\.place))
    _ = many.undo()
    #expect(Array(many.bytes) == Array(text.utf8))
  }

  @Test func `Every statement of a long buffer is in the list, its space as one`() {
    var desk = Desk.connected(text: "select\t1\n\n  from a;\nselect 'é  x'")
    _ = desk.state.run(command: "edit.goToStatement")
    #expect(desk.shows("select 1 from a") && desk.shows("select 'é x'"))
  }
}
