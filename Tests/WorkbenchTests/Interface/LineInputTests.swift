import Testing
import TextUI

@testable import Workbench

struct LineInputTests {
  /// Keys into the name of a new branch, what the line holds then, and the characters before its cursor.
  @Test(arguments: [
    ("a b c", "abc", 3), ("a b Left x", "axb", 2), ("a Home x", "xa", 1), ("a b Home End x", "abx", 3),
    ("a b Backspace", "a", 1), ("Backspace a", "a", 1), ("a b Left Left Delete", "b", 0), ("a Delete", "a", 1),
    ("a b Space c d Ctrl-W", "ab ", 3), ("a b Space Ctrl-W", "", 0), ("a b Ctrl-U", "", 0),
    ("Left Left a Right Right", "a", 1),
    ("日 é Left Backspace", "é", 0),
  ]) func `Keys edit the line`(keys: String, text: String, cursor: Int) {
    var desk = Desk.connected()
    desk.choose("branch.create")
    desk.press(keys)
    guard case .prompt(let prompt) = desk.state.overlay else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.input.text == text && prompt.input.cursor == cursor)
  }

  @Test func `An offered text is typed over, and kept by a move`() {
    func after(_ change: (inout LineInput) -> Void) -> String {
      var line = LineInput(offering: "old")
      change(&line)
      line.insert("x")
      return line.text
    }
    #expect(after { _ in } == "x" && after { $0.backspace() } == "x" && after { $0.delete() } == "x")
    #expect(after { $0.moveToEnd() } == "oldx" && after { $0.moveToStart() } == "xold")
    #expect(after { $0.move(by: -1) } == "olxd" && LineInput(offering: "").isOffered == false)
  }

  @Test func `A paste goes into the line as one line`() {
    var desk = Desk.connected()
    desk.choose("branch.create")
    desk.send(.paste(Array("one\ntwo\u{1B}".utf8)))
    guard case .prompt(let prompt) = desk.state.overlay else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.input.text == "onetwo" && desk.text == "")
  }

  @Test func `The cursor of a long line is in sight and on its character`() throws {
    var desk = Desk.connected(width: 40)
    desk.choose("branch.create")
    desk.type(String(repeating: "日本", count: 40))
    for _ in 0..<80 {
      let frame = desk.frame
      let cursor = try #require(frame.cursor)
      #expect(Rect(frame.size).contains(cursor) && frame[cursor.x, cursor.y].scalar != 0)
      desk.press("Left")
    }
  }
}
