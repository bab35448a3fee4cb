import Database
import Testing
import TextUI

@testable import Workbench

/// Results side by side: kept, watched, compared.
struct TabStories {
  private func run(_ desk: inout Desk, _ columns: [String], _ rows: [[String?]]) {
    desk.press("Alt-1 F5")
    desk.answer(
      columns: columns.enumerated().map { Column(name: $1, typeOID: 25, tableOID: 7, tableColumn: Int16($0 + 1)) })
    desk.answer(rows: rows)
    desk.complete("SELECT \(rows.count)")
    desk.finish()
    desk.press("Alt-2")
  }

  /// Three results: one of other columns, then two that have the same.
  private func desk() -> Desk {
    var desk = Desk.connected(text: "select 1")
    run(&desk, ["x"], [["1"]])
    desk.press("p")
    run(&desk, ["id", "name"], [["1", "Ada"], ["2", "Bob"]])
    desk.press("p")
    run(&desk, ["id", "name"], [["1", "Ada"], ["2", "Eve"]])
    return desk
  }

  private func asked(_ desk: Desk) -> (number: Int, ComparisonRequest)? {
    desk.effects.lazy.compactMap {
      if case .compare(let number, let request) = $0 { (number, request) } else { nil }
    }.first
  }

  @Test func `A result that is watched says so in its tab, until it is not`() throws {
    var desk = desk()
    desk.press("w Ctrl-U")
    desk.type("3\n")
    #expect(desk.shows("3: 2 rows · every 3.0 s"))
    desk.press("W")
    #expect(!desk.shows("every 3.0 s") && desk.statusLine.contains("watched no longer"))
  }

  @Test func `The latest result with the same columns is the first to compare with`() throws {
    var desk = desk()
    desk.press("d")
    let offered = desk.lines.filter { $0.contains("rows ●  ") || $0.contains("row ●  ") }
    #expect(offered.count == 2 && offered[0].contains("2: 2 rows") && offered[1].contains("1: 1 row"))
  }

  @Test func `A comparison names its tabs by their numbers, and one that was closed meanwhile as closed`() throws {
    var desk = desk()
    desk.press("d Enter Enter")
    let (number, request) = try #require(asked(desk))
    desk.choose("tab.close")
    desk.send(.compared(number: number, Comparison(request).run { _ in true }))
    #expect(desk.shows("3: 2 → closed: 0 added · 0 removed · 1 changed · 1 the same"))
    #expect(desk.lines.contains { $0.contains("~ was") && $0.contains("Bob") })
    #expect(desk.lines.contains { $0.contains("~ is") && $0.contains("Eve") })
  }

  @Test func `Rows of a comparison are changed where they come from`() throws {
    var desk = desk()
    desk.press("d Enter Enter")
    let (number, request) = try #require(asked(desk))
    desk.send(.compared(number: number, Comparison(request).run { _ in true }))
    desk.press("Right D")
    #expect(desk.statusLine.contains("a comparison shows rows of two results; change them there"))
  }
}
