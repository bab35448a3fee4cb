import Glibc
import Postgres
import RowFloor
import TestSupport

/// Ten million rows: how soon they show, how soon they are all there, and how the keys answer meanwhile.
extension Measure {
  static func tenMillion() throws {
    let settings = try PrivateServer.shared.get().makeDatabase()
    try Connection(settings).execute("create unlogged table bench as \(benchQuery(rows: 10_000_000))")
    try firstScreen(settings)
    for _ in 0..<3 {
      let start = now()
      guard row_floor_discard(settings.description, "select * from bench") == 10_000_000 else {
        throw PseudoTerminal.Failure(description: "the floor read something else")
      }
      let floor = now() - start
      let own = try stream(settings)
      print(
        "10,000,000 rows: all \(text(own.all)) · libpq loop \(text(floor)) · "
          + "\(ratio(own.all, floor)) (goal 1.25x) · resident at most \(own.memory / 1024) MB (goal 256 MB)")
      print(
        "keys meanwhile: p50 \(text(quantile(own.keys, 0.5))) · p99 \(text(quantile(own.keys, 0.99))) (goal 16 ms) · "
          + "a page writes at most \(own.pageBytes) bytes (goal 7200, the cells of the screen)")
      for work in own.work {
        print(
          "\(work.name) of 10,000,000 rows \(text(work.time)) · resident at most \(work.memory / 1024) MB (goal 256 MB)"
        )
      }
    }
  }

  /// From F5 to rows on the screen, beside a C loop from its query to as many rows as the screen holds. Both ask a new server process.
  private static func firstScreen(_ settings: ConnectionSettings) throws {
    var own: [Double] = []
    var floor: [Double] = []
    for _ in 0..<20 {
      floor.append(row_floor_first(settings.description, "select * from bench", 22))
      let (terminal, _) = try ready(settings)
      let start = now()
      try terminal.press("F5")
      // The server starts where another reader of the table is.
      try terminal.waitForOutput(containing: "customer ")
      own.append(now() - start)
    }
    let (a, b) = (quantile(own, 0.5), quantile(floor, 0.5))
    print("first screen of 10,000,000 rows \(text(a)) · libpq's first 22 rows \(text(b)) · \(ratio(a, b)) (goal 1.20x)")
  }

  /// The workbench with the query in its editor.
  private static func ready(_ settings: ConnectionSettings) throws -> (PseudoTerminal, TemporaryDirectory) {
    let home = TemporaryDirectory()
    home.write("row-limit = 0\n", to: "config.toml")
    let terminal = try PseudoTerminal([settings.description], home: home.path, columns: 160, rows: 45, keeping: home)
    try terminal.wait(for: "no tx")
    try terminal.type("select * from bench")
    try terminal.wait(for: "select * from bench")
    return (terminal, home)
  }

  private struct Work {
    var name: String
    var time: Double
    /// Kilobytes.
    var memory: Int
  }

  private struct Streamed {
    var all = 0.0
    var memory = 0
    var keys: [Double] = []
    var pageBytes = 0
    var work: [Work] = []
  }

  private static func stream(_ settings: ConnectionSettings) throws -> Streamed {
    let (terminal, _) = try ready(settings)
    var measured = Streamed()
    let start = now()
    try terminal.press("F5")
    try terminal.waitForOutput(containing: "customer")
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
    measured.work = try arranging(terminal)
    return measured
  }

  /// Sorting, filtering, searching and summing up all rows.
  private static func arranging(_ terminal: PseudoTerminal) throws -> [Work] {
    var work: [Work] = []
    for (name, keys, answer) in [
      ("sort by numeric", "llllsg", "10,000,000 rows sorted"), ("search", "/nowhere\n", "is in no row"),
      ("sort by text", "hhs", "10,000,000 rows sorted"),
      ("filter by pattern, sorted", "fnote ~ x\n", " of 10,000,000 rows · "), ("statistics", "i", "median"),
    ] {
      let start = now()
      try terminal.type(keys)
      try terminal.wait(for: answer, seconds: 120)
      work.append(Work(name: name, time: now() - start, memory: residentKilobytes(terminal.pid)))
    }
    return work
  }
}
