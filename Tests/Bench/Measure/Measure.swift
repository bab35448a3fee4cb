import Glibc
import Platform
import Postgres
import RowFloor
import TestSupport

enum Measure {
  static func all() throws {
    let server = try PrivateServer.shared.get()
    let settings = try server.makeDatabase()
    try Connection(settings).execute(
      """
      create table bench as \(benchQuery(rows: 1_000_000));
      analyze bench
      """)
    try firstPaint(settings)
    try keystrokes(settings)
    try rows(settings)
    try core()
    try grid()
    try tenMillion()
    try history()
    try catalog()
  }

  static func keys() throws {
    let settings = try PrivateServer.shared.get().makeDatabase()
    try Connection(settings).execute("create table bench as \(benchQuery(rows: 1000))")
    try keystrokes(settings)
  }

  /// The rows of the benchmark table.
  static func benchQuery(rows: Int) -> String {
    """
    select g as id, 'customer ' || g as name, md5(g::text) as hash, g % 100 = 0 as vip,
      (g % 10000)::numeric / 100 as total, timestamptz '2026-01-01' + g * interval '1 minute' as created_at,
      repeat('x', g % 40) as note from generate_series(1, \(rows)) g
    """
  }

  // MARK: Clock and statistics

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }

  /// The value below which `share` of the values lie.
  static func quantile(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }

  static func text(_ milliseconds: Double) -> String {
    let hundredths = Int((milliseconds * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) ms"
  }

  static func ratio(_ a: Double, _ b: Double) -> String {
    let hundredths = Int((a / b * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)x"
  }

  // MARK: Start

  /// From exec to the editor on the screen, beside psql from exec to the end of `select 1`.
  private static func firstPaint(_ settings: ConnectionSettings) throws {
    let psql = try LocalServer(dataHome: "/nonexistent").programsDirectory() + "/psql"
    var own: [Double] = []
    var peer: [Double] = []
    for _ in 0..<40 {
      let home = TemporaryDirectory()
      let start = now()
      let terminal = try PseudoTerminal([settings.description], home: home.path, columns: 160, rows: 45, keeping: home)
      try terminal.waitForOutput(containing: "1.sql")
      own.append(now() - start)
      let peerStart = now()
      try run(psql, ["-X", "-c", "select 1", settings.description])
      peer.append(now() - peerStart)
    }
    let (a, b) = (quantile(own, 0.5), quantile(peer, 0.5))
    print("first paint \(text(a)) · psql -c 'select 1' \(text(b)) · \(ratio(a, b)) (goal 1.50x)")
  }

  static func run(_ program: String, _ arguments: [String]) throws {
    var pid: pid_t = 0
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in argv { free(pointer) } }
    guard posix_spawn(&pid, program, &actions, nil, &argv, environ) == 0 else {
      throw PseudoTerminal.Failure(description: "\(program) does not start")
    }
    waitpid(pid, nil, 0)
    posix_spawn_file_actions_destroy(&actions)
  }

  // MARK: Rows

  /// From F5 to a million rows to browse, beside a C loop that throws them away.
  private static func rows(_ settings: ConnectionSettings) throws {
    var own: [Double] = []
    var floor: [Double] = []
    var memory = 0
    for _ in 0..<5 {
      let start = now()
      guard row_floor_discard(settings.description, "select * from bench") == 1_000_000 else {
        throw PseudoTerminal.Failure(description: "the floor read something else")
      }
      floor.append(now() - start)
      let home = TemporaryDirectory()
      let terminal = try PseudoTerminal([settings.description], home: home.path, columns: 160, rows: 45, keeping: home)
      try terminal.wait(for: "no tx")
      try terminal.type("select * from bench")
      try terminal.wait(for: "select * from bench")
      let ownStart = now()
      try terminal.press("F5")
      try terminal.wait(for: "1,000,000 rows · ", seconds: 60)
      own.append(now() - ownStart)
      try terminal.press("F12", "G")
      try terminal.wait(for: "row 1,000,000 of 1,000,000")
      memory = max(memory, residentKilobytes(terminal.pid))
    }
    let (a, b) = (quantile(own, 0.5), quantile(floor, 0.5))
    print("1,000,000 rows browsable \(text(a)) · libpq loop \(text(b)) · \(ratio(a, b)) (goal 1.30x)")
    print("resident memory then \(memory / 1024) MB (goal under 300 MB)")
  }

  static func residentKilobytes(_ pid: Int32, _ kind: String = "VmHWM:") -> Int {
    guard let file = fopen("/proc/\(pid)/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix(kind) { return text.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0 }
    }
    return 0
  }
}
