import Glibc
import Platform
import TestSupport

/// Leads Perch through its screens and draws each.
struct Screens {
  let directory: String

  func drawAll() throws {
    guard mkdir(directory, 0o755) == 0 || errno == EEXIST else {
      throw PseudoTerminal.Failure(description: "\(directory): \(String(cString: strerror(errno)))")
    }
    let home = TemporaryDirectory()
    defer { try? LocalServer(dataHome: home.path).destroy() }
    try makeBranches(home: home)
    for theme in ["dark", "light", "high-contrast", "sixteen"] { try draw(theme, home: home) }
  }

  /// The two demo tenants with a few branches.
  private func makeBranches(home: TemporaryDirectory) throws {
    for command in [
      "--tenant acme -c select+1", "--tenant globex -c select+1", "branches create acme/add-invoices",
      "branches create acme/add-invoices-vat --from add-invoices --expires 7d", "branches create globex/load-test",
    ] {
      let words = command.split(separator: " ").map { String($0.map { $0 == "+" ? " " : $0 }) }
      let program = try PseudoTerminal(words, home: home.path, keeping: home)
      guard try program.waitForExit() == .code(0) else {
        throw PseudoTerminal.Failure(description: "\(command): \(program.screen.text)")
      }
    }
  }

  private func draw(_ theme: String, home: TemporaryDirectory) throws {
    let terminal = try PseudoTerminal(
      ["--theme", theme], home: home.path, environment: ["COLORTERM": "truecolor"], columns: 140, rows: 40,
      keeping: home)
    func save(_ name: String) throws {
      try terminal.settle()
      try SVG.draw(terminal.screen).write(to: "\(directory)/\(theme)-\(name).svg")
    }
    try terminal.wait(for: "acme ▸ main ▸ acme", seconds: 120)
    try terminal.wait(for: "no tx")
    try terminal.wait(for: "types")
    try terminal.wait(forNo: "reading")
    try terminal.press("Ctrl-A")
    try terminal.paste(
      "-- what each plan earned\nselect p.name, count(*) as invoices, sum(i.total_cents) / 100.0 as earned\nfrom ")
    try terminal.type("invoices i join subs")
    try terminal.wait(for: "subscriptions s on")
    try save("completion")
    try terminal.press("Tab")
    try terminal.press("Ctrl-A")
    try terminal.paste(
      "-- the newest customers\nselect * from users\nwhere created_at > '2020-01-01'\norder by id desc;")
    try terminal.press("F5")
    try terminal.wait(for: "5,000 rows · ")
    try terminal.wait(forNo: "running")
    try terminal.press("F12", "Down", "Down", "Right")
    try terminal.wait(for: "row 3 of")
    try save("results")
    try terminal.press("F2")
    try terminal.wait(for: "globex ▸ main")
    try save("switcher")
    try terminal.press("Esc")
    try terminal.wait(forNo: "globex ▸ main")
    try terminal.press("F4")
    try terminal.wait(for: "History")
    try save("history")
    try terminal.press("Esc")
    try terminal.wait(forNo: "History")
    try terminal.press("Ctrl-P")
    try terminal.wait(for: "Commands")
    try save("palette")
    try terminal.press("Esc")
    try terminal.wait(forNo: "app.palette")
    try terminal.press("F1")
    try terminal.wait(for: "Help")
    try save("help")
    try terminal.press("Esc")
    try terminal.wait(forNo: " Help ")
    try terminal.press("Esc", "Ctrl-A")
    try terminal.paste("select id, emial\nfrom users\nwhere plan = 'free';")
    try terminal.press("F5")
    try terminal.wait(for: "42703")
    try save("error")
    try terminal.press("Ctrl-A")
    try terminal.press("Ctrl-Q")
    _ = try terminal.waitForExit()
  }
}
