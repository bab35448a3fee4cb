import Database
import SQLText
import Testing
import TextUI
import Workbench

/// Leaving while a statement runs outside of a transaction.
struct StoppingStories {
  /// A statement that may write runs since twelve seconds.
  private func running(_ text: String = "insert into t select n from pg_sleep(60)") -> Desk {
    var desk = Desk.connected(text: text)
    desk.press("F5")
    desk.send(.tick(desk.state.now + 12_000))
    return desk
  }

  @Test func `Leaving asks first about a statement that may write, and stops it`() {
    var desk = running()
    #expect(!desk.press("Ctrl-Q").quits && desk.shows("A statement is running on acme ▸ main"))
    #expect(desk.shows("It has run for 12.0 s and may write") && desk.shows("insert into t select n"))
    #expect(!desk.type("yes\n").quits && desk.shows("type stop or abandon"))
    desk.press("Ctrl-U")
    let effects = desk.type("stop\n")
    #expect(effects.cancels && !effects.quits && desk.state.overlay == nil)
    desk.fail("canceling statement due to user request", state: "57014")
    #expect(desk.finish(cancelled: true).quits)
    #expect(desk.history.map(\.outcome) == [.cancelled])
  }

  @Test func `Escape stays, and what runs goes on`() {
    var desk = running()
    desk.press("Ctrl-Q")
    #expect(desk.press("Esc").isEmpty && desk.state.overlay == nil)
    desk.complete("INSERT 0 1")
    #expect(!desk.finish().quits && desk.statusLine.hasPrefix("INSERT 0 1"))
  }

  @Test func `A statement that was done before it could be stopped is told of, and one stays`() {
    var desk = running()
    desk.press("Ctrl-Q")
    desk.type("stop\n")
    desk.complete("INSERT 0 1")
    #expect(!desk.finish(cancelled: true).quits)
    #expect(desk.statusLine.contains("INSERT 0 1") && desk.statusLine.contains("done before it could be stopped"))
    #expect(desk.press("Ctrl-Q").quits)
    desk = running()
    desk.press("Ctrl-Q")
    desk.type("stop\n")
    desk.fail("duplicate key value violates unique constraint", state: "23505")
    #expect(!desk.finish(cancelled: true).quits && desk.statusLine.hasPrefix("ERROR 23505: duplicate key"))
  }

  @Test func `A server that does not answer keeps nobody`() {
    var desk = running()
    desk.press("Ctrl-Q")
    desk.type("stop\n")
    #expect(!desk.press("Ctrl-Q").quits && desk.shows("A statement is running on"))
    #expect(desk.type("abandon\n").quits)
  }

  @Test func `Who was asked again and stays is not led out by the first answer`() {
    var desk = running()
    desk.press("Ctrl-Q")
    desk.type("stop\n")
    desk.press("Ctrl-Q Esc")
    desk.fail("canceling statement due to user request", state: "57014")
    #expect(!desk.finish(cancelled: true).quits && desk.statusLine.hasPrefix("cancelled"))
  }

  @Test func `A statement that ends under the question settles it, and what is typed stays`() {
    for (typed, leaves) in [("", true), ("stop", true), ("abandon", true), ("sto", false)] {
      var desk = running()
      desk.press("Ctrl-Q")
      desk.type(typed)
      desk.complete("INSERT 0 1")
      #expect(!desk.finish().quits && desk.shows("The statement is over on acme ▸ main"))
      #expect(desk.type("\n").quits == leaves)
    }
  }

  @Test func `A transaction that the run leaves open is asked about next`() {
    var desk = Desk.connected(text: "select 1; begin; insert into t values (1)")
    desk.press("F6 Ctrl-Q")
    #expect(desk.shows("A statement is running on"))
    desk.complete("SELECT 1")
    desk.complete("BEGIN", statement: 1)
    desk.report(.transaction(id: desk.run, .inTransaction))
    desk.complete("INSERT 0 1", statement: 2)
    #expect(!desk.finish(.inTransaction).quits && desk.shows("A transaction is open on"))
    desk = Desk.connected(text: "begin; insert into t values (1)")
    desk.press("F6 Ctrl-Q")
    desk.complete("BEGIN")
    desk.report(.transaction(id: desk.run, .inTransaction))
    #expect(desk.type("stop\n").cancels)
    desk.fail("canceling statement due to user request", state: "57014", statement: 1)
    #expect(!desk.finish(.inError, cancelled: true).quits && desk.shows("A transaction is open on"))
  }

  @Test func `Going elsewhere asks too, and goes there`() {
    var desk = running()
    desk.press("F2")
    desk.type("globex\n")
    #expect(desk.effects.destinations.count == 1 && desk.shows("A statement is running on acme ▸ main"))
    #expect(desk.type("stop\n").destinations.isEmpty)
    desk.fail("canceling statement due to user request", state: "57014")
    #expect(desk.finish(cancelled: true).destinations == [.branch(tenant: "globex", branch: "main")])
    desk.connect()
    #expect(desk.contextLine.contains("globex ▸ main") && desk.state.parked.count == 1)
  }

  @Test func `A statement that is known to only read is left without a question`() throws {
    var desk = Desk.connected(text: "select * from t")
    desk.send(.tick(desk.state.now + 1000))
    for case .inspect(let number, let statements) in desk.effects {
      var facts = StatementFacts()
      facts.writes = false
      desk.send(.inspected(number: number, statements.map { _ in facts }))
    }
    desk.press("F5")
    #expect(desk.press("Ctrl-Q").quits)
  }

  @Test func `A statement whose answer is here, but for the end of the run, is left without a question`() {
    var desk = running()
    desk.complete("INSERT 0 1")
    #expect(desk.press("Ctrl-Q").quits)
  }
}
