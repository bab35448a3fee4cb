import Database
import Testing
import TextUI

@testable import Workbench

/// Sorting and filtering rows in the grid.
struct ArrangeStories {
  private static let columns = [Column(name: "id", typeOID: 20), Column(name: "name"), Column(name: "note")]

  /// Rows `n, name-n, note` in the order given, notes of multiples of five NULL.
  private func row(_ number: Int) -> [String?] {
    ["\(number)", "name-\(number)", number % 5 == 0 ? nil : "x\(number % 3)"]
  }

  private func desk(_ numbers: [Int] = Array(1...30), finished: Bool = true) -> Desk {
    var desk = Desk.connected(text: "select * from t", width: 120)
    desk.press("F5")
    desk.answer(columns: Self.columns)
    desk.answer(rows: numbers.map(row))
    if finished {
      desk.complete("SELECT \(numbers.count)")
      desk.finish()
    }
    desk.press("Alt-2")
    return desk
  }

  private func numbers(_ desk: Desk) -> [Int] {
    let tab = desk.state.results.tab!
    return (0..<tab.rowCount).map { Int(tab.text(row: $0, column: 0)!)! }
  }

  private func filter(_ desk: inout Desk, _ text: String) {
    desk.press("f Ctrl-U")
    desk.type(text + "\n")
    desk.workOnRows()
  }

  @Test func `s sorts up, then down, then not at all`() {
    var desk = desk([10, 9, 100, -3])
    desk.press("s")
    desk.workOnRows()
    #expect(numbers(desk) == [-3, 9, 10, 100] && desk.shows("id ▲"))
    desk.press("s")
    desk.workOnRows()
    #expect(numbers(desk) == [100, 10, 9, -3] && desk.shows("id ▼"))
    desk.press("s")
    desk.workOnRows()
    #expect(numbers(desk) == [10, 9, 100, -3] && !desk.shows("▼"))
  }

  @Test func `Rows that are sorted in later leave one where one was`() {
    var desk = desk(Array((1...30).reversed()), finished: false)
    desk.report(.paused(id: desk.run, statement: 0, rows: 30))
    desk.press("s")
    desk.workOnRows()
    desk.press("G")
    #expect(desk.shows("row 30 of 30"))
    desk.answer(rows: (31...60).map(row))
    desk.complete("SELECT 60")
    desk.finish()
    desk.workOnRows()
    #expect(numbers(desk) == Array(1...60) && desk.shows("row 30 of 60"))
    desk.press("s")
    desk.workOnRows()
    #expect(desk.shows("row 1 of 60"))
  }

  @Test func `That sorting was stopped is not said any more once a paused result is filtered`() {
    var desk = desk(finished: false)
    desk.report(.paused(id: desk.run, statement: 0, rows: 30))
    desk.press("s Ctrl-C")
    #expect(desk.statusLine.hasPrefix("stopped; the rows are as before · 30 rows · paused"))
    filter(&desk, "id > 20")
    #expect(numbers(desk) == Array(21...30) && desk.statusLine.hasPrefix("30 rows · paused"))
  }

  @Test func `Text sorts by code point, or naturally when asked`() {
    var desk = desk([10, 9, 100])
    desk.press("l s")
    desk.workOnRows()
    #expect(numbers(desk) == [10, 100, 9])
    desk.choose("grid.sortNaturally")
    desk.workOnRows()
    #expect(numbers(desk) == [9, 10, 100])
  }

  @Test func `A second column sorts within the first`() {
    var desk = desk(Array(1...10))
    desk.press("l l s h h S S")
    desk.workOnRows()
    #expect(numbers(desk) == [9, 6, 3, 7, 4, 1, 8, 2, 10, 5])
    #expect(desk.shows("note ▲1") && desk.shows("id ▼2"))
  }

  @Test(arguments: [
    ("name-1", [1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]), ("id > 27", [28, 29, 30]),
    ("id between 3 and 5", [3, 4, 5]), ("id = 28..", [28, 29, 30]), ("id = ..2", [1, 2]),
    ("id in (3, 30, 99)", [3, 30]), ("note is null", [5, 10, 15, 20, 25, 30]), ("NAME ~ '-.0$'", [10, 20, 30]),
    ("/-2[01]/ or id = 1", [1, 20, 21]), ("not (id > 2) and name = name-2", [2]), ("note = x1 and id < 5", [1, 4]),
    ("note <> x1 and id < 5", [2, 3]), ("not note = x1 and id < 6", [2, 3]),
  ]) func `A filter shows the rows it means`(text: String, expected: [Int]) {
    var desk = desk()
    filter(&desk, text)
    #expect(numbers(desk) == expected)
    #expect(desk.statusLine.hasPrefix("\(expected.count) of 30 rows"))
    filter(&desk, "")
    #expect(numbers(desk).count == 30)
  }

