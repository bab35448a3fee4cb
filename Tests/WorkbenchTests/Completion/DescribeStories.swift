import Database
import Testing
import TextUI

@testable import Workbench

/// What a statement would return, asked for without running it.
struct DescribeStories {
  private func described(_ effects: [Effect]) -> (id: Int, statement: String)? {
    for case .describe(_, let id, let statement) in effects { return (id, statement) }
    return nil
  }

  private func answer(_ names: [String], _ types: [String]) -> InquiryAnswer {
    var answer = InquiryAnswer()
    var rows = ResultSet(columns: [Column(name: "format_type", typeOID: 25)])
    var builder = RowBatch.Builder(columnCount: 1)
    for type in types { builder.append(type) }
    rows.append(builder.finish())
    answer.results = [
      ResultSet(columns: []), ResultSet(columns: names.map { Column(name: $0, typeOID: 25) }), rows,
    ]
    return answer
  }

  @Test func `The output columns of the statement under the cursor are shown with their types`() throws {
    var desk = Desk.connected(text: "select 1;\nselect id, total from orders")
    desk.press("Ctrl-End")
    let asked = try #require(described(desk.press("Alt-I")))
    #expect(asked.statement == "select id, total from orders")
    #expect(desk.runs.isEmpty && desk.statusLine.contains("describing"))
    desk.send(.inquired(id: asked.id, answer(["id", "total"], ["bigint", "numeric(12,2)"])))
    #expect(desk.shows("2 columns of select id, total from orders"))
    #expect(desk.shows("bigint") && desk.shows("numeric(12,2)"))
    desk.press("Esc")
    #expect(!desk.shows("bigint"))
  }

  @Test func `An error stands at its place`() throws {
    var desk = Desk.connected(text: "select 1;\nselect :a, wrong")
    desk.press("Ctrl-End")
    let asked = try #require(described(desk.press("Alt-I")))
    #expect(asked.statement == "select  null , wrong")
    var answer = InquiryAnswer()
    answer.failure = ServerError(severity: "ERROR", sqlState: "42703", message: "column \"wrong\" does not exist")
    answer.failure?.offset = asked.statement.utf8.count - 5
    answer.failedStatement = 0
    desk.send(.inquired(id: asked.id, answer))
    #expect(desk.state.editor.buffer.complaint?.offset == 21)
    #expect(desk.statusLine.contains("column \"wrong\" does not exist"))
  }

  @Test func `A statement without output says so, and waiting for an answer can be ended`() throws {
    var desk = Desk.connected(text: "drop table t")
    let asked = try #require(described(desk.press("Alt-I")))
    let cancels = desk.press("Ctrl-C").contains { if case .cancel = $0 { true } else { false } }
    #expect(cancels)
    desk.send(.inquired(id: asked.id, answer([], [])))
    #expect(desk.statusLine.contains("returns no columns"))
  }
}
