import SQLText
import TestSupport
import Testing
import TextUI

@testable import Workbench

struct FoldTests {
  private static let text = "select 1,\n  2\nfrom a;\n\nselect 3;\nupdate b\nset c = 1\nwhere d;\n-- end"

  private func desk(_ keymap: String = "vim", cursor: Int = 0) -> Desk {
    Desk(buffers: [BufferSnapshot(name: "1.sql", text: Array(Self.text.utf8), cursor: cursor)], keymap: keymap)
  }

  private func line(_ desk: Desk) -> Int {
    desk.buffer.text.prefix(desk.buffer.cursor).count { $0 == 0x0A } + 1
  }

  @Test func `A folded statement shows its first line and how much is hidden`() {
    var desk = desk(cursor: 12)
    VimTests.press("zc", on: &desk)
    #expect(line(desk) == 1)
    #expect(desk.shows("select 1, ⋯ 2 more lines"))
    #expect(!desk.shows("from a;"))
    VimTests.press("zo", on: &desk)
    #expect(desk.shows("from a;") && !desk.shows("⋯"))
  }

  @Test func `Moving down steps over what is folded, and jumping into it opens it`() {
    var desk = desk()
    VimTests.press("zMj", on: &desk)
    #expect(line(desk) == 4)
    VimTests.press("jj", on: &desk)
    #expect(line(desk) == 6)
    VimTests.press("jk", on: &desk)
    #expect(line(desk) == 6)
    VimTests.press("7G", on: &desk)
    #expect(line(desk) == 7)
    #expect(desk.shows("where d;") && !desk.shows("from a;"))
  }

  @Test func `A search that finds something folded shows it`() {
    var desk = desk(cursor: Self.text.utf8.count)
    VimTests.press("zM/from a<Enter>", on: &desk)
    #expect(line(desk) == 3)
    #expect(desk.shows("from a;") && !desk.shows("where d;"))
  }

  @Test func `Deleting the line of a folded statement deletes the statement, and putting brings all of it back`() {
    var desk = desk()
    VimTests.press("zcdd", on: &desk)
    #expect(String(decoding: desk.buffer.text, as: UTF8.self).hasPrefix("\nselect 3;"))
    VimTests.press("P", on: &desk)
    #expect(String(decoding: desk.buffer.text, as: UTF8.self) == Self.text)
    VimTests.press("zMu", on: &desk)
    #expect(!desk.shows("set c = 1"))
  }

  @Test func `Typing in a folded statement opens it, and typing before it leaves it folded`() {
    var desk = desk("default")
    desk.press("Alt-A")
    #expect(!desk.shows("set c = 1") && !desk.shows("from a;"))
    desk.press("Down")
    desk.type("x;")
    #expect(!desk.shows("set c = 1") && !desk.shows("from a;"))
    desk.press("Ctrl-Home End")
    desk.type("0")
    #expect(!desk.shows("set c = 1") && desk.shows("from a;"))
    desk.press("Alt-O")
    #expect(desk.shows("set c = 1"))
  }

  @Test(arguments: UInt64(0)..<30) func `Folded statements move with edits, and lines and rows stay of one mind`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    var buffer = TextBuffer(
      BufferSnapshot(name: "a", text: random.bytes(pieces: ["select\n1;\n", "\n", "a ", ";", "b\nc\n"], count: 60)))
    for _ in 0..<80 {
      buffer.cursor = Int.random(in: 0...buffer.bytes.count, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: _ = buffer.fold()
      case 1: _ = buffer.unfold()
      case 2: buffer.foldAll()
      case 3: buffer.unfoldCursor()
      case 4: _ = buffer.undo()
      default: buffer.insert(random.bytes(pieces: ["x", "\n", ";\n", "select\n"], count: 2))
      }
      check(buffer)
    }
  }

  private func check(_ buffer: TextBuffer) {
    let closed = buffer.folds.closed
    #expect(zip(closed, closed.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
    #expect(closed.allSatisfy { 0...buffer.bytes.count ~= $0.upperBound })
    let shown = (0..<buffer.lineCount).filter { !buffer.isHidden($0) }
    var walked: [Int] = [0]
    while let next = buffer.shownLine(1, from: walked.last!) { walked.append(next) }
    #expect(walked == shown)
    for (row, line) in shown.enumerated() {
      #expect(buffer.shownLine(-row, from: line) == 0)
      #expect(buffer.row(of: line, within: 1000) == row)
    }
  }
}
