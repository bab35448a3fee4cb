import Glibc
import Postgres
import RowFloor
import TestSupport

/// Ten million rows: how soon they show, how soon they are all there, and how the keys answer meanwhile.
extension Measure {
  static func tenMillion() throws {
    let settings = try PrivateServer.shared.get().makeDatabase()
    try Connection(settings).execute("create unlogged table bench as \(benchQuery(rows: 10_000_000))")
    for _ in 0..<3 {
      let start = now()
      guard row_floor_discard(settings.description, "select * from bench") == 10_000_000 else {
        throw PseudoTerminal.Failure(description: "the floor read something else")
      }
      let floor = now() - start
      let firstFloor = row_floor_first(settings.description, "select * from bench")
      let own = try stream(settings)
      print(
        "10,000,000 rows: first screen \(text(own.first)) (libpq's first row \(text(firstFloor))) · all \(text(own.all)) · libpq loop \(text(floor)) · "
          + "\(ratio(own.all, floor)) (goal 1.25x) · resident at most \(own.memory / 1024) MB (goal 256 MB)")
      print(
        "keys meanwhile: p50 \(text(quantile(own.keys, 0.5))) · p99 \(text(quantile(own.keys, 0.99))) (goal 16 ms) · "
          + "a page writes at most \(own.pageBytes) bytes (goal 7200, the cells of the screen)")
    }
  }

  private struct Streamed {
    var first = 0.0
    var all = 0.0
    var memory = 0
    var keys: [Double] = []
    var pageBytes = 0
  }

  private static func stream(_ settings: ConnectionSettings) throws -> Streamed {
    let home = TemporaryDirectory()
    home.write("row-limit = 0\n", to: "config.toml")
    let terminal = try PseudoTerminal([settings.description], home: home.path, columns: 160, rows: 45, keeping: home)
    try terminal.wait(for: "no tx")
    try terminal.type("select * from bench")
    try terminal.wait(for: "select * from bench")
    var measured = Streamed()
    let start = now()
    try terminal.press("F5")
    try terminal.waitForOutput(containing: "customer")
    measured.first = now() - start
    try terminal.press("F12")
    for key in (0..<60).map({ ["G", "PageUp", "g", "PageDown"][$0 % 4] }) {
      try terminal.settle()
      let before = terminal.output.count
      let pressed = now()
      try terminal.press(key)
      try terminal.waitForOutput(beyond: before)
      measured.keys.append(now() - pressed)
    }
    try terminal.wait(for: "10,000,000 rows · ", seconds: 120)
    measured.all = now() - start
    for _ in 0..<20 {
      try terminal.settle()
      let before = terminal.output.count
      try terminal.press("PageDown")
      try terminal.waitForOutput(beyond: before)
      try terminal.settle()
      measured.pageBytes = max(measured.pageBytes, terminal.output.count - before)
    }
    measured.memory = residentKilobytes(terminal.pid)
    return measured
  }
}
