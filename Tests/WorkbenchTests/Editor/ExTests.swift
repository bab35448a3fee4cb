import Testing
import TextUI

@testable import Workbench

/// The command line of vim's keys, and searching with them.
struct ExTests {
  typealias Case = VimTests.Case

  @Test(arguments: [
    Case("‸a b a", ":s/a/x/<Enter>", "‸x b a"), Case("‸a b a", ":s/a/x/g<Enter>", "‸x b x"),
    Case("‸a\na\na", ":2,3s/a/b/<Enter>", "a\nb\n‸b"), Case("‸a\na\na", ":%s/a/b/<Enter>", "b\nb\n‸b"),
    Case("‸ab", ":s/\\(a\\)\\(b\\)/\\2\\1&/<Enter>", "‸baab"), Case("‸a/b", ":s#/#-#<Enter>", "‸a-b"),
    Case("a\n‸b\nc", ":.,$d<Enter>", "‸a"), Case("‸a\nb\nc", ":3<Enter>", "a\nb\n‸c"),
    Case("‸a\nb\nc", ":m$<Enter>", "b\nc\n‸a"), Case("a\nb\n‸c", ":m0<Enter>", "‸c\na\nb"),
    Case("‸a\nb", ":t.<Enter>", "a\n‸a\nb"), Case("‸a\nb\nc", ":1,3j<Enter>", "‸a b c"),
    Case("‸a\nb\na", ":g/a/d<Enter>", "‸b"), Case("‸a\nb\na", ":v/a/d<Enter>", "a\n‸a"),
    Case("‸a\nb\nab", ":g/a/s/b/c/<Enter>", "a\nb\n‸ac"), Case("‸a\nb", ":%norm A;<Enter>", "a;\nb‸;"),
    Case("‸a\nb\nc", "Vj:d<Enter>", "‸c"),
    Case("‸a\nb", ":%><Enter>", "  a\n  ‸b"),
    Case("‸a\nb\nc", ":/c/d<Enter>", "a\n‸b"), Case("‸a b a", ":s/a/x/<Enter>$&", "‸x b x"),
    Case("‸one two one", "/one<Enter>", "one two ‸one"), Case("‸one two six", "d/two<Enter>", "‸two six"),
    Case("one ‸two one", "?one<Enter>", "‸one two one"), Case("‸a1 a2 a3", "/a\\d<Enter>nN", "a1 ‸a2 a3"),
    Case("‸Foo foo", "/foo<Enter>", "Foo ‸foo"), Case("foo f‸oo Foo", "/Foo<Enter>", "foo foo ‸Foo"),
    Case("‸a b c", "/b<Esc>", "‸a b c"), Case("‸a b a b", "*cwx<Esc>n.", "‸x b x b"),
  ]) func `Lines typed behind a colon or a slash do what vim's do`(example: Case) { VimTests.check(example) }

  @Test(arguments: [
    // An expression that takes lines along would join them.
    Case("‸a  b\nc", ":%s/\\s\\+/,/g<Enter>", "‸a,b\nc"), Case("‸a;b\nc;d", ":%s/[^;]*$/x/<Enter>", "a;x\n‸c;x"),
    Case("‸ab ab", ":s/\\v(a|b)+/<\\U&><Enter>", "‸<AB> ab"), Case("‸a", ":s/a/b|c/<Enter>", "‸b|c"),
    Case("‸a a a", ":s/a/(x)/<Enter>:s/a/~~y/<Enter>:s/a/\\~~/<Enter>", "‸(x) (x)(x)y ~(x)(x)y"),
    Case("‸a b", ":s/a/~x/<Enter>:s/b/\\\\~/<Enter>", "‸x \\x"),
    Case("‸b\na\nb", ":sort u<Enter>", "‸a\nb"), Case("‸x9\ny\nx10", ":sort! n<Enter>", "‸x10\nx9\ny"),
    Case("‸a b\na b", "/b<Esc>/a<Enter>n", "‸a b\na b"),
    Case("a ‸b.c b", "yiw:%s/<Ctrl-R>\"/x/g<Enter>", "‸a x.c x"),
    Case("a ‸bc d", ":s/<Ctrl-R><Ctrl-W>/x/<Enter>", "‸a x d"), Case("‸a b a", "/<Ctrl-R><Ctrl-W><Enter>", "a b ‸a"),
    Case("‸a b c", "wi<Ctrl-O>wX<Esc>", "a b ‸Xc"), Case("‸a b", "A<Ctrl-O>0X<Esc>", "‸Xa b"),
  ]) func `Expressions keep to lines, and a search that is given up leaves the one before`(example: Case) {
    VimTests.check(example)
  }

  @Test func `One undo takes back all that a macro did`() {
    var desk = VimTests.desk("‸a\nb\nc\nd")
    VimTests.press("qqA;<Esc>jq2@q", on: &desk)
    #expect(desk.text == "a;\nb;\nc;\nd")
    VimTests.press("u", on: &desk)
    #expect(desk.text == "a;\nb\nc\nd")
  }

