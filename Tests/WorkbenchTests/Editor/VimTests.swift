import Testing
import TextUI

@testable import Workbench

/// Vim's keys as a table: the text and the cursor (`‸`) before, the keys, and both after. What was unsure was tried in vim 9.0.
struct VimTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var before: String
    var keys: String
    var after: String

    init(_ before: String, _ keys: String, _ after: String) {
      self.before = before
      self.keys = keys
      self.after = after
    }

    var testDescription: String { "\(keys) on \(before)" }
  }

  /// Presses `keys`; names of keys stand between `<` and `>`, and `<<` is the key itself.
  static func press(_ keys: String, on desk: inout Desk) {
    var rest = Substring(keys)
    while let first = rest.unicodeScalars.first {
      if first == "<", let end = rest.firstIndex(of: ">"), let key = Key(name: String(rest[..<end].dropFirst())),
        rest.index(after: rest.startIndex) != end
      {
        desk.send(.key(key))
        rest = rest[rest.index(after: end)...]
      } else {
        desk.send(.key(Key(.character(first))))
        rest = Substring(rest.unicodeScalars.dropFirst())
      }
    }
  }

  static func desk(_ marked: String) -> Desk {
    let parts = marked.split(separator: "‸", omittingEmptySubsequences: false)
    let buffer = BufferSnapshot(
      name: "1.sql", text: Array(parts.joined().utf8), cursor: parts.count > 1 ? parts[0].utf8.count : 0)
    return Desk(buffers: [buffer], keymap: "vim")
  }

  static func marked(_ desk: Desk) -> String {
    let bytes = desk.buffer.text
    let cursor = desk.buffer.cursor
    return String(decoding: bytes[..<cursor], as: UTF8.self) + "‸" + String(decoding: bytes[cursor...], as: UTF8.self)
  }

  static func check(_ example: Case) {
    var desk = desk(example.before)
    press(example.keys, on: &desk)
    #expect(marked(desk) == example.after)
  }

  @Test(arguments: [
    Case("‸one two", "w", "one ‸two"), Case("‸one.two", "wb", "‸one.two"), Case("one ‸two", "b", "‸one two"),
    Case("‸one two", "e", "on‸e two"), Case("one t‸wo", "ge", "on‸e two"), Case("a b ‸c d", "2B", "‸a b c d"),
    Case("  a‸bc", "0", "‸  abc"), Case("  ab‸c", "^", "  ‸abc"), Case("‸abc", "$", "ab‸c"),
    Case("‸a,b,c", "f,;", "a,b‸,c"), Case("‸a,b,c", "t,;", "a,‸b,c"), Case("a,b,c‸d", "F,F,,", "a,b‸,cd"),
    Case("f‸(a (b) c)", "%", "f(a (b) c‸)"), Case("‸a\n\nb\n\nc", "}}", "a\n\nb\n‸\nc"),
    Case("a\nb\n‸c", "gg", "‸a\nb\nc"), Case("‸a\n  b\nc", "2G", "a\n  ‸b\nc"), Case("‸a\nb\nc", "G", "a\nb\n‸c"),
    Case("ab‸c\nd\nefg", "jj", "abc\nd\nef‸g"), Case("‸abc\nd\nefg", "$jj", "abc\nd\nef‸g"),
    Case("‸foo bar foo", "*", "foo bar ‸foo"), Case("foo bar ‸foo", "#N", "foo bar ‸foo"),
    Case("a ‸b", "3b", "‸a b"), Case("‸a\n(b)", "di(", "a\n(‸)"), Case("a b‸c d", "dbu", "a ‸bc d"),
    Case("ab‸c", "gJ", "ab‸c"),
    Case("‸a b\nc d", "maj'a", "‸a b\nc d"), Case("a ‸b\nc d", "maj`a", "a ‸b\nc d"),
  ]) func `Motions lead where vim's lead`(example: Case) { Self.check(example) }

  @Test(arguments: [
    Case("‸one two three", "dw", "‸two three"), Case("‸one two three", "d2w", "‸three"),
    Case("‸one two three", "2dw", "‸three"), Case("one ‸two\nthree", "dw", "one‸ \nthree"),
    Case("o‸ne two", "cwx<Esc>", "o‸x two"), Case("one ‸two", "D", "one‸ "), Case("‸a\nb\nc", "dd", "‸b\nc"),
    Case("a\nb\n‸c", "dd", "a\n‸b"), Case("‸a\nb\nc", "dj", "‸c"), Case("a\n‸b", "dj", "a\n‸b"),
    Case("a(‸b, c)d", "di(", "a(‸)d"), Case("a(‸b, c)d", "da(", "a‸d"), Case("a 'b ‸c' d", "ci'x<Esc>", "a '‸x' d"),
    Case("one ‸two three", "diw", "one ‸ three"), Case("one ‸two three", "daw", "one ‸three"),
    Case("one ‸two", "daw", "on‸e"), Case("a\nb\n‸\nc", "dap", "a\n‸b"), Case("‸ab\ncd", "gUj", "‸AB\nCD"),
    Case("‸ab cd", "gUiw", "‸AB cd"), Case("‸ab", "g~~", "‸AB"), Case("‸ab", "gUU", "‸AB"),
    Case("  a‸b", "gUU", "  ‸AB"), Case("‸  ab", "gUU", "‸  AB"), Case("  ab\ncd‸e", "``", "  ‸ab\ncde"),
    Case("‸a\nb", ">j", "  ‸a\n  b"),
    Case("  ‸a", "<<<<", "‸a"), Case("‸abc", "x", "‸bc"), Case("ab‸c", "x", "a‸b"), Case("‸abc", "3~", "AB‸C"),
    Case("‸abc", "rx", "‸xbc"), Case("‸abc", "2rx", "x‸xc"), Case("‸a\n  b", "J", "a‸ b"), Case("‸a\n  )", "J", "a‸)"),
    Case("x ‸9", "<Ctrl-A>", "x 1‸0"), Case("‸x -1", "5<Ctrl-A>", "x ‸4"),
  ]) func `Operators take the ranges that vim's take`(example: Case) { Self.check(example) }

  @Test(arguments: [
    Case("‸a b", "iX<Esc>", "‸Xa b"), Case("‸ab", "aX<Esc>", "a‸Xb"), Case("‸ab", "AX<Esc>", "ab‸X"),
    Case("  a‸b", "IX<Esc>", "  ‸Xab"), Case("  ‸a", "ox<Esc>", "  a\n  ‸x"), Case("  ‸a", "Ox<Esc>", "  ‸x\n  a"),
    Case("  ‸a", "o<Esc>", "  a\n‸"), Case("‸a", "3ix<Esc>", "xx‸xa"), Case("‸a", "2ox<Esc>", "a\nx\n‸x"),
    Case("‸abcd", "Rxy<Esc>", "x‸ycd"), Case("‸abcd", "Rxy<Backspace><Esc>", "‸xbcd"),
    Case("‸one two", "cwab<Esc>w.", "ab a‸b"), Case("‸a b c d", "dw..", "‸d"), Case("‸a b c d e", "dw2.", "‸d e"),
    Case("‸ab", "xp", "b‸a"), Case("‸a\nb", "yyp", "a\n‸a\nb"), Case("a\n‸b", "yyP", "a\n‸b\nb"),
    Case("‸one two", "yiwwviwp", "one on‸e"), Case("‸a b", "\"xyww\"xP", "a a‸ b"), Case("‸ab", "x3p", "baa‸a"),
    Case("‸a b c", "dwdwu", "‸b c"), Case("‸a b c", "dwu<Ctrl-R>", "‸b c"), Case("‸abc", "xxxuu", "‸bc"),
    Case("a ‸b", "ixy<Esc>u<Ctrl-R>", "a ‸xyb"), Case("a ‸b", "ox<Esc>u<Ctrl-R>", "a ‸b\nx"),
    Case("a ‸b\nc", "yypu<Ctrl-R>", "a ‸b\na b\nc"), Case("  a ‸b", "Sx<Esc>u", "  ‸a b"),
    Case("  a ‸b\nc\nd", "ddu", "  ‸a b\nc\nd"), Case("  a ‸b\nc\nd", "2ddu", "  a ‸b\nc\nd"),
    Case("  a ‸b\nc\nd", "V>u", "‸  a b\nc\nd"), Case("a\n  b ‸c", "gUku", "‸a\n  b c"),
    Case("a\nb\nc\nd\n‸e", ":1,2s/$/x/<Enter>u", "‸a\nb\nc\nd\ne"),
    Case("a\n‸\nb", "v>", "a\n‸\nb"), Case("‸a\nb", "v$>", "  ‸a\nb"),
    Case("ab‸c\nab\nabc", "<Ctrl-V>jjIX<Esc>", "ab‸Xc\nabX\nabXc"),
    Case("‸a b", "\"_dwP", "‸b"), Case("‸1\n2\n3", "dddd\"1p\"2p", "3\n2\n‸1"),
    Case("‸a\nb\nc", "qqA;<Esc>jq2@q", "a;\nb;\nc‸;"), Case("‸a a a", "qqdwq@q", "‸a"),
  ]) func `Changes, registers, repeats and macros do what vim's do`(example: Case) { Self.check(example) }

  @Test(arguments: [
    Case("‸abcd", "vld", "‸cd"), Case("‸a\nb\nc", "Vjd", "‸c"), Case("‸ab cd", "viwU", "‸AB cd"),
    Case("‸abc\nabc", "l<Ctrl-V>jd", "a‸c\nac"), Case("‸abc\nabc", "<Ctrl-V>jIx<Esc>", "‸xabc\nxabc"),
    Case("‸a\nabc", "<Ctrl-V>j$Ax<Esc>", "‸ax\nabcx"), Case("‸abc\nabc", "<Ctrl-V>jlcx<Esc>", "‸xc\nxc"),
    Case("‸abcd", "vlohd", "‸cd"), Case("‸abc def", "vey$p", "abc defab‸c"), Case("‸ab\ncd", "vjrx", "‸xx\nxd"),
    Case("‸a\nb\nc", "Vj>", "  ‸a\n  b\nc"), Case("‸a\nb\nc", "VjJ", "a‸ b\nc"), Case("‸abcd", "vl<Esc>$gvd", "‸cd"),
    Case("‸abc\nabc", "<Ctrl-V>jy$p", "abc‸a\nabca"), Case("f(a, ‸(b))", "vi(d", "f(a, (‸))"),
  ]) func `Visual mode selects and changes as vim's does`(example: Case) { Self.check(example) }

  @Test(arguments: [
    Case("select ‸1; select 2;", "dis", "‸; select 2;"),
    Case("select 1;\nsel‸ect 2;\n\nselect 3;", "das", "select 1;\n‸select 3;"),
    Case("select 1; sel‸ect 2; select 3;", "cisx<Esc>", "select 1; ‸x; select 3;"),
    Case("‸a;\nb;\nc;", "]s]s", "a;\nb;\n‸c;"), Case("a;\nb;\n‸c;", "[s", "a;\n‸b;\nc;"),
    Case("‸a\nb", "gcc", "‸-- a\nb"), Case("‸-- a\nb", "gcc", "‸a\nb"), Case("‸a\nb", "gcj", "‸-- a\n-- b"),
    Case("f(\n‸a,\nb\n)", "=G", "f(\n  ‸a,\n  b\n)"), Case("‸select ')' + (1);", "f(%", "select ')' + (1‸);"),
  ]) func `Statements, comments and brackets follow SQL`(example: Case) { Self.check(example) }

  @Test func `What may follow half a command opens as a list when the next key does not come at once`() {
    var desk = Desk(width: 120, height: 40, text: "select 1", keymap: "vim")
    desk.press("g")
    desk.send(.tick(100))
    #expect(!desk.shows("Join lines without spaces"))
    desk.send(.tick(2000))
    #expect(desk.shows("g J Join lines without spaces") && desk.shows("g g To the first line"))
    desk.press("g")
    #expect(!desk.shows("Join lines without spaces"))
    desk.press("d")
    desk.send(.tick(9000))
    #expect(desk.shows("i … ") && desk.shows("$ To the end of the line"))
    desk.press("Esc")
    #expect(!desk.shows("To the end of the line"))
  }

  @Test func `Half a command shows what may follow`() {
    var desk = Self.desk("‸one two")
    Self.press("d", on: &desk)
    Self.press("i", on: &desk)
    #expect(desk.statusLine.contains("object.innerQuotes"))
    Self.press("<Esc>x", on: &desk)
    #expect(Self.marked(desk) == "‸ne two")
  }

  @Test func `A key that is no word of vim's is not shown once it has done its work`() {
    var desk = Self.desk("‸one two")
    desk.press("Alt-0")
    #expect(!desk.statusLine.contains("Alt-0"))
    Self.press("2d", on: &desk)
    #expect(desk.statusLine.contains("2d"))
    desk.press("Esc")
    #expect(!desk.statusLine.contains("2d"))
  }

  @Test func `The clipboard of the system is a register`() {
    var desk = Self.desk("‸one two")
    var effects: [Effect] = []
    for key in ["\"", "+", "y", "w"] { effects += desk.send(.key(Key(name: key)!)) }
    #expect(effects.copied == "one ")
    Self.press("$\"+p", on: &desk)
    #expect(desk.text == "one twoone ")
  }

  @Test func `A macro that plays itself ends where a motion fails`() {
    var desk = Self.desk("‸a\nb\nc\nd")
    Self.press("qqqqqA;<Esc>j@qq@q", on: &desk)
    #expect(desk.text == "a;\nb;\nc;\nd;")
  }

  @Test func `A key file can bind vim's words anew`() throws {
    let own = try Keymap.decode(
      "[motion]\n\"ä\" = \"motion.word\"\n[operator]\n\"ö\" = \"operator.delete\"\n", file: "own.toml",
      knownCommands: Commands.names, knownContexts: Commands.contexts)
    var desk = Self.desk("‸one two three")
    desk.state.keymap = own.merged(over: Desk.keymap("vim"))
    Self.press("öäää", on: &desk)
    #expect(Self.marked(desk) == "two thre‸e")
  }
}
