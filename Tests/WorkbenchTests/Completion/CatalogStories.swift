import Database
import Testing
import TextUI

@testable import Workbench

/// The tree of what a database holds, and names as one types.
struct CatalogStories {
  private static let catalog: Catalog = {
    var catalog = Catalog(database: "acme", searchPath: ["app", "public"])
    catalog.schemas = ["app", "audit", "public", "pg_catalog"].map { Catalog.Schema(name: $0) }
    let id = Catalog.Attribute(name: "id", type: "bigint", isNullable: false, isPrimaryKey: true)
    catalog.relations = [
      Catalog.Relation(
        oid: 1, schema: "app", name: "film",
        columns: [
          id, Catalog.Attribute(name: "Title", type: "text"), Catalog.Attribute(name: "language_id", type: "int"),
        ],
        estimatedRows: 12_345),
      Catalog.Relation(oid: 2, schema: "app", name: "language", columns: [id]),
      Catalog.Relation(oid: 3, schema: "audit", name: "film", columns: [id]),
      Catalog.Relation(oid: 4, schema: "public", name: "film", columns: [id]),
      Catalog.Relation(oid: 5, schema: "public", name: "order", kind: .view, columns: [id]),
      Catalog.Relation(oid: 6, schema: "public", name: "film_id_seq", kind: .sequence),
    ]
    catalog.foreignKeys = [
      Catalog.ForeignKey(name: "f", from: 1, fromColumns: ["language_id"], to: 2, toColumns: ["id"])
    ]
    catalog.functions = [
      Catalog.Function(schema: "app", name: "film_length", arguments: "id bigint", result: "interval")
    ]
    catalog.types = [Catalog.TypeEntry(schema: "app", name: "rating", kind: .enumeration, labels: ["G", "PG"])]
    catalog.isComplete = true
    return catalog
  }()

  private func desk(text: String = "") -> Desk {
    var desk = Desk.connected(text: text, width: 180, height: 40)
    desk.send(.catalog(session: desk.state.link.session, .success(CompletionEngine(Self.catalog))))
    return desk
  }

  /// Goes to the row of the tree with that label, counting from the top.
  private func go(_ desk: inout Desk, to label: String, _ count: Int = 1) {
    if desk.state.focus != .catalog { desk.press("Alt-3") }
    desk.press("g")
    var left = count
    for row in desk.state.browser.rows {
      if row.label == label { left -= 1 }
      if left == 0 { return }
      desk.press("j")
    }
    Issue.record("no row \(label)")
  }

  @Test(arguments: ["\\d film", "\\d+ app.film;", "\\d \"film\""])
  func `A table is described from the tree, and as in psql`(
    command: String
  ) {
    var desk = desk(text: command)
    desk.press("F5")
    #expect(desk.shows("table app.film · about 12,345 rows") && desk.shows("Title") && desk.runs.isEmpty)
    #expect(desk.shows("language_id → language (id)"))
    desk.press("Esc")
    go(&desk, to: "language")
    desk.press("d")
    #expect(desk.shows("referred to by") && desk.shows("film (language_id) → id"))
  }

