import Glibc
import TestSupport
import Testing
import TextUI

@testable import Terminal

/// One after the other: readline is global.
@Suite(.serialized) struct LineEditorTests {
  private static let editor = Editor()

  /// The only one of this process, with characters as `Screen` has them and no rules of a user's.
  private final class Editor: @unchecked Sendable {
    let editor: LineEditor
    init() {
      setlocale(LC_CTYPE, "C.UTF-8")
      setenv("INPUTRC", "/dev/null", 1)
      editor = LineEditor()
    }
  }

  private struct Typed {
    var text = ""
    var cursor = 0
    var line: LineEditor.Line?
    let session = "\(UInt64.random(in: 0 ... .max))"

    mutating func press(_ keys: String, offer: LineEditor.Offer = .words([]), history: [String] = []) {
      for name in keys.split(separator: " ") { press(Key(name: String(name))!, offer: offer, history: history) }
    }

    mutating func press(_ key: Key, offer: LineEditor.Offer = .words([]), history: [String] = []) {
      let line = LineEditorTests.editor.editor.press(
        key, session: session, text: text, cursor: cursor, offer: offer, history: { history })
      (text, cursor, self.line) = (line.text, line.cursor, line)
    }

    mutating func type(_ text: String) { for scalar in text.unicodeScalars { press(Key(.character(scalar))) } }
  }

  @Test func `Readline's keys move, cut and bring back`() {
    var typed = Typed()
    typed.type("grün und blau")
    typed.press("Alt-B Ctrl-K Ctrl-A")
    #expect(typed.text == "grün und " && typed.cursor == 0)
    typed.press("Ctrl-Y Right Left Ctrl-E Backspace Alt-Backspace")
    #expect(typed.text == "blaugrün ")
    typed.press("Ctrl-/")
    #expect(typed.text == "blaugrün und")
  }

  @Test func `Keys that readline does not know leave nothing in the text`() {
    var typed = Typed()
    typed.type("name")
    typed.press("F10 Ctrl-F5 Shift-F2 PageUp Insert")
    #expect(typed.text == "name" && typed.cursor == 4)
    typed.press("Ctrl-A Ctrl-D Alt-F Alt-B")
    #expect(typed.text == "ame")
  }

  @Test func `Every line has its own history, searched back too`() {
    var typed = Typed()
    typed.press("Up", history: ["first", "second"])
    #expect(typed.text == "second")
    typed.press("Up Up")
    #expect(typed.text == "first")
    typed.press("Down Down Ctrl-R s e c")
    #expect(typed.line?.label == "(reverse-i-search)`sec': " && typed.text == "second")
    // Left in the middle of a search: the next line knows nothing of it.
    var other = Typed()
    other.press("Up", history: ["other"])
    #expect(other.text == "other" && other.line?.label == "")
    other.type("s")
    #expect(other.text == "others")
  }

  @Test func `A completion goes as far as it is sure, then shows what it could be`() {
    var typed = Typed()
    typed.type("cre")
    typed.press("Tab", offer: .words(["created_at", "created_by", "name"]))
    #expect(typed.text == "created_")
    typed.press("Tab", offer: .words(["created_at", "created_by", "name"]))
    #expect(typed.line?.matches == ["created_at", "created_by"])
    typed.type("a")
    typed.press("Tab", offer: .words(["created_at", "created_by", "name"]))
    #expect(typed.text == "created_at" && typed.line?.matches == [])
  }

  @Test func `Names of files complete`() {
    let directory = TemporaryDirectory()
    directory.write("", to: "migration.sql")
    var typed = Typed()
    typed.type(directory.path + "/mig")
    typed.press("Tab", offer: .files)
    #expect(typed.text.hasPrefix(directory.path + "/migration.sql"))
  }

  @Test func `A text that was changed elsewhere is taken up as it is`() {
    var typed = Typed()
    typed.type("abc")
    (typed.text, typed.cursor) = ("xyz", 1)
    typed.type("-")
    #expect(typed.text == "x-yz" && typed.cursor == 2)
  }

  @Test func `The end of a line is told, and a new one begins empty`() {
    var typed = Typed()
    typed.type("done")
    typed.press("Enter")
    #expect(typed.line?.isAccepted == true && typed.text == "done")
    var other = Typed()
    other.type("n")
    #expect(other.text == "n" && other.line?.isAccepted == false)
  }

  @Test(arguments: [
    ("Up", "\u{1B}[A"), ("Ctrl-Left", "\u{1B}[1;5D"), ("Alt-x", "\u{1B}x"), ("Ctrl-A", "\u{1}"),
    ("Delete", "\u{1B}[3~"),
    ("Shift-Tab", "\u{1B}[Z"), ("Alt-Enter", "\u{1B}\r"), ("F1", "\u{1B}OP"), ("F5", "\u{1B}[15~"), ("ä", "ä"),
    ("Ctrl-Space", "\0"), ("Shift-F5", "\u{1B}[15;2~"),
  ]) func `A key is sent as xterm sends it`(name: String, bytes: String) throws {
    #expect(try #require(Key(name: name)).sequence == Array(bytes.utf8))
  }
}