  @Test(arguments: [
    ("nme = 3", "there is no column nme"), ("id = abc", "id is a number: \"abc\" is not"),
    ("id >", "a value is expected"),
    ("(id = 3", ") is missing"), ("id = 3 4", "\"and\" or \"or\" is expected, not 4"),
    ("name ~ a(b", ") is missing in the pattern"),
    ("name ~ '", "the closing ' is missing"), ("id is nul", "null is expected"),
  ]) func `A filter that cannot be read is explained where it was typed`(text: String, reason: String) {
    var desk = desk()
    desk.press("f")
    desk.type(text + "\n")
    #expect(desk.shows(reason) && desk.shows("Filter rows"))
    #expect(numbers(desk).count == 30)
  }

  @Test func `Rows that arrive are filtered as they come`() {
    var desk = desk(Array(1...20), finished: false)
    filter(&desk, "name-1")
    #expect(numbers(desk).count == 11)
    desk.answer(rows: [21, 100, 101].map(row))
    desk.workOnRows()
    #expect(numbers(desk).suffix(2) == [100, 101])
  }

  @Test func `Rows that arrive are sorted in when they are many, and all at the end`() {
    var desk = desk(Array(11...20), finished: false)
    desk.press("s")
    desk.workOnRows()
    desk.answer(rows: [1, 2].map(row))
    desk.workOnRows()
    #expect(numbers(desk).count == 10 && desk.shows("sorted 10 of 12"))
    desk.answer(rows: [3, 4, 5].map(row))
    desk.workOnRows()
    #expect(numbers(desk) == [1, 2, 3, 4, 5] + Array(11...20))
    desk.answer(rows: [row(0)])
    desk.complete("SELECT 16")
    desk.finish()
    desk.workOnRows()
    #expect(numbers(desk).first == 0)
  }

  @Test func `Stopping brings back what was shown`() {
    var desk = desk()
    desk.press("f")
    desk.type("id > 27\n")
    desk.workOnRows()
    desk.press("s")
    #expect(desk.press("Ctrl-C").contains { if case .stopRowWork = $0 { true } else { false } })
    desk.workOnRows()
    #expect(numbers(desk) == [28, 29, 30] && !desk.shows("▲"))
  }

  @Test func `Filtering by cells narrows what is shown`() {
    var desk = desk()
    filter(&desk, "name-1")
    desk.press("l l F")
    desk.workOnRows()
    #expect(numbers(desk) == [1, 10, 13, 16, 19].filter { $0 % 5 != 0 && $0 % 3 == 1 })
    desk.press("a")
    #expect(numbers(desk).count == 30)
    desk.press("g j j j j F")
    desk.workOnRows()
    #expect(numbers(desk) == [5, 10, 15, 20, 25, 30])
  }

  @Test func `The cursor stays on its row when a filter keeps it`() {
    var desk = desk()
    desk.press("j j j j")
    filter(&desk, "id in (2, 5, 9)")
    #expect(desk.state.results.tab!.row == 1)
    desk.press("a")
    #expect(desk.state.results.tab!.row == 4)
  }

  @Test func `A filter that is taken away takes its count along`() {
    var desk = desk()
    filter(&desk, "id in (2, 5, 9)")
    #expect(desk.statusLine.contains("3 of 30 rows"))
    desk.press("a")
    #expect(desk.statusLine.contains("all 30 rows as they came"))
  }

  @Test func `A search goes through the rows as they are shown`() {
    var desk = desk()
    desk.press("s s")
    desk.workOnRows()
    desk.press("/")
    desk.type("name-2\n")
    desk.workOnRows()
    #expect(desk.state.results.tab!.row == 1)
    desk.press("n")
    desk.workOnRows()
    #expect(desk.state.results.tab!.row == 2)
  }

  @Test func `A filter that nothing passes says so and can be left`() {
    var desk = desk()
    filter(&desk, "nowhere")
    #expect(numbers(desk).isEmpty && desk.shows("no row · filter: nowhere"))
    desk.press("j G y s")
    desk.workOnRows()
    desk.press("a")
    #expect(numbers(desk).count == 30)
  }
}
