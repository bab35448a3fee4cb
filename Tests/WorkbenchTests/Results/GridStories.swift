import Database
import Testing
import TextUI

@testable import Workbench

/// Looking at rows.
struct GridStories {
  private static let columns = [Column(name: "id", typeOID: 20), Column(name: "name"), Column(name: "note")]

  /// 100 rows: `1, name-1, note`, every tenth note NULL.
  private func desk(width: Int = 100, rows: Int = 100) -> Desk {
    var desk = Desk.connected(text: "select * from t", width: width)
    desk.press("F5")
    desk.answer(columns: Self.columns)
    if rows > 0 {
      desk.answer(rows: (1...rows).map { ["\($0)", "name-\($0)", $0 % 10 == 0 ? nil : "Note \($0 % 7)"] })
    }
    desk.complete("SELECT \(rows)")
    desk.finish()
    desk.press("Alt-2")
    return desk
  }

  private func place(_ desk: Desk) -> [Int] { [desk.state.results.tab!.row, desk.state.results.tab!.column] }

  private func search(_ desk: inout Desk) { desk.workOnRows() }

  @Test(arguments: [
    ("j", [1, 0]), ("Down Down Up", [1, 0]), ("l l", [0, 2]), ("l l l l", [0, 2]), ("k", [0, 0]), ("h", [0, 0]),
    ("G", [99, 0]), ("G j", [99, 0]), ("G g", [0, 0]), ("End", [0, 2]), ("End Home", [0, 0]), ("Ctrl-End", [99, 0]),
  ]) func `Keys move the cursor and stop at the edges`(keys: String, expected: [Int]) {
    var desk = desk()
    desk.press(keys)
    #expect(place(desk) == expected)
  }

  @Test func `A result is drawn once before somebody asks for one, for nobody to see`() throws {
    var desk = Desk(width: 100, height: 30, text: "select 1")
    #expect(desk.state.drawnAhead() == nil)
    desk = Desk.connected(text: "select 1", width: 100, height: 30)
    desk.send(.catalog(session: desk.state.link.session, .success(CompletionEngine(Catalog()))))
    let before = desk.state.draw()
    let frame = try #require(desk.state.drawnAhead())
    #expect(desk.state.draw().cells == before.cells && frame.cells != before.cells)
    desk.press("F5")
    #expect(desk.state.drawnAhead() == nil)
  }

  @Test func `The cursor's row is in sight wherever it goes`() {
    var desk = desk()
    for keys in ["G", "PageUp", "PageUp", "k", "g", "PageDown", "Space", "j", "G"] {
      desk.press(keys)
      #expect(desk.shows("name-\(place(desk)[0] + 1) "), "\(keys)")
    }
  }

  @Test func `A search goes to the next cell that has the text, letter case of a-z ignored`() {
    var desk = desk()
    desk.press("/")
    desk.type("NAME-5\n")
    search(&desk)
    #expect(place(desk) == [4, 1])
    var rows: [Int] = []
    for key in ["n", "n", "n", "N"] {
      desk.press(key)
      search(&desk)
      rows.append(place(desk)[0])
    }
    #expect(rows == [49, 50, 51, 50])
  }

  @Test func `A search goes on at the other end`() {
    var desk = desk()
    desk.press("G /")
    desk.type("name-3\n")
    search(&desk)
    #expect(place(desk) == [2, 1])
    desk.press("N")
    search(&desk)
    #expect(place(desk) == [38, 1])
  }

  @Test func `A cell that is the only one with the text is found from itself too`() {
    var desk = desk()
    desk.press("/")
    desk.type("name-77\n")
    search(&desk)
    for key in ["n", "N"] {
      desk.press(key)
      search(&desk)
      #expect(place(desk) == [76, 1], "\(key)")
    }
  }

  @Test func `What is in no row is said, and the cursor stays`() {
    var desk = desk()
    desk.press("j l /")
    desk.type("nowhere\n")
    search(&desk)
    #expect(place(desk) == [1, 1] && desk.statusLine.hasPrefix("\"nowhere\" is in no row"))
  }

  @Test func `Letters outside a-z are found as they were typed`() {
    var desk = Desk.connected(text: "x")
    desk.press("F5")
    desk.answer(columns: [Column(name: "a")])
    desk.answer(rows: [["Ähre"], ["Öl"]])
    desk.finish()
    desk.press("Alt-2 /")
    desk.type("Öl\n")
    search(&desk)
    #expect(place(desk) == [1, 0])
  }

  @Test func `A search is asked of another thread, tells how far it is, and can be stopped`() {
    var desk = desk()
    desk.send(.tick(0))
    desk.press("/")
    guard case .search(let request, _)? = desk.type("needle\n").first else {
      Issue.record("nobody searches")
      return
    }
    desk.send(.rows(.progress(request: request, done: 40)))
    desk.send(.tick(250))
    #expect(desk.state.isWorking && desk.statusLine.hasPrefix("searching · 40 of 100 rows · Ctrl-C stops"))
    guard case .stopRowWork(request)? = desk.press("Ctrl-C").first else {
      Issue.record("the search is not stopped")
      return
    }
    desk.send(.rows(.searched(request: request, SearchJob.Place(row: 7, column: 0))))
    #expect(place(desk) == [0, 0] && !desk.state.results.isSearching)
  }

