import Database
import Dispatch
import Glibc
import Synchronization
import TestSupport
import TextUI
import Workbench

/// The grid without a shell: sorting, filtering and drawing rows.
extension Measure {
  static func grid() throws {
    let result = millionRows()
    try sorting(result)
    filtering(result)
    texts()
    try frames()
  }

  /// A million rows of seven columns, as the benchmark table has them.
  private static func millionRows() -> ResultSet {
    var result = ResultSet(
      columns: [
        Column(name: "id", typeOID: 20), Column(name: "name"), Column(name: "hash"), Column(name: "vip", typeOID: 16),
        Column(name: "total", typeOID: 1700), Column(name: "created_at", typeOID: 1184), Column(name: "note"),
      ])
    var builder = RowBatch.Builder(columnCount: 7)
    var state: UInt64 = 88_172_645_463_325_252
    for row in 1...1_000_000 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      builder.append("\(state >> 16)")
      builder.append("customer \(row)")
      builder.append(String(state, radix: 16) + String(state &* 7919, radix: 16))
      builder.append(row % 100 == 0 ? "t" : "f")
      builder.append("\(row % 10_000 / 100).\(row % 100 < 10 ? "0" : "")\(row % 100)")
      builder.append("2026-01-0\(row % 9 + 1) 00:00:00+00")
      builder.append(String(repeating: "x", count: row % 40))
      if builder.byteCount > 256 * 1024 { result.append(builder.finish()) }
    }
    result.append(builder.finish())
    return result
  }

  /// Milliseconds of the clock for a job on all processors, as the worker of the program does it.
  private static func run(_ job: ArrangeJob) -> (milliseconds: Double, rows: Int) {
    let start = now()
    var rows = 0
    try? job.arrange(AllProcessors(), in: .memory, runs: .memory) { found, _ in rows += found.count }
    return (now() - start, rows)
  }

  /// Beside `sort -n` on the same numbers as text.
  private static func sorting(_ result: ResultSet) throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/numbers"
    guard let file = fopen(path, "w") else { throw PseudoTerminal.Failure(description: "no file for the numbers") }
    for row in 0..<result.rowCount { fputs((result.text(row: row, column: 0) ?? "") + "\n", file) }
    fclose(file)
    for (name, column) in [("bigint", 0), ("text", 2), ("boolean", 3), ("numeric", 4), ("timestamptz", 5)] {
      var own: [Double] = []
      var peer: [Double] = []
      for _ in 0..<5 {
        own.append(
          run(ArrangeJob(result: result, rows: 0..<result.rowCount, filter: nil, sort: [SortKey(column: column)]))
            .milliseconds)
        guard column == 0 else { continue }
        let start = now()
        try run("/usr/bin/sort", ["-n", path])
        peer.append(now() - start)
      }
      let floor =
        peer.isEmpty
        ? ""
        : " · sort -n \(text(quantile(peer, 0.5))) · \(ratio(quantile(own, 0.5), quantile(peer, 0.5))) (goal 1.50x)"
      print("sort 1,000,000 rows by \(name) \(text(quantile(own, 0.5)))\(floor)")
    }
  }

  private static func filtering(_ result: ResultSet) {
    for typed in ["customer 77", "/9{3}$/", "total > 99.5 and vip = f"] {
      guard let filter = try? FilterParser.filter(typed, columns: result.columns) else { continue }
      var times: [Double] = []
      var rows = 0
      for _ in 0..<5 {
        let done = run(ArrangeJob(result: result, rows: 0..<result.rowCount, filter: filter, sort: []))
        times.append(done.milliseconds)
        rows = done.rows
      }
      print("filter 1,000,000 rows by \(typed): \(text(quantile(times, 0.5))), \(rows) rows (goal 500 ms for text)")
    }
  }

  /// What texts are like that are few, that are all different, and that begin alike in several ways: none of them takes much longer than others.
  private static func texts() {
    let states = [
      "delivered to the neighbour", "delivered to the customer", "cancelled", "pending delivery", "returned",
    ]
    let kinds: [(String, (Int) -> String)] = [
      ("all different", { "customer \($0 &* 7919)" }), ("few", { states[$0 &* 7919 % 5] }),
      ("a thousand", { "https://example.com/p/\($0 &* 7919 % 1000)/a page of the shop" }),
      ("addresses", { "https://example.com/\($0 % 3 == 0 ? "products" : "categories")/number/\($0 &* 7919)/page" }),
    ]
    for (name, text) in kinds {
      var result = ResultSet(columns: [Column(name: "t", typeOID: 25)])
      var builder = RowBatch.Builder(columnCount: 1)
      for row in 0..<1_000_000 {
        builder.append(text(row))
        if builder.byteCount > 256 * 1024 { result.append(builder.finish()) }
      }
      result.append(builder.finish())
      let start = now()
      _ = try? StatisticsJob(result: result, order: nil, column: 0).statistics(AllProcessors(), in: .memory)
      let summed = now() - start
      let sorted = run(ArrangeJob(result: result, rows: 0..<1_000_000, filter: nil, sort: [SortKey(column: 0)]))
      print("1,000,000 texts, \(name): statistics \(Measure.text(summed)) · sort \(Measure.text(sorted.milliseconds))")
    }
  }

  /// From a key to the frame of a grid of two hundred columns, 160x45.
  private static func frames() throws {
    var state = try workbench("select * from wide", cursor: 0)
    var facts = SessionFacts(database: "bench", user: "ada", role: "ada", host: "/tmp", port: 5432)
    facts.isLocalSocket = true
    let session = state.link.session
    _ = state.handle(.session(session, .connected(facts)))
    let effects = state.handle(.key(Key(.function(5))))
    guard case .run(_, let id, _, _, _)? = effects.first(where: { if case .run = $0 { true } else { false } }) else {
      throw PseudoTerminal.Failure(description: "the statement was not run")
    }
    let columns = (0..<200).map { Column(name: "column_\($0)", typeOID: $0 % 3 == 0 ? 20 : 25) }
    _ = state.handle(.session(session, .columns(id: id, statement: 0, columns)))
    var builder = RowBatch.Builder(columnCount: 200)
    for row in 0..<5000 { for column in 0..<200 { builder.append("\(row &* 7919 &+ column)") } }
    _ = state.handle(.session(session, .rows(id: id, statement: 0, builder.finish())))
    _ = state.handle(.session(session, .completed(id: id, statement: 0, tag: "SELECT 5000", seconds: 0.1)))
    _ = state.handle(.session(session, .finished(id: id, .idle, cancelled: false)))
    _ = state.handle(.key(Key(.character("2"), .alt)))
    var times: [Double] = []
    let keys: [Key] = [
      Key(.pageDown), Key(.right), Key(.end), Key(.home), Key(.down), Key(.character("G")), Key(.character("g")),
    ]
    for round in 0..<1400 {
      let start = processorTime()
      _ = state.handle(.key(keys[round % keys.count]))
      guard state.draw().size.width == 160 else { return }
      times.append(processorTime() - start)
    }
    print(
      "key to frame, grid of 200 columns: p50 \(text(quantile(times, 0.5))) · p99 \(text(quantile(times, 0.99))) (goal 5 ms)"
    )
  }

  /// Milliseconds that this thread has worked: other programs do not count.
  static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }
}

private struct AllProcessors: WorkCrew {
  func make<Value: Sendable>(
    _ count: Int, share: Double, _ value: @Sendable (Int) -> Value, then take: (Value) -> Void
  ) {
    let values = Mutex<[Value?]>(Array(repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let made = value(number)
      values.withLock { $0[number] = made }
    }
    for value in values.withLock({ $0 }) { take(value!) }
  }
}
