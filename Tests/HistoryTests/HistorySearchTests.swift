import Synchronization
import TestSupport
import Testing

@testable import History

struct HistorySearchTests {
  private let directory = TemporaryDirectory()

  private func log(_ count: Int) throws -> HistoryLog {
    let log = HistoryLog(stateDirectory: directory.path)
    try log.append(
      (0..<count).map { index in
        var entry = HistoryEntry(
          time: 1_767_225_600 + Double(index) * 14_400,
          statement: "select \(index)\nfrom \"tab\\le\" where é = 'Größe'",
          outcome: index % 7 == 0 ? .error : .ok, seconds: Double(index % 100) / 10, database: "acme", role: "ada")
        entry.tenant = index % 2 == 0 ? "acme" : "globex"
        return entry
      })
    return log
  }

  @Test(arguments: [
    "", "select", "17", "nfrom", "\"tab", "\\le", "größe", "GRÖSSE", "outcome", "rows", "acme", "tenant:acme",
    "failed:",
    "slow:9.9", "slow:0.3 tenant:globex 5", "tenant:acme failed: 2", "é", "where é",
  ]) func `The quick search finds exactly what fits, newest first`(text: String) throws {
    let log = try log(700)
    let filter = HistoryFilter(text: text)
    var expected: [HistoryEntry] = []
    for path in log.files() {
      try LineReader.read(path) { line in
        if let entry = HistoryEntry(line: line), filter.fits(entry) { expected.insert(entry, at: 0) }
      }
    }
    #expect(try log.search(filter, limit: .max) == expected)
    #expect(try log.search(filter, limit: 3) == Array(expected.prefix(3)))
    var exported: [HistoryEntry] = []
    try log.each(filter) { exported.append($0) }
    #expect(exported == expected.reversed())
  }