  @Test func `A pattern between slashes is searched for, and a wrong one is explained`() {
    var desk = desk()
    desk.press("/")
    desk.type("/^name-[34]2$/\n")
    search(&desk)
    #expect(place(desk) == [31, 1])
    desk.press("/ Ctrl-U")
    desk.type("/a(b/\n")
    #expect(desk.shows(") is missing in the pattern"))
  }

  @Test func `Cells and rows are copied as they came`() {
    var desk = desk()
    desk.press("j l")
    #expect(desk.press("y Enter").copied == "name-2")
    #expect(desk.press("Y").copied == "2\tname-2\tNote 2")
    desk.press("G l")
    #expect(desk.press("y Enter").copied == nil && desk.statusLine.contains("NULL has nothing to copy"))
  }

  @Test func `A cell is shown whole`() {
    var desk = Desk.connected(text: "x")
    desk.press("F5")
    desk.answer(columns: [Column(name: "body")])
    desk.answer(rows: [["first\n" + String(repeating: "long ", count: 60) + "end\nlast\u{1B}[m"]])
    desk.finish()
    #expect(!desk.shows("last"))
    desk.press("Alt-2 Enter")
    #expect(desk.shows("body, row 1") && desk.shows("end") && desk.shows("last␛[m"))
    desk.press("Esc")
    #expect(!desk.shows("last") && desk.state.focus == .results)
  }

  @Test func `One jumps to a column by some letters of its name`() {
    var desk = desk()
    desk.press("c")
    #expect(desk.shows("Columns"))
    desk.type("nte\n")
    #expect(place(desk) == [0, 2])
  }

  @Test func `The column of the cursor is in sight however narrow the screen`() {
    var desk = desk(width: 34)
    for column in 0..<3 {
      #expect(desk.shows(Self.columns[column].name))
      #expect(desk.shows(column == 0 ? "1 │" : column == 1 ? "name-1" : "Note 1"))
      desk.press("l")
    }
  }

  @Test func `A column is as wide as its first rows ask for, and later ones once they are in sight`() throws {
    var desk = desk(rows: 0)
    desk.press("Alt-1 F5")
    desk.answer(columns: Self.columns)
    func width() throws -> Int { try #require(desk.state.results.tab).layout.widths[1] }
    desk.answer(rows: (1...50).map { ["\($0)", $0 == 50 ? "twelve bytes" : "short", nil] })
    #expect(try width() == 12)
    desk.answer(rows: (51...300).map { ["\($0)", $0 == 300 ? "more than twelve bytes" : "short", nil] })
    desk.complete("SELECT 300")
    desk.finish()
    #expect(try width() == 12)
    desk.press("Alt-2 G")
    #expect(try width() == 22)
    #expect(desk.shows("more than twelve bytes"))
  }

  @Test func `A column is made wider and narrower`() {
    var desk = desk()
    desk.press("l")
    let before = desk.state.results.tab!.layout.widths[1]
    desk.press("+")
    #expect(desk.state.results.tab!.layout.widths[1] == before + 4)
    desk.press("- -")
    #expect(desk.shows("na…") || desk.shows("nam…"))
    for _ in 0..<10 { desk.press("-") }
    #expect(desk.state.results.tab!.layout.widths[1] == 2)
  }

  @Test func `A number is never cut`() {
    var desk = Desk.connected(text: "x")
    desk.press("F5")
    desk.answer(columns: [Column(name: "n", typeOID: 1700)])
    desk.answer(rows: (0..<600).map { ["\($0)"] } + [["12345678901234567890.123456789"]])
    desk.finish()
    desk.press("Alt-2 G")
    #expect(desk.shows("12345678901234567890.123456789"))
  }

  @Test func `A result without rows says so, and without columns too`() {
    var desk = desk(rows: 0)
    #expect(desk.shows("1: 0 rows") && desk.shows("name"))
    desk.press("y j G / Esc n")
    #expect(place(desk) == [0, 0])
    desk.press("F5")
    desk.answer(columns: [])
    desk.complete("SELECT 1")
    desk.finish()
    #expect(desk.shows("0 rows without columns"))
    desk.press("Alt-1 F5")
    desk.answer(columns: [])
    desk.answer(rows: [[]])
    desk.complete("SELECT 1")
    desk.finish()
    #expect(desk.shows("1 row without columns"))
    desk.press("Alt-2 j l c y")
  }

  @Test func `What the server sends stays on its place of the screen`() {
    var desk = Desk.connected(text: "x")
    desk.press("F5")
    desk.answer(columns: [Column(name: "na\u{1B}me"), Column(name: "日本")])
    desk.answer(rows: [["a\u{7}\u{1B}[2J", "漢字"], ["tab\tand\nline", "e\u{301}"]])
    desk.finish()
    #expect(desk.shows("na␛me") && desk.shows("a␇␛[2J") && desk.shows("tab→and↵line") && desk.shows("漢字"))
    let rules = desk.lines.filter { $0.contains("漢字") || $0.contains("tab→") }.map { line in
      DisplayWidth.of(line.split(separator: "│").prefix(2).joined(separator: "│"))
    }
    #expect(Set(rules).count == 1)
  }
}
