import Database
import Testing

@testable import Workbench

/// Copying rows and writing them to files.
struct ExportStories {
  /// Three rows: `1, a, NULL`.
  private func desk(rows: [[String?]] = [["1", "it's", nil], ["2", "", "x"], ["3", "c,d", "y"]]) -> Desk {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Column(name: "id", typeOID: 20), Column(name: "name"), Column(name: "note")])
    desk.answer(rows: rows)
    desk.complete("SELECT \(rows.count)")
    desk.finish()
    desk.press("Alt-2")
    return desk
  }

  private func asked(_ effects: [Effect]) -> (number: Int, ExportRequest)? {
    effects.lazy.compactMap { if case .export(let number, let request) = $0 { (number, request) } else { nil } }.first
  }

  @Test(arguments: [
    ("cell as text", "it's"), ("row as CSV", "id,name,note\n1,it's,"),
    (
      "row as INSERT",
      "INSERT INTO result (\"id\", \"name\", \"note\") VALUES (1, 'it''s', NULL);"
    ),
    ("column as IN list", "('it''s', '', 'c,d')"), ("column as text", "it's\n\nc,d"),
    ("all rows as CSV", "id,name,note\n1,it's,\n2,\"\",x\n3,\"c,d\",y"),
    ("all rows as IN list", "((2, '', 'x'), (3, 'c,d', 'y'))"),
    ("row as JSON", "[\n{\"id\":1,\"name\":\"it's\",\"note\":null}\n]"), ("cell as IN list", "('it''s')"),
  ]) func `The copy menu copies what its row says`(row: String, expected: String) {
    var desk = desk()
    desk.press("l y")
    desk.type(row)
    #expect(desk.press("Enter").copied == expected)
    #expect(desk.statusLine.hasPrefix("copied \(row == "cell as text" ? "name" : row)"))
  }

  @Test func `Much to copy is put together elsewhere and arrives in the clipboard`() throws {
    var desk = desk(rows: (0..<300).map { ["\($0)", String(repeating: "x", count: 1000), nil] })
    desk.press("y")
    desk.type("all rows as CSV")
    let (number, request) = try #require(asked(desk.press("Enter")))
    #expect(request.destination == .clipboard && desk.statusLine.contains("exporting · 0 of 300 rows"))
    desk.send(.exporting(number: number, rows: 120))
    #expect(desk.statusLine.contains("exporting · 120 of 300 rows"))
    let text = String(decoding: request.source.bytes(request.options), as: UTF8.self)
    #expect(desk.send(.exported(number: number, .copied(text))).copied == String(text.dropLast()))
    #expect(desk.statusLine.hasPrefix("copied all rows as CSV · 300 rows"))
  }

  @Test func `An export asks for a file, and before it replaces one`() throws {
    var desk = desk()
    desk.press("e")
    desk.type("json")
    desk.press("Enter Ctrl-U")
    desk.type("/tmp/a.json")
    let (number, first) = try #require(asked(desk.press("Enter")))
    #expect(first.destination == .file(path: "/tmp/a.json", replaces: false) && first.options.format == .json)
    desk.send(.exported(number: number, .exists))
    desk.read()
    desk.type("y\n")
    #expect(desk.shows("type yes"))
    desk.type("es")
    let (again, second) = try #require(asked(desk.press("Enter")))
    #expect(second.destination == .file(path: "/tmp/a.json", replaces: true))
    desk.send(.exported(number: again, .written(rows: 3, bytes: 99)))
    #expect(desk.statusLine.hasPrefix("exported 3 rows · 99 B to /tmp/a.json"))
  }

  @Test func `An export is stopped by the key that cancels, and another waits for it`() throws {
    var desk = desk()
    desk.press("e Enter")
    let (number, _) = try #require(asked(desk.press("Enter")))
    desk.press("e")
    #expect(desk.statusLine.contains("an export is under way"))
    let stops = desk.press("Ctrl-C").contains { if case .cancelExport(number) = $0 { true } else { false } }
    #expect(stops)
    #expect(desk.statusLine.contains("stopping the export"))
    desk.send(.exported(number: number, .cancelled))
    #expect(desk.statusLine.hasPrefix("the export was stopped"))
    desk.send(.exported(number: number, .written(rows: 1, bytes: 1)))
    #expect(desk.statusLine.hasPrefix("the export was stopped"))
  }

  @Test func `The key that cancels stops the export of a paused result, then the statement`() throws {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Column(name: "id", typeOID: 20)])
    desk.answer(rows: [["1"], ["2"]])
    desk.report(.paused(id: desk.run, statement: 0, rows: 2))
    desk.press("Alt-2 e Enter")
    let (number, _) = try #require(asked(desk.press("Enter")))
    #expect(!desk.press("Ctrl-C").cancels)
    desk.send(.exported(number: number, .cancelled))
    #expect(desk.press("Ctrl-C").cancels)
  }

  @Test func `Rows with NULL that an IN list leaves out are told`() throws {
    var desk = desk()
    desk.press("y")
    desk.type("all rows as in l")
    desk.press("Enter")
    #expect(desk.statusLine.hasPrefix("copied all rows as IN list · 2 rows, 1 with NULL left out · "))
    desk.press("e")
    desk.type("all rows as in l")
    desk.press("Enter")
    let (number, _) = try #require(asked(desk.press("Enter")))
    desk.send(.exported(number: number, .written(rows: 2, bytes: 9, leftOut: 1)))
    #expect(desk.statusLine.hasPrefix("exported 2 rows, 1 with NULL left out · 9 B to "))
  }

  @Test func `Of a result that is not read to its end, the menus offer the rows so far`() {
    var desk = Desk.connected(text: "select * from t")
    desk.press("F5")
    desk.answer(columns: [Column(name: "id", typeOID: 20)])
    desk.answer(rows: [["1"], ["2"]])
    desk.report(.paused(id: desk.run, statement: 0, rows: 2))
    desk.press("Alt-2 e")
    #expect(desk.lines.contains { $0.contains("all rows as CSV") && $0.contains("2 rows so far · id") })
    desk.press("Esc y")
    #expect(desk.lines.contains { $0.contains("column as CSV") && $0.contains("2 rows so far") })
  }

  @Test(arguments: [false, true]) func `A statement on its way to a file that the server stops says why`(
    isWanted: Bool
  ) throws {
    var desk = desk()
    desk.press("e")
    desk.type("every csv")
    desk.press("Enter")
    let effects = desk.press("Enter")
    let id = try #require(effects.lazy.compactMap { if case .runExport(_, let id, _) = $0 { id } else { nil } }.first)
    if isWanted { desk.press("Ctrl-C") }
    let error = ServerError(sqlState: "57014", message: "canceling statement due to statement timeout")
    desk.report(.failed(id: id, statement: 0, error, seconds: 1))
    desk.report(.finished(id: id, .idle, cancelled: isWanted))
    desk.send(.exported(number: id, .cancelled))
    #expect(desk.statusLine.contains("statement timeout") != isWanted)
    #expect(desk.statusLine.hasPrefix("the export was stopped; nothing was written") == isWanted)
  }

  @Test func `What went wrong is said`() throws {
    var desk = desk()
    desk.press("e Enter")
    let (number, _) = try #require(asked(desk.press("Enter")))
    desk.send(.exported(number: number, .failed(Failure("not exported: /x: No space left on device"))))
    #expect(desk.statusLine.hasPrefix("not exported: /x: No space left on device"))
  }

  @Test func `A file is called after the table that the rows come from`() {
    var desk = Desk.connected(text: "x")
    var catalog = Catalog(database: "acme")
    catalog.relations = [Catalog.Relation(oid: 7, schema: "public", name: "Odd/Name")]
    desk.send(.catalog(session: desk.state.link.session, .success(CompletionEngine(catalog))))
    desk.press("F5")
    desk.answer(columns: [Column(name: "id", tableOID: 7), Column(name: "n")])
    desk.answer(rows: [["1", "2"]])
    desk.finish()
    desk.press("Alt-2 e Enter")
    #expect(desk.shows("› OddName.csv"))
    desk.press("Esc y")
    desk.type("rowinsert")
    #expect(desk.press("Enter").copied?.hasPrefix("INSERT INTO \"Odd/Name\" (") == true)
  }
}
