import Postgres
import TestSupport

/// Keys, from the terminal's side: the real program on a pseudo-terminal.
extension Measure {
  /// From a key's byte to the first bytes that answer it and the number of all of them, in an empty buffer and at the end of many lines; with
  /// completion and checks at work. Then a megabyte pasted. What `cat` takes for its echo is the system's part of it.
  static func keystrokes(_ settings: ConnectionSettings) throws {
    let home = TemporaryDirectory()
    let echo = try PseudoTerminal(
      ["-c", "stty raw -echo; echo ready; exec cat"], home: home.path, columns: 160, rows: 45, program: "/bin/sh",
      keeping: home)
    try echo.wait(for: "ready")
    for lines in [0, 10_000, 100_000] {
      let home = TemporaryDirectory()
      let terminal = try PseudoTerminal([settings.description], home: home.path, columns: 160, rows: 45, keeping: home)
      try terminal.wait(for: "no tx")
      try terminal.wait(for: "bench")
      if lines > 0 { try open(lines: lines, in: terminal, home) }
      var (own, floor): ([Double], [Double]) = ([], [])
      var bytes: [Double] = []
      let statement = Array("select b.id, b.name from bench b where b.total > 100 and b.vip order by b.name; ")
      for index in 0..<600 {
        let before = terminal.output.count
        own.append(try time(statement[index % statement.count], in: terminal))
        bytes.append(Double(terminal.output.count - before))
        floor.append(try time("x", in: echo))
      }
      print("key to bytes, \(lines) lines: \(quantiles(own)) (goal p99 2 ms) · cat \(quantiles(floor))")
      print("  bytes p50 \(Int(quantile(bytes, 0.5))), mean \(Int(bytes.reduce(0, +)) / bytes.count)")
      if lines == 100_000 { try paste(terminal) }
    }
  }

  private static func time(_ key: Character, in terminal: PseudoTerminal) throws -> Double {
    let before = terminal.output.count
    let start = now()
    try terminal.type(String(key))
    try terminal.waitForOutput(beyond: before)
    let end = now()
    try terminal.settle()
    return end - start
  }

  private static func quantiles(_ times: [Double]) -> String {
    "p50 \(text(quantile(times, 0.5))) · p99 \(text(quantile(times, 0.99))) · max \(text(times.max()!))"
  }

  private static func open(lines: Int, in terminal: PseudoTerminal, _ home: TemporaryDirectory) throws {
    home.write(
      (1...lines).map { "select id, name from bench where id = \($0) and vip; -- line \($0)\n" }.joined() + "-- end\n",
      to: "lines.sql")
    try terminal.type("\u{0F}\(home.path)/lines.sql\r")
    try terminal.wait(for: "-- line 3")
    try terminal.press("Ctrl-End")
    try terminal.wait(for: "-- end")
  }

  /// From the first byte of a bracketed paste to the frame that shows its end.
  private static func paste(_ terminal: PseudoTerminal) throws {
    let text = String(repeating: "insert into bench (id, name) values (1, 'a name'); -- pasted\n", count: 16_400)
    let start = now()
    try terminal.paste(text + "-- all of it")
    try terminal.wait(for: "-- all of it")
    print("paste of \(text.utf8.count / 1000) kB through the terminal: \(Self.text(now() - start)) (goal 300 ms)")
  }
}
