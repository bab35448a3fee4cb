import Database
import Testing
import TextUI
import Workbench

/// Changes that are not applied yet: how they show, and what asks about them.
struct StagedChangeStories {
  private static let facts: [[[String?]]] = [
    [
      ["7", "1", "id", "integer", "t", "f", "identity", "public", "people", "t"],
      ["7", "2", "name", "text", "t", "f", nil, "public", "people", "t"],
      ["7", "3", "note", "text", "f", "f", "'new'::text", "public", "people", "t"],
      ["7", "4", "age", "integer", "f", "f", nil, "public", "people", "t"],
    ], [["7", "1"]], [],
  ]

  private static let columns = ["id", "name", "note", "age"].enumerated().map { place, name in
    Column(name: name, typeOID: name == "id" ? 23 : 25, tableOID: 7, tableColumn: Int16(place + 1))
  }

  /// Two people in the grid, and the facts of their table known.
  private func desk(at place: Destination = .branch(tenant: "acme", branch: "main")) -> Desk {
    var desk = Desk(text: "select id, name, note, age from people", destination: place)
    desk.start()
    desk.connect()
    desk.send(.platform(.listed(Desk.listing)))
    desk.press("F5")
    desk.answer(columns: Self.columns)
    desk.answer(rows: [["1", "Ada", "old", "36"], ["2", "Brendan", nil, nil]])
    desk.complete("SELECT 2")
    desk.finish()
    desk.press("F12 E")
    answer(&desk, Self.facts)
    desk.press("Esc")
    return desk
  }

  /// Answers the last question that the workbench asked for itself.
  private func answer(_ desk: inout Desk, _ results: [[[String?]]] = [], tags: [String] = []) {
    var answer = InquiryAnswer()
    answer.tags = tags
    answer.results = results.map { rows in
      let width = rows.first?.count ?? 12
      var set = ResultSet(columns: (0..<width).map { Column(name: "c\($0)") })
      var builder = RowBatch.Builder(columnCount: width)
      for cell in rows.joined() { if let cell { builder.append(cell) } else { builder.appendNull() } }
      set.append(builder.finish())
      return set
    }
    for case .inquire(_, let id, _) in desk.effects.reversed() {
      desk.send(.inquired(id: id, answer))
      return
    }
  }

  private func line(_ desk: Desk, _ text: String) -> String? { desk.lines.first { $0.contains(text) } }

  private func stageName(_ desk: inout Desk) {
    desk.press("g Home Right E Ctrl-U")
    desk.type("Eve\n")
  }

  private func stageRow(_ desk: inout Desk, name: String) {
    desk.press("I")
    desk.type("name\n\(name)\nadd this\n")
  }

  private func inquired(_ desk: Desk) -> [String] {
    for case .inquire(_, _, let statements) in desk.effects.reversed() { return statements }
    return []
  }

  @Test func `A new row stands in the grid, can be changed there, and goes again`() {
    var desk = desk()
    stageRow(&desk, name: "Dee")
    #expect(line(desk, "Dee")?.contains("+") == true)
    #expect(line(desk, "Dee")?.contains("DEFAULT") == true)
    #expect(line(desk, "Dee")?.contains("NULL") == true)
    #expect(desk.shows("new row · column"))
    desk.press("Right Right Right E")
    desk.type("41\n")
    #expect(line(desk, "Dee")?.contains("41") == true)
    desk.press("D")
    #expect(line(desk, "Dee") == nil && desk.statusLine.contains("no changes are left"))
    desk.press("u")
    #expect(line(desk, "Dee")?.contains("41") == true)
    desk.press("A")
    #expect(desk.shows("insert into public.people (name, age)"))
    #expect(desk.shows("values ('Dee', '41')"))
  }

  @Test func `Commands on rows take a new row for what it is`() {
    var desk = desk()
    stageRow(&desk, name: "Dee")
    desk.press("o")
    #expect(desk.statusLine.contains("the row is new"))
    desk.press("g G p")
    #expect(desk.shows("new row") && desk.shows("Dee"))
    desk.press("p /")
    desk.type("Brendan\n")
    desk.workOnRows()
    #expect(desk.shows("row 2 of 2"))
  }

