import Database
import SQLText
import Testing
import TextUI
import Workbench

/// Laying text out, and what is told about it while it rests.
struct CheckStories {
  private func format(_ desk: Desk) -> (number: Int, text: String)? {
    for case .format(let number, let text, _) in desk.effects.reversed() {
      return (number, String(decoding: text, as: UTF8.self))
    }
    return nil
  }

  private func inspection(_ desk: Desk) -> (number: Int, statements: [String])? {
    for case .inspect(let number, let statements) in desk.effects.reversed() { return (number, statements) }
    return nil
  }

  @Test func `F8 lays out the statement under the cursor; undo takes it back, the cursor keeps its letter`() throws {
    var desk = Desk.connected(text: "select 1;\nSELECT  a,b FROM t;\nselect 3")
    desk.press("Down End Left Left F8")
    let asked = try #require(format(desk))
    #expect(asked.text == "SELECT  a,b FROM t")
    desk.send(.formatted(number: asked.number, .changed(Array("select a, b from t\n".utf8))))
    #expect(desk.text == "select 1;\nselect a, b from t;\nselect 3")
    desk.type("x")
    #expect(desk.text == "select 1;\nselect a, b from xt;\nselect 3")
    desk.press("Ctrl-Z Ctrl-Z")
    #expect(desk.text == "select 1;\nSELECT  a,b FROM t;\nselect 3")
  }

  @Test func `The whole buffer is laid out, its last line end included`() throws {
    var desk = Desk.connected(text: "SELECT 1")
    desk.choose("edit.formatAll")
    let asked = try #require(format(desk))
    desk.send(.formatted(number: asked.number, .changed(Array("select 1\n".utf8))))
    #expect(desk.text == "select 1\n")
  }

  @Test func `Text that changed meanwhile is not overwritten`() throws {
    var desk = Desk.connected(text: "SELECT 1")
    desk.press("F8")
    let asked = try #require(format(desk))
    desk.type("0")
    desk.send(.formatted(number: asked.number, .changed(Array("select 1\n".utf8))))
    #expect(desk.text == "0SELECT 1")
    #expect(desk.statusLine.contains("changed meanwhile"))
  }

  @Test func `What the parser would read differently stays, and is told`() throws {
    var desk = Desk.connected(text: "SELECT 1")
    desk.press("F8")
    desk.send(.formatted(number: try #require(format(desk)).number, .refused("left alone: why")))
    #expect(desk.text == "SELECT 1")
    #expect(desk.statusLine.contains("left alone: why"))
  }

  @Test func `Text is looked at once it rests, and only what is new of it`() throws {
    var desk = Desk.connected(text: "select 1;\nselec 2;\n\\d x\n")
    desk.send(.tick(10_000))
    let first = try #require(inspection(desk))
    #expect(Set(first.statements) == ["select 1", "selec 2"])
    desk.send(.inspected(number: first.number, first.statements.map { _ in StatementFacts() }))
    desk.press("Ctrl-End")
    desk.type("select 3")
    let count = desk.effects.count
    desk.send(.tick(10_001))
    #expect(desk.effects.count == count)
    desk.send(.tick(10_500))
    #expect(try #require(inspection(desk)).statements == ["select 3"])
  }

  @Test func `An error is underlined at its place and told behind the cursor's line`() throws {
    var desk = Desk.connected(text: "select 1;\nselect )")
    desk.press("Down")
    inspect(&desk) { text in
      var facts = StatementFacts()
      if text == "select )" { facts.errors = [Diagnostic(offset: 7, message: "syntax error at or near \")\"")] }
      return facts
    }
    #expect(desk.shows("select )  ◀ syntax error at or near \")\""))
  }

  @Test func `A statement that only wants to go on is no error while one types it`() {
    func unfinished(_ text: String) -> StatementFacts {
      var facts = StatementFacts()
      facts.errors = [Diagnostic(offset: text.utf8.count, message: "syntax error at end of input")]
      return facts
    }
    var desk = Desk.connected(text: "")
    desk.type("select * from users where ")
    desk.press("Esc")
    inspect(&desk, unfinished)
    #expect(!desk.shows("end of input"))
    desk.press("Home")
    #expect(desk.shows("end of input"))
  }

  @Test func `Names are told only when the catalog is certain not to have them`() {
    var catalog = Catalog(database: "acme")
    catalog.schemas = [Catalog.Schema(name: "public")]
    catalog.relations = [
      Catalog.Relation(oid: 1, schema: "public", name: "users", columns: [Catalog.Attribute(name: "id", type: "int")])
    ]
    catalog.functions = [Catalog.Function(schema: "pg_catalog", name: "count")]
    func told(_ names: StatementNames, isComplete: Bool = true, partitioned: Bool = false) -> String {
      var catalog = catalog
      catalog.isComplete = isComplete
      if partitioned {
        catalog.relations.append(Catalog.Relation(oid: 2, schema: "public", name: "p", kind: .partitionedTable))
      }
      var desk = Desk.connected(text: "select nam from userz", width: 120)
      desk.send(.catalog(session: desk.state.link.session, .success(CompletionEngine(catalog))))
      inspect(&desk) { _ in
        var facts = StatementFacts()
        facts.names = names
        return facts
      }
      return desk.lines.joined(separator: "\n")
    }
    var unknownRelation = StatementNames()
    unknownRelation.relations = [StatementNames.Relation(name: "userz", offset: 16)]
    #expect(told(unknownRelation).contains("relation \"userz\" does not exist"))
    #expect(!told(unknownRelation, isComplete: false).contains("does not exist"))
    #expect(!told(unknownRelation, partitioned: true).contains("does not exist"))
    var given = unknownRelation
    given.given = ["userz"]
    #expect(!told(given).contains("does not exist"))
    var column = StatementNames()
    column.relations = [StatementNames.Relation(name: "users", offset: 16)]
    column.columns = [StatementNames.Path(["nam"], offset: 7)]
    #expect(!told(column).contains("does not exist"))
    column.hasOneSource = true
    #expect(told(column).contains("column \"nam\" does not exist in users"))
    var function = StatementNames()
    function.functions = [StatementNames.Path(["cout"], offset: 7)]
    #expect(told(function).contains("function cout() does not exist"))
  }

  private func inspect(_ desk: inout Desk, _ facts: (String) -> StatementFacts) {
    desk.send(.tick(desk.state.now + 1000))
    if let asked = inspection(desk) { desk.send(.inspected(number: asked.number, asked.statements.map(facts))) }
  }
}
