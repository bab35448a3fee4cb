import Database
import Testing

@testable import Workbench

struct ParameterStories {
  private func sent(_ effects: [Effect]) -> [String]? {
    for case .run(_, _, let statements, _, _) in effects { return statements }
    return nil
  }

  @Test func `Parameters are asked for once, quoted, and remembered`() {
    var desk = Desk.connected(text: "select :name, $1, :name, x::int, a[1:2]")
    #expect(sent(desk.press("F5")) == nil)
    #expect(desk.shows("Value of :name"))
    desk.type("it's")
    #expect(sent(desk.press("Enter")) == nil)
    #expect(desk.shows("Value of $1"))
    desk.type("null")
    let filled = "select  'it''s' ,  null ,  'it''s' , x::int, a[1:2]"
    #expect(sent(desk.press("Enter")) == [filled])
    desk.complete("SELECT 1")
    desk.finish()
    #expect(sent(desk.press("F5")) == [filled])
    desk.complete("SELECT 1")
    desk.finish()
    #expect(sent(desk.choose("query.parameters")) == nil)
    #expect(desk.shows("it's"))
    desk.press("Enter")
    #expect(sent(desk.press("Enter")) == [filled])
  }

  @Test func `Esc runs nothing, and the history keeps the names, not the values`() {
    var desk = Desk.connected(text: "select :secret")
    desk.press("F5")
    #expect(sent(desk.press("Esc")) == nil)
    desk.press("F5")
    desk.type("hush")
    desk.press("Enter")
    desk.complete("SELECT 1")
    let effects = desk.finish()
    for case .recordHistory(let item) in effects { #expect(item.statement == "select :secret") }
    #expect(!effects.isEmpty)
  }

  @Test func `The error of a filled statement stands where it was written`() {
    var desk = Desk.connected(text: "select :a, wrong")
    desk.press("F5")
    desk.type("a long value")
    let text = sent(desk.press("Enter"))?.first ?? ""
    var error = ServerError(severity: "ERROR", sqlState: "42703", message: "column \"wrong\" does not exist")
    error.offset = text.utf8.count - 5
    desk.report(.failed(id: desk.run, statement: 0, error, seconds: 0.01))
    desk.finish()
    #expect(desk.state.editor.buffer.complaint?.offset == 11)
  }
}
