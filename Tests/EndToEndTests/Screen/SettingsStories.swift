import Database
import Glibc
import Platform
import Postgres
import TestSupport
import Testing

struct SettingsStories {
  private let home = TemporaryDirectory()

  @Test(arguments: [
    ("config.toml", "theme = \"dark\"\ncolour = 1\n", "config.toml:2: unknown key colour"),
    ("config.toml", "row-limit = \"many\"\n", "config.toml:1: row-limit: a whole number is expected"),
    (
      "config.toml", "theme = \"dusk\"\n",
      "there is no theme \"dusk\"; there are catppuccin, dark, dracula, everforest, gruvbox"
    ),
    ("config.toml", "[local\n", "config.toml:1: "),
    ("config.toml", "[format]\nwidth = 100\ncase = \"upper\"\n", "config.toml:3: unknown key case"),
    (
      "config.toml", "[format]\nkeywords = \"loud\"\n",
      "config.toml: [format] keywords: there is no \"loud\"; there are lower, upper, preserve"
    ),
    (
      "themes/dark.toml", "[roles]\n\nkeyword = \"bleu\"\n",
      "themes/dark.toml:3: keyword: \"bleu\" is neither a colour nor an attribute"
    ),
    (
      "keymaps/default.toml", "[editor]\n\"Ctrl-Z\" = \"edit.undone\"\n",
      "keymaps/default.toml:2: unknown command \"edit.undone\""
    ),
    (
      "keymaps/default.toml", "[global]\n\"Hyper-x\" = \"app.quit\"\n",
      "keymaps/default.toml:2: unknown key \"Hyper-x\""
    ),
  ]) func `A broken file is named with its line`(name: String, text: String, message: String) throws {
    mkdir(home.path + "/themes", 0o700)
    mkdir(home.path + "/keymaps", 0o700)
    home.write(text, to: name)
    let terminal = try PseudoTerminal(["host=/nonexistent"], home: home.path, columns: 200)
    #expect(try terminal.waitForExit() == .code(1))
    try terminal.wait(for: message)
    #expect(terminal.isCooked)
  }

  @Test func `The user's keys and colours win, key by key`() throws {
    mkdir(home.path + "/keymaps", 0o700)
    home.write("[global]\n\"Ctrl-B\" = \"app.palette\"\n\"F1\" = \"\"\n", to: "keymaps/default.toml")
    let terminal = try PseudoTerminal(["host=/nonexistent"], home: home.path)
    try terminal.wait(for: "1.sql")
    try terminal.press("Ctrl-B")
    try terminal.wait(for: "Commands")
    try terminal.press("Esc")
    try terminal.wait(forNo: "app.quit")
    try terminal.press("F1", "Ctrl-P")
    try terminal.wait(for: "Commands")
  }

  @Test func `F8 lays SQL out as the settings say`() throws {
    home.write("[format]\nkeywords = \"upper\"\ncommas = \"leading\"\nwidth = 20\n", to: "config.toml")
    let terminal = try PseudoTerminal(["host=/nonexistent"], home: home.path)
    try terminal.wait(for: "1.sql")
    try terminal.type("select first_name, last_name from person")
    try terminal.wait(for: "from person")
    try terminal.press("F8")
    try terminal.wait(for: ", last_name")
    try terminal.wait(for: "FROM person")
  }

  @Test func `perch format lays SQL out as the settings say, and as its options say before them`() throws {
    home.write("[format]\nkeywords = \"upper\"\ncommas = \"leading\"\nwidth = 20\n", to: "config.toml")
    func format(_ options: [String]) throws -> String {
      let program = try PipedProgram(["format"] + options, home: home.path)
      program.type("select first_name, last_name from person\n")
      program.closeInput()
      var text = ""
      while case let line = try program.readLine(), !line.isEmpty { text += line }
      return text
    }
    #expect(try format([]) == "SELECT\n  first_name\n  , last_name\nFROM person\n")
    #expect(try format(["--keywords", "lower", "--width", "80"]) == "select first_name, last_name from person\n")
  }

  @Test func `The local server stops with the last that leaves, where the settings say so`() throws {
    home.write("[local]\nstop-when-last-leaves = true\n", to: "config.toml")
    defer { try? LocalServer(dataHome: home.path).destroy() }
    let terminal = try PseudoTerminal(home: home.path)
    try terminal.wait(for: "acme ▸ main ▸ acme", seconds: 90)
    try terminal.wait(for: "no tx")
    try terminal.press("Ctrl-Q")
    #expect(try terminal.waitForExit(seconds: 60) == .code(0))
    guard case .stopped = LocalServer(dataHome: home.path).status() else {
      Issue.record("the server is \(LocalServer(dataHome: home.path).status().text)")
      return
    }
  }

  @Test func `A reader of the catalog that is still at work does not keep the local server up`() throws {
    home.write("[local]\nstop-when-last-leaves = true\n", to: "config.toml")
    let server = LocalServer(dataHome: home.path)
    defer { try? server.destroy() }
    let terminal = try PseudoTerminal(home: home.path)
    try terminal.wait(for: "acme ▸ main ▸ acme", seconds: 90)
    try terminal.wait(for: "no tx")
    let others: [Int32]
    let reader: Int32
    do {
      let watch = try Connection(try server.settings(database: "postgres", user: LocalServer.adminRole))
      let holder = try Connection(try server.settings(database: "acme", user: LocalServer.adminRole))
      others = [watch.backendPID, holder.backendPID]
      try holder.execute("begin; lock table pg_catalog.pg_trigger in access exclusive mode")
      try terminal.run(command: "catalog.refresh")
      let waiting = "application_name = 'perch catalog' and wait_event_type = 'Lock'"
      reader = try eventually("a reader waits") {
        let rows = try watch.execute("select pid from pg_stat_activity where \(waiting)")
        return rows.rowCount == 0 ? nil : rows.text(row: 0, column: 0).flatMap(Int32.init)
      }
      kill(reader, SIGSTOP)
    }
    defer { kill(reader, SIGCONT) }
    _ = try eventually("no session but Perch's own is left") { others.allSatisfy { kill($0, 0) != 0 } ? true : nil }
    try terminal.press("Ctrl-Q")
    _ = try eventually("the terminal is given back") { terminal.isCooked ? true : nil }
    // Longer than sessions that were just closed are waited for.
    usleep(2_500_000)
    kill(reader, SIGCONT)
    #expect(try terminal.waitForExit(seconds: 60) == .code(0))
    #expect(server.status() == .stopped, "the server is \(server.status().text)")
  }
}