  @Test func `A needle is found at every place of every length`() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<3000 {
      let letters: [UInt8] = Array("aAbB_1\n".utf8)
      let hay = (0..<Int.random(in: 0...70, using: &generator)).map { _ in letters.randomElement(using: &generator)! }
      let text = (0..<Int.random(in: 1...4, using: &generator)).map { _ in letters.randomElement(using: &generator)! }
      let needle = ByteNeedle(text)!
      let folded = hay.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      let places = (0..<max(0, hay.count - text.count + 1)).filter { folded[$0...].starts(with: needle.bytes) }
      var found: [Int] = []
      hay.withUnsafeBytes { hay in
        var start = 0
        while let place = needle.place(in: hay, from: start) {
          found.append(place)
          start = place + 1
        }
      }
      #expect(found == places)
    }
  }

  @Test func `A search that nobody wants any more ends without an answer`() throws {
    let log = try log(700)
    var answers = 0
    try HistorySearch(log).run(
      HistoryFilter(text: "nowhere"), limit: 10, isWanted: { false }, report: { _, _ in answers += 1 })
    #expect(answers == 0)
  }

  @Test func `What is typed on narrows what was found, and taking it back widens it`() throws {
    let log = try log(700)
    let search = HistorySearch(log)
    for text in ["29", "299", "699", "299", "299 failed:", "299 slow:2", "29 tenant:acme", "29", "9", "tab 9"] {
      var found: [HistoryEntry] = []
      try search.run(HistoryFilter(text: text), limit: 5000) { entries, _ in found = entries }
      #expect(found == (try log.search(HistoryFilter(text: text), limit: 5000)), "\(text)")
    }
  }

  @Test func `Statements that come later are found by the same search`() throws {
    let log = try log(10)
    let search = HistorySearch(log)
    for round in 1...3 {
      try log.append(
        HistoryEntry(
          time: 1_767_225_600, statement: "late \(round)", outcome: .ok, seconds: 0, database: "acme", role: "ada"))
      var found: [HistoryEntry] = []
      try search.run(HistoryFilter(text: "late"), limit: 10) { entries, _ in found = entries }
      #expect(found.map(\.statement) == (1...round).reversed().map { "late \($0)" })
    }
  }

  /// More than a few stretches in one file: every tenth line as another program would write it, one very long.
  private func longLog() throws -> HistoryLog {
    let log = HistoryLog(stateDirectory: directory.path)
    for index in 0..<2500 {
      var entry = HistoryEntry(
        time: 1_767_225_600 + Double(index),
        statement: "select \(index) from \(index % 500 == 7 ? "rare_Things" : "t")",
        outcome: index % 300 == 0 ? .error : .ok, seconds: index % 400 == 1 ? 12.5 : 0.25, database: "acme", role: "ada"
      )
      entry.tenant = index == 1803 ? "globex" : "acme"
      if index == 1200 { entry.statement += String(repeating: " x", count: 100_000) }
      try log.append(entry)
    }
    let lines = log.files().flatMap {
      (directory.text(of: "history/" + $0.split(separator: "/").last!) ?? "").split(separator: "\n")
    }
    let mixed = lines.enumerated().map { $0 % 10 == 0 ? Self.spaced(String($1)) : String($1) }
    directory.write(mixed.joined(separator: "\n") + "\n", to: "history/" + log.files()[0].split(separator: "/").last!)
    return log
  }

  /// The same object as `jq` would lay it out; without its checksum, which would be another one.
  private static func spaced(_ line: String) -> String {
    let body = line.firstRange(of: ",\"crc\"").map { line[..<$0.lowerBound] + "}" } ?? line[...]
    return String(body.replacing("\":", with: "\": ").replacing(",\"", with: ", \""))
  }

  @Test func `Digests leave nothing out, however lines are written and whatever comes later`() throws {
    let log = try longLog()
    let search = HistorySearch(log)
    // None asks for less of what the one before it found, for that would be looked up there.
    let texts = [
      "rare_things", "are_t", "RA", "x x", "tenant:globex rare", "tenant:globex", "failed: 1200", "failed:",
      "slow:12.6",
      "slow:12", "slow:1 8", "nowhere", "zq", "from t", "select 2499", "select 0", "",
    ]
    for round in 0..<2 {
      try search.prepare { true }
      for text in texts {
        let filter = HistoryFilter(text: text)
        var found: [HistoryEntry] = []
        try search.run(filter, limit: 10_000) { entries, _ in found = entries }
        #expect(found == (try log.search(filter, limit: 10_000)), "\(text), round \(round)")
      }
      try log.append(
        HistoryEntry(
          time: 1_767_225_600, statement: "rare_things nowhere \(round)", outcome: .error, seconds: 90,
          database: "acme",
          role: "ada"))
      var found: [HistoryEntry] = []
      try search.run(HistoryFilter(text: "nowhere"), limit: 10) { entries, _ in found = entries }
      #expect(found.count == round + 1)
    }
  }

  @Test func `Old statements are pruned by age, whole months by size`() throws {
    let log = try log(700)
    let months = log.files().count
    // 40 days after the first one.
    let pruned = try log.prune(before: 1_767_225_600 + 240 * 14_400, keepingBytes: nil)
    #expect(pruned.removed == 240 && pruned.bytesAfter < pruned.bytesBefore)
    #expect(try log.search(HistoryFilter(), limit: .max).count == 460)
    #expect(log.files().count == months - 1)
    _ = try log.prune(before: nil, keepingBytes: 1)
    #expect(log.files().count == 1)
    #expect(try log.search(HistoryFilter(), limit: 1).first?.statement.hasPrefix("select 699") == true)
  }

  @Test func `Nothing that is written while the history is pruned is lost`() async throws {
    let log = try log(100)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<100 {
            try log.append(
              HistoryEntry(
                time: 1_767_225_600 + 200 * 14_400, statement: "kept \(writer) \(number)", outcome: .ok, seconds: 0,
                database: "acme", role: "ada"))
          }
        }
      }
      group.addTask {
        for hour in 1...50 { _ = try log.prune(before: 1_767_225_600 + Double(hour) * 14_400, keepingBytes: nil) }
      }
      try await group.waitForAll()
    }
    #expect(Set(try log.search(HistoryFilter(text: "kept"), limit: .max).map(\.statement)).count == 400)
    #expect(try log.search(HistoryFilter(text: "select"), limit: .max).count == 50)
  }

  @Test(arguments: [("90d", 7_776_000.0), ("2w", 1_209_600), ("1y", 31_536_000)])
  func `Spans of time are read`(text: String, seconds: Double) {
    #expect(HistoryRetention.span(text) == seconds)
  }

  @Test(arguments: ["", "d", "-1d", "0d", "5", "5h", "infd"]) func `What is no span is refused`(text: String) {
    #expect(HistoryRetention.span(text) == nil)
  }

  @Test(arguments: [("1", 1 as Int?), ("2kB", 2048), ("1GB", 1 << 30), ("GB", nil), ("1XB", nil), ("-1", nil)])
  func `Sizes are read`(text: String, bytes: Int?) {
    #expect(HistoryRetention.size(text) == bytes)
  }
}
