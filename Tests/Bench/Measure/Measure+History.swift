import Glibc
import History
import TestSupport

/// The history at a million statements.
extension Measure {
  private static let words = [
    "select", "orders where", "n", "ne", "nee", "needle", "needle of the oldest", "tenant:acme invoices", "failed:",
    "failed: needle", "slow:3", "billing.accounts", "nowhere in it", "update projects",
  ]

  static func history() throws {
    let directory = TemporaryDirectory()
    let log = HistoryLog(stateDirectory: directory.path)
    let count = 1_000_000
    try fill(log, count)
    try startWithHistory(directory)
    try keysOfHistory(directory)
    let search = HistorySearch(log)
    for pass in ["first", "next", "prepared"] {
      if pass == "prepared" {
        let start = now()
        try search.prepare { true }
        print("digests of \(count) statements, beside the searches: \(text(now() - start))")
      }
      var first: [Double] = []
      var whole: [Double] = []
      for text in words {
        let start = now()
        var firstAt: Double?
        try search.run(HistoryFilter(text: text), limit: 500) { found, isComplete in
          if firstAt == nil { firstAt = now() }
        }
        first.append((firstAt ?? now()) - start)
        whole.append(now() - start)
        if CommandLine.arguments.contains("-v") { print("  \(text): \(Self.text(whole.last ?? 0))") }
      }
      print(
        "history of \(count) statements, \(pass) searches: first answer p50 \(text(quantile(first, 0.5))) · max"
          + " \(text(first.max() ?? 0)) · whole p50 \(text(quantile(whole, 0.5))) · max \(text(whole.max() ?? 0)) (goal 16 ms)"
      )
    }
  }

  private static func fill(_ log: HistoryLog, _ count: Int) throws {
    let tables = ["orders", "customers", "invoices", "users", "plans", "events", "projects", "billing.accounts"]
    var generator = SeededGenerator(seed: 7)
    for start in stride(from: 0, to: count, by: 10_000) {
      try log.append(
        (start..<start + 10_000).map { index in
          let table = tables.randomElement(using: &generator)!
          let number = Int.random(in: 0..<1_000_000, using: &generator)
          let statement =
            index == 0
            ? "select needle from the_oldest"
            : index % 10 == 3
              ? "update \(table) set total = \(number)\nwhere id = \(index)"
              : "select id, name, created_at from \(table) where id = \(number) order by name limit \(number % 100)"
          var entry = HistoryEntry(
            time: 1_767_200_000 + Double(index) * 26, statement: statement, outcome: number % 50 == 0 ? .error : .ok,
            seconds: Double(number % 3001) / 1000, database: "acme", role: "ada")
          entry.tenant = number % 3 == 0 ? "acme" : "globex"
          entry.branch = "main"
          return entry
        })
    }
  }
}