  @Test(arguments: ["wq", "w", "x", "w other.sql"]) func `Writing writes, and leaves when it should`(line: String)
    throws
  {
    var desk = Desk(
      buffers: [BufferSnapshot(name: "a.sql", path: "/tmp/a.sql", text: Array("a".utf8), isModified: true)],
      keymap: "vim")
    var effects: [Effect] = []
    desk.type(":" + line)
    effects = desk.press("Enter")
    guard case .writeFile(let path, let buffer, _, _) = try #require(effects.first) else { return #expect(Bool(false)) }
    #expect(path == (line == "w other.sql" ? "/other.sql" : "/tmp/a.sql"))
    #expect(desk.send(.fileWritten(path: path, buffer: buffer, nil)).quits == ["wq", "x"].contains(line))
  }

  @Test(arguments: ["nonsense", "9999d", "s/(/", "'zd", "m"]) func `What makes no sense is said and changes nothing`(
    line: String
  ) {
    var desk = Desk(text: "a\nb", keymap: "vim")
    desk.type(":" + line)
    desk.press("Enter")
    #expect(desk.text == "a\nb")
    #expect(desk.statusLine.contains(":\(line):"))
  }

  @Test func `Replacements are shown, and only those that are marked are made`() {
    var desk = Desk(text: "a1 a2\na3")
    desk.press("Ctrl-R Alt-R")
    desk.type("a(\\d)")
    desk.press("Enter")
    desk.type("b\\1")
    desk.press("Enter")
    #expect(desk.shows("3 replacements") && desk.shows("1: [a1 → b1] a2"))
    desk.press("Down Tab Enter")
    #expect(desk.text == "b1 a2\nb3")
    desk.press("Ctrl-Z")
    #expect(desk.text == "a1 a2\na3")
  }

  @Test(arguments: [
    ("yna", "b a\nb"), ("na", "a b\nb"), ("yq", "b a\na"), ("l", "b a\na"), ("nl", "a b\na"), ("yyn", "b b\na"),
    ("nnn", "a a\na"), ("yny", "b a\nb"),
  ]) func `Each place of s///c is decided on by vim's letters`(keys: String, text: String) {
    var desk = Desk(text: "a a\na", keymap: "vim")
    desk.type(":%s/a/b/gc\n")
    #expect(desk.shows("3 replacements") && desk.shows("y make"))
    desk.type(keys)
    #expect(desk.text == text && desk.state.overlay == nil)
    desk.type("u")
    #expect(desk.text == "a a\na")
  }

  @Test func `Matches are marked while one types, and Esc goes back`() {
    var desk = Desk(text: "one\ntwo\ntwo")
    desk.press("Ctrl-F")
    desk.type("tw")
    #expect(desk.buffer.cursor == 4)
    desk.press("Esc")
    #expect(desk.buffer.cursor == 0)
    desk.press("Ctrl-F Ctrl-U")
    desk.type("two")
    desk.press("Enter Alt-N")
    #expect(desk.state.editor.buffer.selection == 8..<11)
    desk.press("Alt-P")
    #expect(desk.state.editor.buffer.selection == 4..<7)
  }

  @Test func `Statements are listed to go to one`() {
    var desk = Desk(text: "select 1;\nselect\n 2;\nupdate t set a = 1;")
    desk.press("Alt-G")
    #expect(desk.shows("select 2") && desk.shows("line 2"))
    desk.type("update")
    desk.press("Enter")
    #expect(desk.buffer.cursor == 21)
  }

  @Test func `Marks are listed with their lines, and deleted by name`() {
    var desk = Desk(text: "select 1\nfrom t\nwhere x", keymap: "vim")
    desk.type("majmbG")
    desk.type(":marks\n")
    #expect(desk.shows("'a  ") && desk.shows("1:0  select 1") && desk.shows("2:0  from t"))
    desk.press("Esc")
    desk.type(":delmarks a-b\n")
    desk.type("'a")
    #expect(desk.state.editor.buffer.mark("a") == nil && desk.buffer.cursor == 16)
    desk.type("mc")
    desk.type(":delm\n")
    #expect(desk.statusLine.contains("delmarks needs the names of marks"))
    desk.type(":delm!\n")
    #expect(desk.state.editor.buffer.mark("c") == nil)
  }

  @Test(arguments: ["Ctrl-Z", "v Ctrl-Z", ": s t o p Enter"])
  func `The shell takes over as it does from vim`(keys: String) {
    var desk = Desk(text: "select 1", keymap: "vim")
    desk.press(keys)
    #expect(desk.effects.contains { if case .suspend = $0 { true } else { false } })
    #expect(desk.text == "select 1")
  }
}
