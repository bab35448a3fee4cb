import Postgres
import TestSupport
import Testing

/// Every wait of a pseudo-terminal fails when the program sends what it should not; these stories give it the chance.
struct HostileTextStories {
  private static let title = "\u{1B}]0;owned\u{7}"

  @Test func `Values, column names and errors are shown with marks and copied as they are`() throws {
    let terminal = try Workbench().open(columns: 200)
    try terminal.query(
      #"select E'a\x1b]0;owned\x07b' as "x\#u{1B}[31my", chr(155) || '2J' as c1, chr(8238) || 'abc' as bidi, "#
        + "chr(8203) || 'zero' as hidden, chr(917569) || 'tag' as tags, E'two\\nlines\\tand\\rmore' as breaks")
    try terminal.wait(for: "1 row · ")
    for shown in ["a␛]0;owned␇b", "x␛[31my", "␦2J", "␦abc", "␦zero", "␦tag"] { try terminal.wait(for: shown) }
    try terminal.press("F12", "Ctrl-C")
    try terminal.wait("the clipboard") { _ in terminal.state.commands.contains("52;c;YRtdMDtvd25lZAdi") }
    #expect(!terminal.state.commands.contains("0;owned"))
    try terminal.press("Esc")
    try terminal.query(#"do $$ begin raise exception E'no\x1b[2Jtice' using hint = E'\x9b\u202e'; end $$"#)
    try terminal.wait(for: "invalid byte sequence")
    try terminal.query(#"do $$ begin raise exception E'no\x1b[2Jtice' using hint = E'hi\u202ent'; end $$"#)
    try terminal.wait(for: "no␛[2Jtice")
    try terminal.wait(for: "hi␦nt")
  }

  @Test func `Notices and notifications are shown with marks`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.query(#"do $$ begin raise warning E'war\x1b[2Jning\u202e'; end $$"#)
    try terminal.wait(for: "war␛[2Jning␦")
    try terminal.wait(forOutcome: "DO")
    try terminal.query("listen news")
    try terminal.wait(for: "LISTEN")
    try workbench.execute("notify news, E'\\x1b]0;owned\\x07'")
    try terminal.wait(for: "NOTIFY news from")
    try terminal.wait(for: "␛]0;owned␇")
  }

  @Test func `Names in the catalog, in completions and in the history are shown with marks`() throws {
    let workbench = try Workbench()
    try workbench.execute("create table \"evil\(Self.title)\" (\"col\u{202E}umn\" int)")
    let terminal = try workbench.open(columns: 160)
    try terminal.wait(for: "evil␛]0;owned␇")
    try terminal.press("F3", "Down", "Right")
    try terminal.wait(for: "col␦umn")
    try terminal.press("Esc")
    try terminal.type("select * from evi")
    try terminal.wait("the completion") { $0.text.components(of: "evil␛]0;owned␇") >= 2 }
    try terminal.press("Tab")
    try terminal.wait("the name in the buffer") { $0.text.contains("select * from \"evil␛]0;owned␇\"") }
    try terminal.press("F5")
    try terminal.wait(for: "0 rows · ")
    try terminal.press("F4")
    try terminal.wait(for: "ok · 0")
    try terminal.wait(for: "▸ select * from \"evil␛]0;owned␇\"")
  }

  @Test func `A database's own name is shown with marks`() throws {
    let workbench = try Workbench()
    try workbench.execute("create database \"data\u{1B}[2Jbase\"")
    var settings = workbench.database
    settings["dbname"] = "data\u{1B}[2Jbase"
    let terminal = try PseudoTerminal([settings.description], home: workbench.home.path)
    try terminal.wait(for: "no tx")
    try terminal.wait(for: "data␛[2Jbase")
  }

  @Test func `Bytes that are no text are shown, and the screen stays whole`() throws {
    let workbench = try Workbench()
    try workbench.execute("create database raw template template0 encoding 'SQL_ASCII' locale 'C'")
    var settings = workbench.database
    settings["dbname"] = "raw"
    settings["client_encoding"] = "SQL_ASCII"
    let terminal = try PseudoTerminal([settings.description], home: workbench.home.path)
    try terminal.wait(for: "no tx")
    try terminal.query(#"select E'\xff\xfe(\xc3\x28\xed\xa0\x80)' as broken, 'end' as last"#)
    try terminal.wait(for: "1 row · ")
    try terminal.wait(for: "end")
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
