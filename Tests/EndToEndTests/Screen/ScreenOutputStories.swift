import Postgres
import TestSupport
import Testing

/// What reaches the terminal besides what is on the screen.
struct ScreenOutputStories {
  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `Updates are marked as wholes once the terminal says that it knows them, and never before`() throws {
    let terminal = try Workbench().open()
    #expect(Self.text(terminal.output).contains("\u{1B}[?2026$p"))
    #expect(!Self.text(terminal.output).contains("\u{1B}[?2026h"))
    try terminal.type("\u{1B}[?2026;2$y")
    try terminal.press("F1")
    try terminal.waitForOutput(containing: "\u{1B}[?2026h")
    try terminal.waitForOutput(containing: "\u{1B}[?2026l")
    #expect(!terminal.screen.text.contains("2026"))
  }

  @Test(arguments: [
    ("plain", 5), ("naïve", 5), ("漢字", 4), ("e\u{301}a\u{308}", 2), ("👍", 2), ("🇩🇪", nil), ("👩\u{200D}👧", nil),
    ("❤\u{FE0F}", 1), ("한글", 4), ("ｶﾅ", 2), ("a\u{200B}b", 3), ("\u{202E}x", 2), ("\u{1}\u{7F}", 2),
  ]) func `The cursor stands where the terminal thinks it is`(typed: String, width: Int?) throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    // The first line comes before the cursor is put back.
    try terminal.wait("the cursor in the editor") { $0.row($0.cursor.y).prefix($0.cursor.x).hasSuffix("│  1 ") }
    let start = terminal.screen.cursor
    try terminal.paste("'\(typed)'")
    try terminal.type("|")
    try terminal.wait("the bar before the cursor") { screen in
      let (x, y) = screen.cursor
      return x > start.x && screen.look(x: x - 1, y: y).text == "|"
    }
    if let width { #expect(terminal.screen.cursor.x == start.x + width + 3) }
    // What is drawn behind it stands where the cursor was counted to be.
    try terminal.press("Left")
    try terminal.wait("the cursor on the bar") { $0.look(x: $0.cursor.x, y: $0.cursor.y).text == "|" }
  }

  @Test(arguments: ["C", "POSIX", "de_DE.ISO-8859-1", ""])
  func `A locale that is not of UTF-8 changes nothing on the screen`(locale: String) throws {
    let workbench = try Workbench()
    let terminal = try PseudoTerminal(
      [workbench.database.description], home: workbench.home.path, environment: ["LC_ALL": locale, "LANG": nil])
    try terminal.wait(for: "no tx")
    try terminal.paste("select 'größe 漢'")
    try terminal.wait(for: "select 'größe 漢'")
  }
}
