import Testing
import TextUI

@testable import Workbench

/// Lines that the shell edits, and texts that other editors do.
struct LineEditStories {
  private func desk(text: String = "") -> Desk {
    var desk = Desk.connected(text: text)
    desk.state.editsLinesOutside = true
    return desk
  }

  private func edit(_ effects: [Effect]) -> LineEdit? {
    effects.lazy.compactMap { if case .editLine(let edit) = $0 { edit } else { nil } }.first
  }

  private func line(_ text: String, mode: EditedLine.Mode = .emacs, label: String = "", isAccepted: Bool = false)
    -> Event
  {
    .lineEdited(
      EditedLine(
        text: text, cursor: text.unicodeScalars.count, mode: mode, label: label, matches: [], isAccepted: isAccepted))
  }

  @Test func `Keys of a prompt go out, and the line comes back`() {
    var desk = desk(text: "one two")
    desk.press("Ctrl-F")
    let sent = edit(desk.press("t"))
    #expect(sent?.key == Key(.character("t")) && sent?.kind == "find" && sent?.text == "")
    desk.send(line("two"))
    #expect(desk.shows("› two"))
    #expect(edit(desk.press("Ctrl-U"))?.text == "two")
    #expect(edit(desk.press("Alt-B"))?.key == Key(.character("b"), .alt))
    let effects = desk.press("Enter")
    #expect(desk.state.editor.selectedText == "two")
    guard case .rememberLine("find", "two")? = effects.last else {
      Issue.record("the line was not remembered")
      return
    }
  }

  @Test func `A line that its own keys end is an answer`() {
    var desk = desk(text: "one two")
    desk.press("Ctrl-F")
    desk.send(line("two", isAccepted: true))
    #expect(desk.state.editor.selectedText == "two" && desk.state.overlay == nil)
  }

  @Test func `Escape leaves the insert mode of vi first, then the prompt`() {
    var desk = desk()
    desk.press("Ctrl-F")
    desk.send(line("x", mode: .viInsert))
    #expect(edit(desk.press("Esc"))?.key == Key(.escape))
    desk.send(line("x", mode: .viCommand))
    #expect(edit(desk.press("Esc")) == nil && desk.state.overlay == nil)
  }

  @Test func `Escape with a function key right behind it closes a list or prompt, and the key is taken`() {
    for opening in ["Ctrl-P", "Ctrl-F"] {
      var desk = desk()
      desk.press(opening)
      desk.press("Alt-F1")
      guard case .help = desk.state.overlay else {
        Issue.record("\(desk.lines.joined(separator: "\n"))")
        return
      }
    }
  }

  @Test func `What a prompt offers is typed over, or gone on from`() {
    var desk = desk(text: "one two")
    func offer() {
      desk.press("Ctrl-F")
      desk.send(line("two"))
      desk.press("Enter Esc Ctrl-F")
      #expect(desk.shows("› two"))
    }
    for key in ["o", "Backspace", "Delete"] {
      offer()
      #expect(edit(desk.press(key))?.text == "")
      desk.send(line("o"))
      #expect(edit(desk.press("n"))?.text == "o")
      desk.press("Esc")
    }
    for key in ["Left", "Ctrl-A", "Tab", "Up"] {
      offer()
      #expect(edit(desk.press(key))?.text == "two")
      desk.send(line("two"))
      #expect(edit(desk.press("x"))?.text == "two")
      desk.press("Esc")
    }
  }

  @Test func `The same prompt asked again is another line`() {
    var desk = desk()
    desk.press("Ctrl-F")
    let first = edit(desk.press("a"))
    desk.press("Esc Ctrl-F")
    #expect(edit(desk.press("a"))?.session != first?.session)
  }

  @Test func `Lists keep their own keys and are filtered by the line`() {
    var desk = desk()
    desk.press("Ctrl-P")
    #expect(edit(desk.press("Down")) == nil && edit(desk.press("z")) != nil)
    desk.send(line("theme.choose"))
    #expect(desk.shows("theme.choose"))
  }

  @Test func `What another editor changed is one step to undo, and the cursor stays in its place`() {
    var desk = Desk.connected(text: "select a\nfrom b\nwhere c")
    desk.press("Down")
    guard case .editOutside(let buffer, "1.sql", _, 2, 1)? = desk.press("Alt-E").first else {
      Issue.record("the editor was not asked for")
      return
    }
    desk.send(.editedOutside(buffer: buffer, .success(Array("select a, x\nfrom b\nwhere d".utf8))))
    #expect(desk.text == "select a, x\nfrom b\nwhere d" && desk.buffer.cursor == 12)
    desk.press("Ctrl-Z")
    #expect(desk.text == "select a\nfrom b\nwhere c")
    desk.send(.editedOutside(buffer: buffer, .failure(Failure("vi did not run"))))
    #expect(desk.statusLine.contains("vi did not run"))
  }
}
