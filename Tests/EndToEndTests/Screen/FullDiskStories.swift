import TestSupport
import Testing

/// Disks that take no more: files of the program may not grow beyond a limit.
struct FullDiskStories {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  /// Sets the limit that goes before an error; nil takes it away.
  private func limit(_ terminal: PseudoTerminal, fileBytes: Int?) throws {
    let limit = fileBytes.map { "\($0)" } ?? "unlimited"
    let run = try ProgramRun(
      ["--pid", "\(terminal.pid)", "--fsize=\(limit):unlimited"], program: "/usr/bin/prlimit", home: bench.home.path)
    #expect(run.code == 0)
  }

  @Test func `Rows that find no room on the disk pause the result, and those that are there stay`() throws {
    let terminal = try bench.open(columns: 160)
    try limit(terminal, fileBytes: 1 << 20)
    try terminal.query("select g, repeat('x', 1000000) from generate_series(1, 180) g")
    try terminal.wait(for: "paused: rows cannot be kept in", seconds: 60)
    try terminal.wait(for: "File too large", seconds: 60)
    try terminal.press("F12", "g")
    try terminal.wait(for: "row 1 of 1")
    try limit(terminal, fileBytes: nil)
    try terminal.run(command: "query.continue")
    try terminal.wait(for: "180 rows · ", seconds: 60)
    try terminal.press("G")
    try terminal.wait(for: "row 180 of 180")
  }

  @Test func `An export that finds no room says so and leaves no file`() throws {
    let terminal = try bench.open()
    try limit(terminal, fileBytes: 1 << 20)
    try terminal.query("select g, repeat('x', 1000) from generate_series(1, 3000) g")
    try terminal.wait(forOutcome: "3,000 rows")
    try terminal.press("F12", "e")
    try terminal.wait(for: "CSV")
    try terminal.press("Enter")
    try terminal.wait(for: "Export")
    try terminal.press("Ctrl-U")
    try terminal.type("\(bench.home.path)/rows.csv")
    try terminal.press("Enter")
    try terminal.wait(for: "not exported: ", seconds: 60)
    try terminal.wait(for: "File too large")
    #expect(!bench.home.names(in: "").contains { $0.hasPrefix("rows.csv") })
  }

  @Test func `Text that finds no room is kept once there is some, and that is said`() throws {
    let terminal = try bench.open()
    try limit(terminal, fileBytes: 1 << 17)
    try terminal.paste("-- not lost\n" + String(repeating: "-- some more\n", count: 20_000))
    // The catalog finds no room either, and says so in its own words.
    try terminal.wait(for: "buffers/1.jsonl.new: File too large")
    try limit(terminal, fileBytes: nil)
    try terminal.wait(for: "the buffers are kept again")
    #expect(bench.home.text(of: "buffers/1.jsonl")?.contains("-- not lost") == true)
  }
}
