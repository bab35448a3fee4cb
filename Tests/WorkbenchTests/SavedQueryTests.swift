import Glibc
import SQLText
import Testing
import TextUI

@testable import Workbench

struct SavedQueryTests {
  @Test func `A file says in its comments what it is`() {
    let text = """
      -- name: Big tables
      -- folder: Capacity
      -- description: By size: the largest.
      -- param schema: of this schema = public
      -- param limit: so many
      -- a comment of the query itself
      select 1
      """
    let query = SavedQuery(text: text, fileName: "big", folder: "here")
    #expect(query.title == "Capacity / Big tables" && query.summary == "By size: the largest.")
    #expect(
      query.parameters == [
        SavedQuery.Parameter(name: "schema", summary: "of this schema", usual: "public"),
        SavedQuery.Parameter(name: "limit", summary: "so many", usual: nil),
      ])
    #expect(query.sql == "-- a comment of the query itself\nselect 1")
    #expect(SavedQuery(text: query.text, fileName: "", folder: "").text == query.text)
  }

  @Test(arguments: ["select 1", "", "\n", "-- name:", "--", "-- only a comment\nselect 1"])
  func `A file without a word about itself is called as its file is`(text: String) {
    let query = SavedQuery(text: text, fileName: "file", folder: "folder")
    #expect(query.title == "folder / file")
    #expect(text.hasSuffix(query.sql))
  }

  @Test func `Every starter query of the folder is part of the binary, named, described and one statement`() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let directory = try #require(opendir("/\(root)/Sources/Workbench/Queries/starter"))
    defer { closedir(directory) }
    var files = 0
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(".sql") { files += 1 }
    }
    #expect(files == EmbeddedQueries.all.count && Set(EmbeddedQueries.all.map(\.title)).count == files)
    for query in EmbeddedQueries.all {
      #expect(!query.summary.isEmpty && !query.folder.isEmpty && !query.name.contains("_"), "\(query.name)")
      #expect(StatementSplitter.statements(in: Array(query.sql.utf8)).count == 1, "\(query.name)")
    }
  }

  @Test func `Saved queries are browsed, shown whole and inserted`() {
    var desk = Desk.connected(width: 120, height: 40)
    let effects = desk.press("Alt-Q")
    guard case .listQueries? = effects.first else {
      Issue.record("no list was asked for")
      return
    }
    desk.send(.queriesListed(EmbeddedQueries.all))
    desk.type("waits for whom")
    #expect(desk.shows("Locks / Who waits for whom") && desk.shows("pg_blocking_pids"))
    desk.press("Enter")
    #expect(desk.text.hasPrefix("select w.pid as waiting"))
  }

  @Test(arguments: [
    ("mine", "mine"), ("team/mine", "team / mine"), ("", nil as String?), ("/x", nil), ("a/b/c", nil), (".x", nil),
    ("../x", nil),
  ]) func `A statement is saved under a name, or the name is refused`(answer: String, title: String?) {
    var desk = Desk.connected(text: "select 1")
    desk.choose("queries.save")
    desk.type(answer)
    let saved = desk.press("Enter").lazy.compactMap { if case .saveQuery(let query) = $0 { query } else { nil } }.first
    #expect(saved?.title == title)
    if title != nil { #expect(saved?.sql == "select 1") }
  }
}
