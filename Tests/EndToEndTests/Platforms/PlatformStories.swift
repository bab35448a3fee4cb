import Platform
import TestSupport
import Testing

struct PlatformStories {
  /// A fresh home, where the first start sets up the local platform.
  private final class Home {
    let directory = TemporaryDirectory()

    func open(columns: Int = 120, rows: Int = 36) throws -> PseudoTerminal {
      try PseudoTerminal(home: directory.path, columns: columns, rows: rows, keeping: self)
    }

    deinit { try? LocalServer(dataHome: directory.path).destroy() }
  }

  private func openSwitcher(_ terminal: PseudoTerminal, filter: String) throws {
    try terminal.press("F2")
    try terminal.wait(for: "default · ")
    try terminal.type(filter)
  }

  @Test func `From a fresh machine to a row on a branch, and back`() throws {
    let terminal = try Home().open()
    // The editor takes keys while the server is being set up.
    try terminal.type("select 'typed at once'")
    try terminal.wait(for: "typed at once")
    try terminal.wait(for: "acme ▸ main ▸ acme", seconds: 90)
    try terminal.wait(for: "no tx")
    try terminal.query("select count(*) as before from plans")
    try terminal.wait(for: "before")
    try terminal.wait(for: "1 row · ")

    try openSwitcher(terminal, filter: "main")
    try terminal.press("Ctrl-N")
    try terminal.wait(for: "New branch of acme ▸ main")
    try terminal.type("try-it")
    try terminal.press("Enter")
    try terminal.wait(for: "created acme ▸ try-it from main", seconds: 60)
    try terminal.wait(for: "acme ▸ try-it ▸ acme--try-it")
    try terminal.query("create table only_here as select 1 as n")
    try terminal.wait(for: "SELECT 1")

    try openSwitcher(terminal, filter: "acme main")
    try terminal.press("Enter")
    try terminal.wait(for: "acme ▸ main ▸ acme")
    try terminal.wait(for: "no tx")
    // The buffer came along.
    try terminal.wait(for: "create table only_here")
    try terminal.query("select * from only_here")
    try terminal.wait(for: "relation \"only_here\" does not exist")

    try openSwitcher(terminal, filter: "try-it")
    try terminal.press("Ctrl-D")
    try terminal.wait(for: "Type try-it to go on")
    try terminal.type("try")
    try terminal.press("Enter")
    try terminal.wait(for: "type try-it exactly")
    try terminal.type("-it")
    try terminal.press("Enter")
    try terminal.wait(for: "deleted acme ▸ try-it", seconds: 60)
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit() == .code(0))
  }

  @Test func `Two at once share the server, the tenants and the history`() throws {
    let home = Home()
    let first = try home.open()
    let second = try home.open()
    try first.wait(for: "acme ▸ main ▸ acme", seconds: 90)
    try second.wait(for: "acme ▸ main ▸ acme", seconds: 90)
    try first.wait(for: "no tx")
    try second.wait(for: "no tx")
    try first.type("select 'from the first' as greeting")
    try first.press("F5")
    try first.wait(for: "1 row · ")
    _ = try eventually("the statement is in the history") {
      let files = home.directory.names(in: "history").compactMap { home.directory.text(of: "history/" + $0) }
      return files.contains { $0.contains("from the first") } ? true : nil
    }
    try second.press("F4")
    try second.wait(for: "select 'from the first' as greeting")
    try second.press("Enter")
    try second.wait(for: "1▎select 'from the first' as greeting")
  }

  @Test func `Others on the parent are named, and a dump copies beside them`() throws {
    let home = Home()
    let first = try home.open()
    try first.wait(for: "acme ▸ main ▸ acme", seconds: 90)
    try first.wait(for: "no tx")
    let second = try home.open()
    try second.wait(for: "acme ▸ main ▸ acme", seconds: 90)
    try second.wait(for: "no tx")
    try openSwitcher(first, filter: "main")
    try first.press("Ctrl-N")
    try first.wait(for: "New branch of acme ▸ main")
    try first.type("copy")
    try first.press("Enter")
    try first.wait(for: "Copy acme ▸ main by dump?", seconds: 60)
    try first.wait(for: "is in use by perch (user acme")
    try first.waitForLine()
    try first.type("yes")
    try first.press("Enter")
    try first.wait(for: "created acme ▸ copy from main", seconds: 90)
    try second.type("select 1 as still_here")
    try second.press("F5")
    try second.wait(for: "1 row · ")
  }
}
