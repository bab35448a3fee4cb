import Glibc
import Postgres
import TestSupport
import Testing

struct TerminalStories {
  @Test func `A program that is not there is said, and no other is harmed`() {
    #expect { try PseudoTerminal(home: "/", program: "/nonexistent") } throws: { error in
      "\(error)" == "/nonexistent: No such file or directory"
    }
  }

  @Test(arguments: [
    (SIGTERM, PseudoTerminal.Exit.code(143)), (SIGHUP, .code(129)), (SIGSEGV, .signal(SIGSEGV)),
    (SIGABRT, .signal(SIGABRT)), (SIGQUIT, .signal(SIGQUIT)), (SIGILL, .signal(SIGILL)), (SIGTRAP, .signal(SIGTRAP)),
    (SIGBUS, .signal(SIGBUS)), (SIGFPE, .signal(SIGFPE)),
  ]) func `The terminal is restored after signal`(signal: Int32, exit: PseudoTerminal.Exit) throws {
    let terminal = try Workbench().open()
    // Something of everything on the screen: colours, a list over it, the cursor in its line.
    try terminal.query("select 1")
    try terminal.wait(for: "1 row · ")
    try terminal.press("Ctrl-P")
    try terminal.wait(for: "Commands")
    #expect(terminal.screen.isAlternate && !terminal.isCooked && !terminal.state.isInitial)
    terminal.signal(signal)
    #expect(try terminal.waitForExit() == exit)
    #expect(!terminal.screen.isAlternate && terminal.screen.isCursorVisible && terminal.isCooked)
    #expect(terminal.state.isInitial, "\(terminal.state.leftovers)")
  }

  @Test func `The terminal is restored on leaving, and what was on it is there`() throws {
    let workbench = try Workbench()
    let terminal = try PseudoTerminal(
      ["-c", "echo before; '\(PseudoTerminal.perch)' \"$0\"", workbench.database.description],
      home: workbench.home.path, program: "/bin/sh")
    try terminal.wait(for: "no tx")
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(terminal.screen.row(0) == "before")
    #expect(terminal.state.isInitial, "\(terminal.state.leftovers)")
    #expect(terminal.isCooked)
  }

  @Test func `A shell can stop it and bring it back, at another size`() throws {
    let workbench = try Workbench()
    let terminal = try PseudoTerminal(
      ["--norc", "--noprofile", "--noediting", "-i"], home: workbench.home.path, environment: ["PS1": "shell> "],
      program: "/bin/bash")
    try terminal.wait(for: "shell>")
    try terminal.type("'\(PseudoTerminal.perch)' '\(workbench.database.description)'\n")
    try terminal.wait(for: "no tx")
    try terminal.type("select 'before'")
    try terminal.wait(for: "select 'before'")
    try terminal.run(command: "app.suspend")
    try terminal.wait("the shell's screen") { !$0.isAlternate && $0.text.contains("Stopped") }
    #expect(terminal.state.isInitial, "\(terminal.state.leftovers)")
    #expect(terminal.isCooked)
    terminal.resize(columns: 90, rows: 25)
    try terminal.type("fg\n")
    try terminal.wait("the workbench at its new size") {
      $0.isAlternate && $0.row(24).hasSuffix("F4 history") && $0.text.contains("select 'before'")
    }
    try terminal.press("F5")
    try terminal.wait(for: "1 row · ")
    try terminal.press("Ctrl-Q")
    try terminal.wait("the shell") { !$0.isAlternate && $0.text.split(separator: "\n").last == "shell>" }
    #expect(terminal.state.isInitial, "\(terminal.state.leftovers)")
    try terminal.type("exit\n")
    #expect(try terminal.waitForExit() == .code(0))
  }

  @Test func `A terminal that goes away ends the program, and the text comes back`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.type("select 'typed'")
    try terminal.wait(for: "select 'typed'")
    terminal.hangUp()
    #expect(try terminal.waitForExit() == .code(129))
    try workbench.open().wait(for: "select 'typed'")
  }

  @Test func `A crash says that the buffers are kept, and they are`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.type("select 'kept'")
    try terminal.wait(for: "select 'kept'")
    try workbench.waitForJournal(holding: "select 'kept'")
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
    try workbench.waitForJournal(holding: "second line")
    terminal.signal(SIGKILL)
    _ = try terminal.waitForExit()
    let again = try workbench.open()
    try again.wait(for: "second line")
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

  @Test(arguments: [nil, "", "dumb", "no-such-terminal", "x\u{1B}[2J"])
  func `An unfit terminal gets the line mode, and is told why`(type: String?) throws {
    let home = TemporaryDirectory()
    let terminal = try PseudoTerminal(["host=/nonexistent"], home: home.path, environment: ["TERM": type])
    #expect(try terminal.waitForExit() == .code(2))
    let shown = type?.replacing("\u{1B}", with: "␛") ?? ""
    #expect(terminal.screen.text.contains("perch: the terminal type \"\(shown)\" (TERM)"))
    #expect(terminal.state.isInitial && terminal.isCooked)
  }

  @Test(arguments: [
    "xterm", "linux", "screen", "screen-256color", "tmux-256color", "vt100", "vt220", "rxvt", "xterm-unheard-of",
  ])
  func `It works on a terminal of type`(type: String) throws {
    let terminal = try Workbench().open(environment: ["TERM": type])
    try terminal.query("select 'ä' as letter, null as nothing")
    try terminal.wait(for: "1 row · ")
    try terminal.wait(for: "ä")
    try terminal.wait(for: "NULL")
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(terminal.isCooked)
  }

  @Test func `Without colours everything can still be told apart`() throws {
    let terminal = try Workbench().open(environment: ["NO_COLOR": "1"])
    try terminal.query("select 1 as one union select 2")
    try terminal.wait(for: "2 rows · ")
    try terminal.press("F12", "Down")
    try terminal.wait(for: "row 2 of 2")
    let looks = (0..<terminal.screen.rows).flatMap { y in
      (0..<terminal.screen.columns).map { terminal.screen.look(x: $0, y: y) }
    }
    #expect(looks.allSatisfy { $0.foreground == nil && $0.background == nil })
    try terminal.wait("the cell under the cursor stands out") { screen in
      (0..<screen.columns).contains { screen.look(x: $0, y: screen.cursor.y).isReversed }
        || looks.contains { $0.isReversed && $0.text == "2" }
    }
  }
}
