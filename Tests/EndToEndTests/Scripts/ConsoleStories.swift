import Postgres
import TestSupport
import Testing

/// The line mode with somebody at the keyboard.
struct ConsoleStories {
  /// Ctrl-C makes the terminal forget what was typed behind it, so one waits before typing on.
  private static func isAtPrompt(_ screen: VirtualScreen) -> Bool {
    (0..<screen.rows).map { screen.row($0) }.last { !$0.isEmpty }?.hasSuffix("=#") == true
  }

  @Test func `Statements are typed over several lines, brought back and cancelled`() throws {
    let workbench = try Workbench()
    let terminal = try PseudoTerminal(
      ["--plain", workbench.database.description], home: workbench.home.path, environment: ["INPUTRC": "/dev/null"],
      keeping: workbench.home)
    try terminal.wait(for: "=#")
    try terminal.type("select 6\r")
    try terminal.wait(for: "-#")
    try terminal.type("* 7 as answer;\r")
    try terminal.wait(for: "(1 row)")
    try terminal.wait(for: " 42\n")
    try terminal.wait("a new prompt", until: Self.isAtPrompt)
    try terminal.type("\u{10}")
    try terminal.wait(for: "=# select 6 * 7 as answer;")
    try terminal.type("\u{3}")
    try terminal.wait("a new prompt", until: Self.isAtPrompt)
    try terminal.type("begin;\r")
    try terminal.wait(for: "=*#")
    try terminal.type("select pg_sleep(60);\r")
    _ = try workbench.waitForBackend(running: "select pg_sleep(60)%")
    try terminal.type("\u{3}")
    try terminal.wait(for: "=!#")
    try terminal.type("nonsense;\r")
    try terminal.wait(for: "syntax error")
    try terminal.type("rollback;\r")
    try terminal.wait(for: "ROLLBACK")
    try terminal.type("\\q\r")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(terminal.isCooked)

    let found = try ProgramRun(["history", "search", "answer"], home: workbench.home.path)
    #expect(found.output.contains("select 6 * 7 as answer"))
    let next = try PseudoTerminal(
      ["--plain", workbench.database.description], home: workbench.home.path, environment: ["INPUTRC": "/dev/null"],
      keeping: workbench.home)
    try next.wait(for: "=#")
    try next.type("\u{12}answer")
    try next.wait(for: "select 6 * 7 as answer")
    try next.type("\u{3}")
    try next.wait("a new prompt", until: Self.isAtPrompt)
    try next.type("\u{4}")
    #expect(try next.waitForExit() == .code(0))
  }

  @Test func `One leaves also from within a statement`() throws {
    let workbench = try Workbench()
    let terminal = try PseudoTerminal(
      ["--plain", workbench.database.description], home: workbench.home.path, environment: ["INPUTRC": "/dev/null"],
      keeping: workbench.home)
    try terminal.wait(for: "=#")
    try terminal.type("select quit from\r")
    try terminal.wait(for: "-#")
    try terminal.type("\\q\r")
    #expect(try terminal.waitForExit() == .code(0))
  }

  @Test func `The keys of vi work where an inputrc asks for them`() throws {
    let workbench = try Workbench()
    workbench.home.write("set editing-mode vi\n", to: "inputrc")
    let terminal = try PseudoTerminal(
      [workbench.database.description], home: workbench.home.path,
      environment: ["INPUTRC": workbench.home.path + "/inputrc"], keeping: workbench.home)
    try terminal.wait(for: "no tx")
    try terminal.type("one two three")
    try terminal.press("Ctrl-Home", "Ctrl-F")
    try terminal.wait(for: "Find  (")
    try terminal.type("xwo")
    try terminal.wait(for: "› xwo")
    try terminal.press("Esc")
    try terminal.type("0rt")
    try terminal.wait(for: "› two")
    try terminal.press("Enter")
    try terminal.wait("the list of finds is gone") { !$0.text.contains("Find  (") }
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
  }
}
