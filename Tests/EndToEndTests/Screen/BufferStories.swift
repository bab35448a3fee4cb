import Glibc
import Postgres
import TestSupport
import Testing

struct BufferStories {
  @Test func `A megabyte pasted is kept and saved byte by byte`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    let line = "insert into t values ('0123456789', 'äöü', '\t', '日本', 'zwölf Boxkämpfer');\n"
    let text = String(repeating: line, count: 1_048_576 / line.utf8.count + 1) + "-- the end"
    try terminal.paste(text)
    try terminal.wait(for: "-- the end", seconds: 60)
    try terminal.press("Ctrl-S")
    try terminal.wait(for: "Save as")
    try terminal.type(workbench.home.path + "/big.sql")
    try terminal.press("Enter")
    try terminal.wait(for: "saved ")
    // A message with a megabyte twice helps nobody.
    let isSame = workbench.home.text(of: "big.sql") == text
    #expect(isSame)
    try workbench.waitForJournal(holding: "big.sql")
    terminal.signal(SIGKILL)
    _ = try terminal.waitForExit()
    let again = try workbench.open()
    try again.wait(for: "-- the end")
    try again.run(command: "buffer.saveAs")
    try again.wait(for: "› ~/big.sql")
    try again.press("Ctrl-U")
    try again.type(workbench.home.path + "/again.sql")
    try again.press("Enter")
    try again.wait(for: "saved ")
    let isSameAgain = workbench.home.text(of: "again.sql") == text
    #expect(isSameAgain)
  }

  @Test func `Keys and pastes that come in one piece are taken in their order`() throws {
    func pasted(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
    let terminal = try Workbench().open()
    let (home, end) = ("\u{1B}OH", "\u{1B}OF")
    try terminal.type(pasted("öd") + "e" + home + "q" + pasted("xyz\n") + "c" + end + "ä" + pasted("g") + "\u{1B}")
    try terminal.wait(for: "cödeäg")
    try terminal.wait(for: "qxyz")
  }

  @Test func `Several buffers come back after leaving, the one in front in front`() throws {
    let workbench = try Workbench()
    let terminal = try workbench.open()
    try terminal.type("select 'first'")
    try terminal.press("Ctrl-T")
    try terminal.type("select 'second'")
    try terminal.press("Ctrl-T")
    try terminal.type("select 'third'")
    try terminal.wait(for: "3 3.sql")
    try terminal.run(command: "buffer.previous")
    try terminal.wait(for: "select 'second'")
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
    let again = try workbench.open()
    try again.wait(for: "select 'second'")
    try again.run(command: "buffer.previous")
    try again.wait(for: "select 'first'")
  }

  @Test func `A file is opened, changed and saved in place`() throws {
    let workbench = try Workbench()
    workbench.home.write("select 1 as old;\n", to: "query.sql")
    let terminal = try workbench.open()
    try terminal.press("Ctrl-O")
    try terminal.wait(for: "Open file")
    try terminal.type(workbench.home.path + "/query.sql")
    try terminal.press("Enter")
    try terminal.wait(for: "select 1 as old;")
    try terminal.type("-- new")
    try terminal.press("Enter")
    try terminal.wait(for: "-- new")
    try terminal.press("Ctrl-S")
    try terminal.wait(for: "saved ")
    #expect(workbench.home.text(of: "query.sql") == "-- new\nselect 1 as old;\n")
  }

  @Test func `Files named at the start are opened in the workbench, once each`() throws {
    let workbench = try Workbench()
    workbench.home.write("select 'there';\n", to: "old.sql")
    let files = ["old.sql", "new.sql"].map { workbench.home.path + "/" + $0 }
    for _ in 1...2 {
      let terminal = try workbench.open(files)
      try terminal.wait(for: "2 new.sql")
      // Also buffers that were kept are shown again once the disk has told of their files.
      try terminal.wait(for: "new.sql is new")
      try terminal.run(command: "buffer.previous")
      try terminal.wait(for: "select 'there';")
      #expect(!terminal.screen.text.contains(/3 (old|new)\.sql/))
      try terminal.press("Ctrl-Q")
      #expect(try terminal.waitForExit() == .code(0))
    }
    #expect(workbench.home.text(of: "new.sql") == nil, "only saving makes a file")
    let script = try ProgramRun(["-c", "select 1", files[0]], home: workbench.home.path)
    #expect(script.code == 64 && script.errors.contains("opens in the workbench only"))
  }

  @Test(arguments: [
    ("missing/x.sql", "No such file or directory"), ("pipe", "is not a regular file"), ("", "is a directory"),
  ]) func `What cannot be saved is said, and the text stays`(name: String, message: String) throws {
    let workbench = try Workbench()
    let path = workbench.home.path + "/" + name
    if name == "pipe" { mkfifo(path, 0o600) }
    let terminal = try workbench.open()
    try terminal.type("select 'precious'")
    try terminal.press("Ctrl-S")
    try terminal.wait(for: "Save as")
    try terminal.type(path)
    try terminal.press("Enter")
    try terminal.wait(for: message)
    try terminal.wait(for: "select 'precious'")
    if name == "pipe" {
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }
  }

  @Test func `When nothing can be kept any more that is said, and work goes on`() throws {
    let workbench = try Workbench()
    // The journal and the history are there already; no file may grow any further.
    let first = try workbench.open()
    try first.query("select 'first'")
    try first.wait(for: "1 row · ")
    try first.press("Ctrl-Q")
    _ = try first.waitForExit()
    let terminal = try PseudoTerminal(
      ["-c", "ulimit -f 0; exec '\(PseudoTerminal.perch)' \"$0\"", workbench.database.description],
      home: workbench.home.path, columns: 160, program: "/bin/bash", keeping: workbench.home)
    try terminal.wait(for: "no tx")
    try terminal.query("select 'second' as word")
    try terminal.wait(for: "1: 1 row")
    try terminal.wait(for: "not kept: ")
    try terminal.wait(for: "File too large")
    try terminal.press("Ctrl-Q")
    _ = try terminal.waitForExit()
    #expect(terminal.state.isInitial && terminal.isCooked)
    #expect(
      workbench.home.names(in: "history").contains {
        workbench.home.text(of: "history/" + $0)?.contains("select 'first'") == true
      })
  }

  @Test(arguments: ["/proc/perch", "/dev/null", "relative"])
  func `A home that cannot be used is named before anything happens`(path: String) throws {
    let home = TemporaryDirectory()
    let terminal = try PseudoTerminal(
      ["host=/nonexistent"], home: home.path, environment: ["PERCH_HOME": path], columns: 160)
    #expect(try terminal.waitForExit() == .code(1))
    #expect(terminal.screen.text.contains("perch: ") && terminal.screen.text.contains(path))
    #expect(terminal.isCooked)
  }

  @Test(arguments: [("<&-", 64), ("</dev/null", 0), ("| cat", 64)])
  func `Without a keyboard or a screen nothing hangs`(redirection: String, code: Int32) throws {
    let workbench = try Workbench()
    let terminal = try PseudoTerminal(
      ["-c", "set -o pipefail; '\(PseudoTerminal.perch)' \"$0\" \(redirection)", workbench.database.description],
      home: workbench.home.path, columns: 160, program: "/bin/bash")
    #expect(try terminal.waitForExit() == .code(code))
    #expect(terminal.isCooked && terminal.state.isInitial)
  }
}
