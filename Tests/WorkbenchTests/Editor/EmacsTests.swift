import Testing
import TextUI

@testable import Workbench

/// Kills, the mark and words, as people at home in emacs expect them; and cursors that type together.
struct EmacsTests {
  private func desk(_ text: String, at cursor: Int = 0, keymap: String = "emacs") -> Desk {
    Desk(buffers: [BufferSnapshot(name: "1.sql", text: Array(text.utf8), cursor: cursor)], keymap: keymap)
  }

  @Test func `Kills in a row come back as one, and older ones in turn`() {
    var desk = desk("one\ntwo\nthree")
    desk.press("Ctrl-K Ctrl-K")
    #expect(desk.text == "two\nthree")
    desk.press("Ctrl-N Ctrl-K")
    #expect(desk.text == "two\n")
    desk.press("Ctrl-Y")
    #expect(desk.text == "two\nthree")
    desk.press("Alt-y")
    #expect(desk.text == "two\none\n")
    desk.press("Alt-y")
    #expect(desk.text == "two\nthree")
  }

  @Test func `A number before a command says how often it is done`() {
    var desk = desk("one two three\nfour\nfive")
    desk.press("Ctrl-U 2 Alt-f")
    #expect(desk.buffer.cursor == 7)
    #expect(desk.statusLine.hasPrefix("C-u") == false)
    desk.press("Ctrl-U Ctrl-U")
    #expect(desk.statusLine.hasPrefix("C-u 16"))
    desk.press("Ctrl-B")
    #expect(desk.buffer.cursor == 0)
    desk.press("Ctrl-U x Ctrl-U 1 2 y")
    #expect(desk.text.hasPrefix("xxxxyyyyyyyyyyyyone"))
    desk.press("Ctrl-A Ctrl-U 2 Ctrl-K")
    #expect(desk.text == "five")
    desk.press("Ctrl-Y")
    #expect(desk.text.hasSuffix("one two three\nfour\nfive"))
    desk.press("Ctrl-U Ctrl-G 7")
    #expect(desk.text.contains("\n7five"))
  }

  @Test func `Words killed backward stand in their order`() {
    var desk = desk("one two", at: 7)
    desk.press("Alt-Backspace Alt-Backspace Ctrl-Y")
    #expect(desk.text == "one two" && desk.buffer.cursor == 7)
  }

  @Test func `The region lies between mark and cursor`() {
    var desk = desk("one two three")
    desk.press("Ctrl-Space Alt-f Ctrl-W")
    #expect(desk.text == " two three")
    desk.press("Ctrl-E Ctrl-Space Alt-b Alt-w Ctrl-E Ctrl-Y")
    #expect(desk.text == " two threethree")
    desk.press("Ctrl-A Ctrl-A Ctrl-Space Ctrl-E Ctrl-X Ctrl-X")
    #expect(desk.buffer.cursor == 0)
  }

  @Test func `Words change their case and characters their places`() {
    var desk = desk("one TWO four")
    desk.press("Alt-u Alt-l Alt-c")
    #expect(desk.text == "ONE two Four")
    desk.press("Ctrl-T")
    #expect(desk.text == "ONE two Foru")
  }

  @Test func `The search goes on while it is typed, and back when it is left`() {
    var desk = desk("a b a b a")
    desk.press("Ctrl-S")
    desk.type("b")
    #expect(desk.buffer.cursor == 2)
    desk.press("Ctrl-S")
    #expect(desk.buffer.cursor == 6)
    desk.press("Ctrl-G")
    #expect(desk.buffer.cursor == 0)
  }

  @Test func `What is selected is selected again elsewhere, and all is typed over at once`() {
    var desk = desk("id, id, ids, id", keymap: "default")
    desk.press("Ctrl-L Ctrl-L Ctrl-L")
    desk.type("key")
    #expect(desk.text == "key, key, keys, id")
    desk.press("Ctrl-Z")
    #expect(desk.text == "ke, ke, kes, id")
    desk.press("Esc")
    #expect(desk.state.editor.buffer.carets.isEmpty)
  }

  @Test func `Cursors stand in a column, move, type and delete together`() {
    var desk = desk("a\nb\nc", keymap: "default")
    desk.press("Alt-Shift-Down Alt-Shift-Down")
    desk.type("x")
    #expect(desk.text == "xa\nxb\nxc")
    desk.press("End")
    desk.type(",")
    #expect(desk.text == "xa,\nxb,\nxc,")
    desk.press("Backspace Backspace")
    #expect(desk.text == "x\nx\nx")
    desk.press("Enter")
    #expect(desk.text == "x\n\nx\n\nx\n")
  }

  @Test func `What was undone before something else was typed is still there`() {
    var desk = desk("", keymap: "vim")
    desk.type("ia")
    desk.press("Esc")
    desk.type("ab")
    desk.press("Esc")
    desk.type("u")
    #expect(desk.text == "a")
    desk.type("ac")
    desk.press("Esc")
    #expect(desk.text == "ac")
    desk.type("g-")
    #expect(desk.text == "ab")
    desk.type("g-")
    #expect(desk.text == "a")
    desk.type("g+g+")
    #expect(desk.text == "ac")
  }

  @Test(arguments: ["👨‍👩‍👧", "🇩🇪", "👍🏽", "é", "e\u{301}", "한", "क्षि"]) func `A character as people see it is one step`(
    character: String
  ) {
    var desk = desk("a\(character)b", keymap: "default")
    desk.press("Right Right")
    #expect(desk.buffer.cursor == 1 + character.utf8.count)
    desk.press("Left")
    #expect(desk.buffer.cursor == 1)
    desk.press("Delete")
    #expect(desk.text == "ab")
  }

  @Test func `Several cursors cut what each has selected`() {
    var desk = Desk.connected(text: "one two one two one")
    desk.press("Ctrl-L Ctrl-L Ctrl-L Ctrl-X")
    #expect(desk.text == " two  two ")
    desk.press("Esc Ctrl-End Ctrl-V")
    #expect(desk.text == " two  two one\none\none")
  }
}
