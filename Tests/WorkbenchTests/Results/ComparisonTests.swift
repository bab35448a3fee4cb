import Database
import Synchronization
import TestSupport
import Testing

@testable import Workbench

struct ComparisonTests {
  private func result(_ names: [String], _ rows: [[String?]]) -> ResultSet {
    var result = ResultSet(columns: names.map { Column(name: $0) })
    var builder = RowBatch.Builder(columnCount: names.count)
    for cell in rows.joined() { if let cell { builder.append(cell) } else { builder.appendNull() } }
    result.append(builder.finish())
    return result
  }

  private func compare(_ old: ResultSet, _ new: ResultSet, by key: [String]) -> ComparisonOutcome {
    Comparison(ComparisonRequest(old: old, new: new, key: key)).run { _ in true }
  }

  private func rows(_ result: ResultSet) -> [[String?]] {
    (0..<result.rowCount).map { row in result.columns.indices.map { result.text(row: row, column: $0) } }
  }

  @Test func `Rows are added, removed and changed by their key`() throws {
    let old = result(["id", "a", "only"], [["1", "x", "o"], ["2", "", "o"], ["3", "z", "o"]])
    let new = result(["a", "id"], [["x", "1"], [nil, "2"], ["w", "4"]])
    guard case .done(let found, let differences, let counts) = compare(old, new, by: ["id"]) else {
      Issue.record("not compared")
      return
    }
    #expect(counts == ComparisonCounts(removed: 1, added: 1, changed: 1, same: 1))
    #expect(differences == [.before, .after, .removed, .added])
    #expect(found.columns.map(\.name) == ["difference", "id", "a"])
    #expect(
      rows(found) == [["~ was", "2", ""], ["~ is", "2", nil], ["−", "3", "z"], ["+", "4", "w"]])
  }

  @Test func `What is found is kept where the caller says, and without room there is no answer`() {
    let names = ["id"]
    let old = result(names, (0..<40_000).map { ["\($0)"] })
    let new = result(names, (40_000..<80_000).map { ["\($0)"] })
    let request = ComparisonRequest(old: old, new: new, key: names)
    var kept = 0
    let outcome = Comparison(request) { batch in
      kept += batch.rowCount
      return batch
    }.run { _ in true }
    guard case .done(let found, _, _) = outcome else {
      Issue.record("not compared")
      return
    }
    #expect(kept == 80_000 && found.rowCount == 80_000)
    let failing = Comparison(request) { _ throws(Failure) in throw Failure("the disk is full") }.run { _ in true }
    guard case .failed("the disk is full") = failing else {
      Issue.record("no failure")
      return
    }
  }

  /// How often memory was let go of.
  private final class Evictions: Sendable {
    let count = Atomic<Int>(0)
  }

  /// A key and a value per row, in batches that count when they are let go of.
  private func result(_ keys: [Int], value: (Int) -> String, batchRows: Int, _ evictions: Evictions) -> ResultSet {
    var result = ResultSet(columns: [Column(name: "id"), Column(name: "value")])
    for start in stride(from: 0, to: keys.count, by: batchRows) {
      var builder = RowBatch.Builder(columnCount: 2)
      for key in keys[start..<min(start + batchRows, keys.count)] {
        builder.append("\(key)")
        builder.append(value(key))
      }
      let batch = builder.finish()
      let arena = Arena(batch.arena.bytes) { _ in
        evictions.count.add(1, ordering: .relaxed)
      } release: { _ in
        withExtendedLifetime(batch) {}
      }
      result.append(RowBatch(columnCount: 2, rowCount: batch.rowCount, arena: arena))
    }
    return result
  }

  @Test(arguments: [["id"], []]) func `Rows in any order are found, and each result is read a few times only`(
    key: [String]
  ) {
    let evictions = Evictions()
    var random = SeededGenerator(seed: 5)
    let old = result((0..<10_000).shuffled(using: &random), value: { "v\($0 % 9)" }, batchRows: 50, evictions)
    let new = result(
      (100..<10_100).shuffled(using: &random), value: { $0 % 50 == 0 ? "w" : "v\($0 % 9)" }, batchRows: 50, evictions)
    guard case .done(let found, let differences, let counts) = compare(old, new, by: key) else {
      Issue.record("not compared")
      return
    }
    let changed = (100..<10_000).count { $0 % 50 == 0 }
    let both = key.isEmpty ? 0 : changed
    #expect(
      counts
        == ComparisonCounts(
          removed: 100 + changed - both, added: 100 + changed - both, changed: both, same: 9900 - changed))
    #expect(differences.count == 200 + 2 * changed && found.rowCount == differences.count)
    for (row, difference) in differences.enumerated() where difference == .after {
      #expect(found.text(row: row, column: 1) == found.text(row: row - 1, column: 1))
      #expect(found.text(row: row, column: 2) == "w")
    }
    // Of 200 pieces each: the new result for its index, for the matches and for what is left; the old one once.
    #expect((200...1000).contains(evictions.count.load(ordering: .relaxed)))
  }

  @Test func `Whole rows are compared by how often they are there`() {
    let old = result(["a"], [["x"], ["x"], [nil], [""]])
    let new = result(["a"], [["x"], [nil], ["y"], [nil]])
    guard case .done(let found, _, let counts) = compare(old, new, by: []) else {
      Issue.record("not compared")
      return
    }
    #expect(counts == ComparisonCounts(removed: 2, added: 2, changed: 0, same: 2))
    #expect(rows(found) == [["−", "x"], ["−", ""], ["+", nil], ["+", "y"]])
  }

  @Test func `Many equal rows take no longer than others`() {
    let old = result(["a"], Array(repeating: ["same"], count: 60_000))
    let new = result(["a"], Array(repeating: ["same"], count: 50_000))
    guard case .done(_, _, let counts) = compare(old, new, by: []) else {
      Issue.record("not compared")
      return
    }
    #expect(counts == ComparisonCounts(removed: 10_000, added: 0, changed: 0, same: 50_000))
  }

  @Test func `An old key that is there twice finds its row once`() {
    let outcome = compare(result(["k"], [["1"], ["1"]]), result(["k"], [["1"]]), by: ["k"])
    guard case .done(_, _, let counts) = outcome else {
      Issue.record("not compared")
      return
    }
    #expect(counts == ComparisonCounts(removed: 1, added: 0, changed: 0, same: 1))
  }

  @Test func `A key that several rows have is no key`() {
    let rows = result(["id"], [["1"], ["2"], ["1"]])
    guard case .ambiguous(let key) = compare(rows, rows, by: ["id"]) else {
      Issue.record("compared")
      return
    }
    #expect(key == "id = 1")
  }

  @Test func `A comparison stops when it is told to`() {
    let rows = result(["id"], (0..<20_000).map { ["\($0)"] })
    guard case .cancelled = Comparison(ComparisonRequest(old: rows, new: rows, key: ["id"])).run(goOn: { $0 < 10_000 })
    else {
      Issue.record("not stopped")
      return
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `Differences lead from the old rows to the new ones`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var old: [String: String?] = [:]
    for key in 0..<500 where Bool.random(using: &random) { old["\(key)"] = key % 3 == 0 ? nil : "v\(key % 7)" }
    var new = old
    for _ in 0..<200 {
      let key = "\(Int.random(in: 0..<600, using: &random))"
      if Bool.random(using: &random) {
        new.removeValue(forKey: key)
      } else {
        new.updateValue(Bool.random(using: &random) ? nil : "w", forKey: key)
      }
    }
    let outcome = compare(
      result(["k", "v"], old.map { [$0.key, $0.value] }), result(["k", "v"], new.map { [$0.key, $0.value] }), by: ["k"])
    guard case .done(let found, _, let counts) = outcome else {
      Issue.record("not compared")
      return
    }
    var replayed = old
    for row in rows(found) {
      switch row[0] {
      case "−", "~ was": replayed.removeValue(forKey: row[1]!)
      default: replayed.updateValue(row[2], forKey: row[1]!)
      }
    }
    #expect(replayed == new)
    #expect(counts.same + counts.changed + counts.added == new.count)
  }
}