  @Test func `Quitting asks about changes, and discards them when told so`() {
    var desk = desk()
    stageName(&desk)
    #expect(!desk.press("Ctrl-Q").quits)
    #expect(desk.shows("1 change on acme ▸ main is not applied"))
    desk.type("yes\n")
    #expect(desk.shows("type apply or discard, or Esc to stay"))
    desk.press("Esc")
    #expect(line(desk, "Eve") != nil)
    desk.press("Ctrl-Q")
    #expect(desk.type("discard\n").quits)
  }

  @Test func `Quitting goes on once the changes are applied`() {
    var desk = desk()
    stageName(&desk)
    desk.press("Ctrl-Q")
    desk.type("apply\n")
    #expect(inquired(desk).count == 2 && inquired(desk)[0] == "begin")
    answer(&desk, tags: ["BEGIN", "UPDATE 1"])
    #expect(inquired(desk) == ["commit"] && !desk.effects.quits)
    answer(&desk, tags: ["COMMIT"])
    #expect(desk.effects.quits)
  }

  @Test func `A conflict keeps one from leaving`() {
    var desk = desk()
    stageName(&desk)
    desk.press("Ctrl-Q")
    desk.type("apply\n")
    answer(&desk, tags: ["BEGIN", "UPDATE 0"])
    #expect(inquired(desk).first == "rollback")
    answer(&desk, [[], []])
    #expect(!desk.effects.quits && desk.shows("Nothing is applied"))
    #expect(desk.shows("R reads the rows again, u takes the last change back."))
  }

  @Test func `Rows that were deleted at once come back at once, and a changed one has a mark of its own`() {
    var desk = desk()
    stageName(&desk)
    #expect(line(desk, "Eve")?.contains("~") == true && line(desk, "Brendan")?.contains("~") == false)
    desk.press("g V Down D")
    #expect(desk.shows("· 3 changes") && line(desk, "Brendan")?.contains("−") == true)
    desk.press("u")
    #expect(desk.shows("· 1 change ") && line(desk, "Brendan")?.contains("−") == false && line(desk, "Eve") != nil)
    desk.press("u")
    #expect(line(desk, "Eve") == nil)
  }

  @Test func `The default of a column has a key, which the prompt names`() {
    var desk = desk()
    desk.press("g Home Right Right E")
    #expect(desk.shows("Delete gives NULL and T the default"))
    desk.press("Esc T")
    #expect(line(desk, "Ada")?.contains("DEFAULT") == true)
  }

  @Test func `Statements stand in the question as they are laid out`() {
    var desk = desk()
    stageName(&desk)
    desk.press("A")
    #expect(desk.shows("│ update public.people set") && desk.shows("│     and name = 'Ada'"))
  }

  @Test func `Closing the result and running it again ask too`() {
    var desk = desk()
    stageName(&desk)
    desk.choose("tab.close")
    #expect(desk.shows("not applied"))
    desk.press("Esc R")
    #expect(desk.shows("not applied"))
    desk.type("discard\n")
    #expect(line(desk, "Eve") == nil)
    desk.choose("tab.close")
    #expect(desk.shows("no result yet"))
  }

  @Test func `The question names the database where no branch is known`() {
    var desk = desk(at: .given)
    stageName(&desk)
    desk.press("Ctrl-Q")
    #expect(desk.shows("1 change on acme is not applied"))
  }

  @Test func `Going elsewhere leaves changes in their tab, where they cannot be applied to the wrong branch`() {
    var desk = desk()
    stageName(&desk)
    desk.press("F2")
    desk.type("dev\n")
    #expect(desk.shows("discard to drop them, keep to leave them"))
    desk.type("keep\n")
    desk.connect()
    #expect(desk.state.link.destination == .branch(tenant: "acme", branch: "dev"))
    desk.press("A")
    #expect(desk.statusLine.contains("the rows are of acme ▸ main; go there first"))
    desk.press("E")
    #expect(desk.statusLine.contains("go there first"))
  }