  @Test func `The tree shows the schemas of the search path open, with what they hold`() {
    let desk = desk()
    let labels = desk.state.browser.rows.map { "\($0.depth) \($0.label)" }
    #expect(
      labels == [
        "0 app", "1 film", "1 language", "1 functions", "1 types", "0 audit", "0 public", "1 film", "1 order",
        "0 pg_catalog",
      ])
    #expect(desk.shows("film") && desk.shows("12k") && desk.shows("view"))
  }

  @Test func `A table opens to its columns with types and keys, and closes`() {
    var desk = desk()
    go(&desk, to: "film")
    desk.press("l")
    for text in ["id  bigint PK", "Title  text", "language_id  int → language"] { #expect(desk.shows(text), "\(text)") }
    desk.press("j j h")
    #expect(desk.state.browser.row?.label == "film")
    desk.press("h")
    #expect(!desk.shows("→ language"))
    go(&desk, to: "types")
    desk.press("Enter j")
    #expect(desk.shows("rating  G | PG"))
  }

  @Test(arguments: [
    ("film", 1, "film"), ("film", 2, "public.film"), ("order", 1, "\"order\""), ("app", 1, "app"),
  ]) func `A name is inserted as a statement needs it`(label: String, count: Int, name: String) {
    var desk = desk()
    go(&desk, to: label, count)
    desk.press("i")
    #expect(desk.text == name && desk.state.focus == .editor)
  }

  @Test func `Columns and what the search path does not find are inserted with what they need`() {
    var desk = desk()
    go(&desk, to: "audit")
    desk.press("l j i")
    #expect(desk.text == "audit.film")
    go(&desk, to: "film")
    desk.press("l j j i")
    #expect(desk.text == "audit.film\"Title\"")
  }

  @Test func `Rows of the very table under the cursor are shown`() {
    var desk = desk()
    go(&desk, to: "film", 2)
    desk.press("p")
    #expect(desk.runs == [["select * from public.film limit 1000"]])
    desk.fail("permission denied", state: "42501", at: 14)
    desk.finish()
    // The statement is not in the buffer: nothing there is marked.
    #expect(!desk.shows("◀") && desk.shows("permission denied"))
  }

  @Test func `A new catalog keeps what is open and selected`() {
    var desk = desk()
    go(&desk, to: "film")
    desk.press("l j")
    var newer = Self.catalog
    newer.relations.insert(Catalog.Relation(oid: 9, schema: "app", name: "actor"), at: 0)
    desk.send(.catalog(session: desk.state.link.session, .success(CompletionEngine(newer))))
    #expect(desk.shows("actor") && desk.shows("language_id") && desk.state.browser.row?.label == "id")
  }

  @Test func `The catalog of the place one left is gone at once`() {
    var desk = desk(text: "select * from fil")
    desk.press("End F2")
    desk.type("globex\n")
    desk.connect()
    #expect(desk.shows("reading the catalog") && !desk.shows("language"))
    desk.press("Ctrl-Space")
    #expect(!desk.shows("film"))
  }

  @Test func `A catalog that could not be read is said`() {
    var desk = Desk.connected()
    let error = ServerError(sqlState: "42501", message: "permission denied for pg_class")
    desk.send(.catalog(session: desk.state.link.session, .failure(error)))
    #expect(desk.statusLine.hasPrefix("the catalog could not be read: ERROR 42501"))
  }

  @Test func `Names show while one types and are taken with Tab`() {
    var desk = desk()
    desk.type("select * from lan")
    #expect(desk.shows("language") && desk.state.editor.popup != nil)
    desk.press("Tab")
    #expect(desk.text == "select * from language" && desk.state.editor.popup == nil)
    desk.press("Ctrl-Z")
    #expect(desk.text == "select * from lan")
  }

  @Test func `The names close with Escape, a space, or when nothing fits`() {
    for key in ["Esc", "Space", "Left", "F12"] {
      var desk = desk()
      desk.type("select * from fil")
      #expect(desk.state.editor.popup != nil)
      desk.press(key)
      #expect(desk.state.editor.popup == nil, "\(key)")
    }
    var desk = desk()
    desk.type("select * from filzzz")
    #expect(desk.state.editor.popup == nil)
    desk.press("Ctrl-Space")
    #expect(desk.statusLine.contains("nothing completes here"))
  }

  @Test(arguments: [
    "select * from ", "select * from film join ", "select * from film f join language l on ", "insert into ",
    "insert into film (", "update film set ", "select * from film where ", "select * from film order by ",
    "alter table ", "grant select on ",
  ]) func `The names show by themselves behind a word that one must follow`(text: String) {
    var desk = desk()
    desk.type(text)
    #expect(desk.state.editor.popup != nil, "\(text)")
    desk.press("Enter")
    #expect(desk.text.hasPrefix(text + "\n") && desk.state.editor.popup == nil)
  }

  @Test(arguments: ["select ", "select * from film ", "create table ", "-- from ", "select 'from ", "select 1 as "])
  func `No names show by themselves where something else may stand`(text: String) {
    var desk = desk()
    desk.type(text)
    #expect(desk.state.editor.popup == nil, "\(text)")
  }

  @Test func `A list that opened by itself is taken from with Tab, or with Enter once one went into it`() {
    var desk = desk()
    desk.type("select * from ")
    let names = desk.state.editor.popup?.completion.items.map(\.insert) ?? []
    desk.press("Tab")
    #expect(desk.text == "select * from \(names[0])")
    desk.press("Ctrl-Z")
    desk.type(" ")
    desk.press("Backspace Down Enter")
    #expect(desk.text == "select * from \(names[1])")
  }

  @Test func `Enter behind a word that is written in full starts a new line`() {
    var desk = desk()
    desk.type("select * from film")
    #expect(desk.state.editor.popup?.completion.items.first?.insert == "film")
    desk.press("Enter")
    #expect(desk.text == "select * from film\n")
    desk.type("limi")
    desk.press("Enter")
    #expect(desk.text == "select * from film\nlimit")
  }

  @Test(arguments: [
    "select * from film a", "select * from film s", "select * from film x", "select f", "select * from mlf",
  ])
  func `Enter behind an alias, or letters that begin nothing, starts a new line`(text: String) {
    var desk = desk()
    desk.type(text)
    desk.press("Enter")
    #expect(desk.text == text + "\n")
  }

  @Test func `The labels of an enumeration show by themselves where one is due`() {
    var desk = Desk.connected(text: "")
    let catalog = SchemaScript.catalog(
      of: Array("create type rating as enum ('G', 'PG'); create table film (rating rating);".utf8))
    desk.send(.catalog(session: desk.state.link.session, .success(CompletionEngine(catalog))))
    desk.type("select * from film where rating = ")
    #expect(desk.state.editor.popup?.completion.items.first?.insert == "'G'")
    desk.press("Enter")
    #expect(desk.text == "select * from film where rating = \n")
  }

  @Test func `No list opens by itself in front of a word`() {
    var desk = desk(text: "select * from language")
    desk.press("Home")
    for _ in 0..<13 { desk.press("Right") }
    desk.type(" ")
    #expect(desk.state.editor.popup == nil)
  }

  @Test func `One goes through the names in a circle`() throws {
    var desk = desk()
    desk.type("select * from f")
    let popup = try #require(desk.state.editor.popup)
    let count = popup.completion.items.count
    #expect(count > 1)
    desk.press("Up")
    #expect(desk.state.editor.popup?.selected == count - 1)
    desk.press("Down Down")
    #expect(desk.state.editor.popup?.selected == 1)
    desk.press("Enter")
    #expect(desk.text == "select * from \(popup.completion.items[1].insert)")
  }

  @Test func `A table that another one hides is completed with its schema`() {
    var desk = desk()
    desk.type("select * from fil")
    let inserts = desk.state.editor.popup?.completion.items.map(\.insert) ?? []
    #expect(inserts.contains("film") && inserts.contains("public.film") && inserts.contains("audit.film"), "\(inserts)")
  }

  @Test(arguments: [(0, "0"), (950, "950"), (1000, "1k"), (1234, "1.2k"), (80_100, "80k"), (1_250_000, "1.2M")])
  func `Rows are counted about`(number: Int64, text: String) {
    #expect(shortCount(number) == text)
  }

  private func partitioned() -> Desk {
    var catalog = Catalog(database: "parts")
    catalog.schemas = [Catalog.Schema(name: "public")]
    let day = [Catalog.Attribute(name: "day", type: "date")]
    catalog.relations = [
      Catalog.Relation(oid: 2, schema: "public", name: "a_sale_2026", columns: day),
      Catalog.Relation(oid: 3, schema: "public", name: "other", columns: day),
      Catalog.Relation(oid: 1, schema: "public", name: "sale", kind: .partitionedTable, columns: day),
    ]
    catalog.relations[0].partitionOf = 1
    var desk = Desk.connected(text: "select * from ", width: 180, height: 40)
    desk.send(.catalog(session: desk.state.link.session, .success(CompletionEngine(catalog))))
    return desk
  }

  @Test func `Partitions stand below their table, and the tree says that columns are still read`() {
    var desk = partitioned()
    #expect(desk.shows("Catalog · reading columns …"))
    #expect(desk.state.browser.rows.map(\.label) == ["public", "other", "sale"])
    go(&desk, to: "sale")
    desk.press("Enter")
    #expect(
      desk.state.browser.rows.map { "\($0.depth) \($0.label) \($0.detail)" }.dropFirst(2) == [
        "1 sale parts", "2 day date", "2 a_sale_2026 partition",
      ])
  }

  @Test func `A table is offered before its partitions, and these say whose they are`() {
    let engine = partitioned().state.completion
    let text = Array("select * from ".utf8)
    let items = engine.complete(text: text, cursor: text.count, limit: 10).items.filter { $0.kind == .table }
    #expect(items.map(\.label) == ["other", "sale", "a_sale_2026"])
    #expect(items.last?.detail == "partition of sale")
    let typed = engine.complete(text: text + Array("sale".utf8), cursor: text.count + 4, limit: 10).items
    #expect(typed.first?.label == "sale")
  }
}
