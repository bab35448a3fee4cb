import Glibc
import TestSupport
import Testing

struct TerminalStories {
  @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGABRT, SIGQUIT]) func `The terminal is restored`(signal: Int32) throws {
    let terminal = try Workbench().open()
    #expect(terminal.screen.isAlternate)
    #expect(!terminal.isCooked)
    terminal.signal(signal)
    _ = try terminal.waitForExit()
    try terminal.wait("the main screen") { !$0.isAlternate && $0.isCursorVisible }
    #expect(terminal.isCooked)
    let output = String(decoding: terminal.output, as: UTF8.self)
    #expect(output.contains("\u{1B}[?2004l"))
  }

  @Test func `A crash says that the buffers are kept, and they are`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.type("select 'kept'")
    try terminal.wait(for: "select 'kept'")
    try waitForJournal(workbench, holds: "select 'kept'")
    terminal.signal(SIGSEGV)
    #expect(try terminal.waitForExit() == .signal(SIGSEGV))
    try terminal.wait(for: "the program crashed")
    let again = try workbench.open()
    try again.wait(for: "select 'kept'")
  }

  @Test func `What was typed survives kill -9`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.type("select 1;")
    try terminal.press("Enter")
    try terminal.type("select 'second line'")
    try waitForJournal(workbench, holds: "second line")
    terminal.signal(SIGKILL)
    _ = try terminal.waitForExit()
    let again = try workbench.open()
    try again.wait(for: "second line")
  }

  /// The journal may be a second behind; its file is looked at until it has the text.
  private func waitForJournal(_ workbench: Workbench, holds text: String) throws {
    for _ in 0..<500 {
      let file = open(workbench.home.path + "/buffers/1.jsonl", O_RDONLY)
      if file >= 0 {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(file, &bytes, bytes.count)
        close(file)
        if count > 0, String(decoding: bytes[..<count], as: UTF8.self).contains(text) { return }
      }
      usleep(10_000)
    }
    Issue.record("the journal never held \(text)")
  }

  @Test func `A storm of sizes leaves a whole screen`() throws {
    let terminal = try Workbench().open()
    try terminal.type("select g from generate_series(1, 500) g")
    try terminal.press("F5")
    try terminal.wait(for: "500 rows")
    for (columns, rows) in [
      (20, 5), (300, 90), (21, 6), (80, 24), (1, 1), (132, 43), (19, 4), (69, 13), (300, 90), (20, 5),
    ] {
      terminal.resize(columns: columns, rows: rows)
      try terminal.type(" ")
    }
    terminal.resize(columns: 300, rows: 90)
    try terminal.wait("the last line of a large screen") {
      $0.row(89).contains("commands") && $0.row(0).contains("no tx")
    }
    terminal.resize(columns: 20, rows: 5)
    try terminal.wait("a small screen") { $0.row(1).hasPrefix("┌") }
    terminal.resize(columns: 15, rows: 3)
    try terminal.wait(for: "too small")
    terminal.resize(columns: 100, rows: 30)
    try terminal.wait(for: "select g from")
  }

  @Test func `Text from the server cannot act on the terminal`() throws {
    let terminal = try Workbench().open()
    try terminal.paste(
      #"select E'a\x1b]0;owned\x07b' as "x\#u{1B}[31my", chr(155) || '2J' as c1, chr(8238) || 'abc' as bidi"#)
    try terminal.press("F5")
    try terminal.wait(for: "1 row · ")
    try terminal.wait(for: "a␛]0;owned␇b")
    try terminal.wait(for: "␦2J")
    try terminal.wait(for: "␦abc")
    let output = String(decoding: terminal.output, as: UTF8.self)
    #expect(!output.contains("\u{1B}]0;owned"))
    #expect(!output.contains("\u{9B}"))
    #expect(!output.contains("\u{202E}"))
    try terminal.press("Ctrl-A")
    try terminal.paste(#"do $$ begin raise exception E'no\x1b[2Jtice'; end $$"#)
    try terminal.press("F5")
    try terminal.wait(for: "no␛[2Jtice")
  }

  @Test func `A large paste arrives whole`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    let line = "insert into t values ('0123456789 abcdefghijklmnopqrstuvwxyz');\n"
    try terminal.paste(String(repeating: line, count: 3000) + "-- the end")
    try terminal.wait(for: "-- the end")
    try terminal.wait(for: "3001")
  }

  @Test(arguments: ["", "dumb", "no-such-terminal"]) func `An unfit terminal is refused in one sentence`(type: String)
    throws
  {
    let home = TemporaryDirectory()
    let terminal = try PseudoTerminal(["host=/nonexistent"], home: home.path, environment: ["TERM": type])
    #expect(try terminal.waitForExit() == .code(1))
    try terminal.wait(for: "perch: the terminal type \"\(type)\" (TERM)")
  }

  @Test func `A server that is not there leaves the editor usable`() throws {
    let home = TemporaryDirectory()
    let terminal = try PseudoTerminal(["host=/nonexistent dbname=x"], home: home.path)
    try terminal.wait(for: "not connected: FATAL: connection to server on socket \"/nonexistent/.s.PGSQL.5432\" failed")
    try terminal.type("select 1")
    try terminal.wait(for: "select 1")
    try terminal.press("F5")
    try terminal.wait(for: "query.run: not connected")
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
  }
}
