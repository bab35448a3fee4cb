import Database
import Testing
import TextUI

@testable import Workbench

/// The columns of a grid and what is selected in it.
struct GridColumnStories {
  /// Twelve columns `c0` to `c11`, each cell ten letters wide.
  private func desk(width: Int = 100, rows: Int = 30) -> Desk {
    var desk = Desk.connected(text: "select * from t", width: width)
    desk.press("F5")
    desk.answer(columns: (0..<12).map { Column(name: "c\($0)") })
    desk.answer(rows: (1...rows).map { row in (0..<12).map { "\($0)-\(row) xxxxxx" } })
    desk.complete("SELECT \(rows)")
    desk.finish()
    desk.press("Alt-2")
    return desk
  }

  private func tab(_ desk: Desk) -> ResultTab { desk.state.results.tab! }

  /// The names in the header, from left to right.
  private func header(_ desk: Desk) -> [String] {
    desk.lines.first { $0.contains("c0 ") || $0.contains("c1") }!.split { " │║".contains($0) }.map(String.init)
      .filter { $0.hasPrefix("c") && Int($0.dropFirst()) != nil }
  }

  @Test func `Columns move past their neighbours and the cursor stays on them`() {
    var desk = desk()
    desk.press("> > l <")
    #expect(header(desk).prefix(4) == ["c1", "c2", "c3", "c0"] && tab(desk).column == 3)
    desk.press("< < < <")
    #expect(header(desk).prefix(2) == ["c3", "c1"])
  }

  @Test func `A name that has no room ends in a mark, and columns are counted in groups`() {
    var desk = Desk.connected(text: "select * from t", width: 60)
    desk.press("F5")
    desk.answer(columns: (0..<1600).map { Column(name: "column\($0)") })
    desk.answer(rows: [(0..<1600).map { "\($0)" }])
    desk.complete("SELECT 1")
    desk.finish()
    desk.press("Alt-2 F11")
    let header = desk.lines.first { $0.contains("column0 ") }
    #expect(header?.contains("…") == true && header?.contains("column4 ") == true)
    desk.press("End")
    #expect(desk.shows("column 1,600 of 1,600: column1599"))
  }

  @Test func `A hidden column is passed over until it is shown again, at its old place`() {
    var desk = desk()
    desk.press("l H")
    #expect(header(desk).prefix(3) == ["c0", "c2", "c3"] && tab(desk).column == 2)
    #expect(desk.shows("1 hidden"))
    desk.press("h l U")
    #expect(header(desk).prefix(3) == ["c0", "c1", "c2"])
  }

  @Test func `The last visible column cannot be hidden, and the last but one leaves the cursor on it`() {
    var desk = desk()
    for _ in 0..<20 { desk.press("H") }
    #expect(tab(desk).layout.shown == [tab(desk).column])
    desk.press("U")
    #expect(tab(desk).layout.shown == Array(0..<12))
  }

  @Test func `One goes to a hidden column by its name, and it shows again`() {
    var desk = desk()
    desk.press("l H c")
    desk.type("c1\n")
    #expect(tab(desk).column == 1 && header(desk).prefix(2) == ["c0", "c1"])
  }

  @Test func `Frozen columns stay in sight while the others scroll`() {
    var desk = desk()
    desk.press("z End")
    #expect(header(desk).first == "c0" && header(desk).last == "c11" && desk.lines.contains { $0.contains("║") })
    desk.press("Home z End")
    #expect(header(desk).first != "c0")
  }

  @Test func `Frozen columns that fill the pane leave the cursor's column in sight`() {
    var desk = desk(width: 60)
    desk.press("End z g Home")
    for _ in 0..<12 {
      desk.press("l")
      #expect(!header(desk).isEmpty)
    }
  }

  @Test func `A selection spans from where it was begun to the cursor`() {
    var desk = desk()
    desk.press("j l Shift-Down Shift-Right j")
    #expect(tab(desk).area == GridArea(rows: 1..<4, columns: [1, 2]))
    desk.press("V k")
    #expect(tab(desk).area == GridArea(rows: 2..<4, columns: Array(0..<12)))
    desk.press("C h")
    #expect(tab(desk).area == GridArea(rows: 0..<30, columns: [1, 2]))
    desk.press("Esc")
    #expect(tab(desk).area == GridArea(rows: 2..<3, columns: [1]) && desk.state.focus == .results)
    desk.press("Esc")
    #expect(desk.state.focus == .editor)
  }

  @Test func `What is selected follows the order of the columns and leaves hidden ones out`() {
    var desk = desk()
    desk.press("> l H Ctrl-A")
    #expect(tab(desk).area == GridArea(rows: 0..<30, columns: [1, 0, 3, 4, 5, 6, 7, 8, 9, 10, 11]))
  }

  @Test func `NULL, no text, white space and controls look different, and the foot says which`() {
    var desk = Desk.connected(text: "x")
    desk.press("F5")
    desk.answer(columns: [Column(name: "v")])
    desk.answer(rows: [[nil], [""], ["   "], ["\t"], ["a\u{1}"], ["NULL"], ["''"], ["'NULL'"], ["'"]])
    desk.finish()
    desk.press("Alt-2")
    let seen = ["NULL", "''", "···", "→", "a␁", "'NULL'", "''''", "''NULL''", "'''"]
    let foot = [
      "v: NULL", "v: empty text", "v: 3 spaces", "v: 1 tab or line end", "v: a␁", "v: 'NULL'", "v: ''''",
      "v: ''NULL''", "v: '''",
    ]
    for (cell, sentence) in zip(seen, foot) {
      #expect(desk.shows(cell) && desk.shows(sentence), "\(sentence)")
      desk.press("j")
    }
  }

  @Test func `A cell too long for its column is whole in the foot`() {
    var desk = Desk.connected(text: "x")
    desk.press("F5")
    desk.answer(columns: [Column(name: "a"), Column(name: "b")])
    desk.answer(rows: [["1", String(repeating: "word ", count: 25) + "end"], ["2", "short"]])
    desk.finish()
    desk.press("Alt-2")
    #expect(!desk.shows("word end"))
    desk.press("l")
    #expect(desk.shows("word end"))
    desk.press("j")
    #expect(desk.shows("b: short"))
  }

  @Test func `A single long column takes the whole pane`() {
    var desk = Desk.connected(text: "x")
    desk.press("F5")
    desk.answer(columns: [Column(name: "QUERY PLAN")])
    desk.answer(rows: [["Seq Scan on orders  (cost=0.00..1234.00 rows=5 width=10)"], ["  Filter: true"]])
    desk.finish()
    desk.press("Alt-2 j")
    #expect(desk.shows("rows=5 width=10)"))
  }

  @Test func `The place of columns survives sixteen hundred of them`() {
    var desk = Desk.connected(text: "x")
    desk.press("F5")
    desk.answer(columns: (0..<1600).map { Column(name: "c\($0)") })
    desk.answer(rows: (0..<50).map { row in (0..<1600).map { "\(row * $0)" } })
    desk.finish()
    desk.press("Alt-2 End")
    #expect(desk.shows("c1599"))
    desk.press("c")
    desk.type("c800\n")
    #expect(desk.shows("c800") && tab(desk).column == 800)
  }
}