  // MARK: Applied

  /// Whether the names stand one below the other.
  private func order(_ desk: Desk, _ names: [String]) -> Bool {
    let places = names.compactMap { name in desk.lines.firstIndex { $0.contains(name) } }
    return places.count == names.count && zip(places, places.dropFirst()).allSatisfy { $0 + 1 == $1 }
  }

  /// Applies what is staged; the server gives these rows back, those of each statement.
  private func apply(_ desk: inout Desk, _ tags: [String], _ rows: [[[String?]]]) {
    desk.press("A")
    desk.type("apply\n")
    answer(&desk, [[]] + rows, tags: ["BEGIN"] + tags)
    #expect(inquired(desk) == ["commit"])
    answer(&desk, tags: ["COMMIT"])
  }

  @Test func `A changed row shows where it stands what the server made of it, and nothing is run again`() {
    var desk = desk()
    stageName(&desk)
    desk.press("A")
    desk.type("apply\n")
    #expect(inquired(desk).last?.hasSuffix("\n  returning id, name, note, age") == true)
    desk.press("Esc")
    let runs = desk.runs.count
    answer(&desk, [[], [["1", "EVE", "touched", "37"]]], tags: ["BEGIN", "UPDATE 1"])
    answer(&desk, tags: ["COMMIT"])
    let place = desk.lines.firstIndex { $0.contains("EVE") }
    #expect(place != nil && place.map { desk.lines[$0 + 1].contains("Brendan") } == true)
    #expect(place.map { desk.lines[$0].contains("touched") && desk.lines[$0].contains("37") } == true)
    #expect(desk.runs.count == runs && desk.statusLine.contains("1 change applied"))
    #expect(!desk.shows("· 1 change") && line(desk, "EVE")?.contains("~") == false)
  }

  @Test func `Sorted rows stay in their places, new ones come last, deleted ones go`() {
    var desk = desk()
    desk.press("Right s s")
    desk.workOnRows()
    #expect(order(desk, ["Brendan", "Ada"]))
    desk.press("g E Ctrl-U")
    desk.type("Aaron\n")
    stageRow(&desk, name: "Bob")
    apply(&desk, ["UPDATE 1", "INSERT 0 1"], [[["2", "Aaron", nil, nil]], [["3", "Bob", "new", nil]]])
    #expect(order(desk, ["Aaron", "Ada", "Bob"]) && desk.shows("row 3 of 3"))
    desk.press("g D")
    apply(&desk, ["DELETE 1"], [])
    #expect(line(desk, "Aaron") == nil && desk.shows("row 1 of 2"))
    #expect(order(desk, ["Ada", "Bob"]))
    desk.press("s s")
    desk.workOnRows()
    #expect(order(desk, ["Bob", "Ada"]) == false && desk.statusLine.contains("2 rows"))
  }

  @Test func `A new row of one table among several is read again`() {
    var desk = Desk(text: "select id, name, now() from people", destination: .branch(tenant: "acme", branch: "main"))
    desk.start()
    desk.connect()
    desk.press("F5")
    desk.answer(columns: Array(Self.columns.prefix(2)) + [Column(name: "now", typeOID: 1184)])
    desk.answer(rows: [["1", "Ada", "noon"], ["2", "Brendan", "noon"]])
    desk.complete("SELECT 2")
    desk.finish()
    desk.press("F12 E")
    answer(&desk, Self.facts)
    desk.press("Esc")
    stageName(&desk)
    apply(&desk, ["UPDATE 1"], [[["1", "Eve"]]])
    #expect(desk.statusLine.contains("1 change applied · R reads the other columns again"))
    #expect(line(desk, "Eve")?.contains("noon") == true)
    let checks = desk.effects.count
    stageRow(&desk, name: "Dee")
    apply(&desk, ["INSERT 0 1"], [[["3", "Dee"]]])
    #expect(desk.effects[checks...].contains { if case .inspect = $0 { true } else { false } })
  }
}
