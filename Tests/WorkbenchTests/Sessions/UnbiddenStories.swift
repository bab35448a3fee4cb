import Database
import SQLText
import Testing
import TextUI

@testable import Workbench

/// Questions that open by themselves, and somebody who types just then.
struct UnbiddenStories {
  /// The question stands on the screen, and what is typed goes where it went before.
  private func expectUnread(_ desk: inout Desk, _ title: String) throws {
    let cursor = try #require(desk.frame.cursor)
    #expect(desk.shows(title) && desk.text.isEmpty)
    desk.type("a")
    desk.send(.paste(Array("b".utf8)))
    #expect(desk.text == "ab" && desk.shows(title))
    #expect(desk.frame.cursor == Point(x: cursor.x + 2, y: cursor.y))
    // Who goes on typing is left alone.
    for _ in 0..<3 {
      desk.send(.tick(desk.state.now + 399))
      desk.type("c")
    }
    #expect(desk.text == "abccc" && desk.shows(title))
    let due = try #require(desk.state.wakesAt)
    desk.send(.tick(due))
    let line = try #require(desk.frame.cursor)
    #expect(desk.lines[line.y].contains("›") && line != cursor)
    desk.type("d")
    #expect(desk.text == "abccc")
  }

  /// A branch is being made, and the platform has not answered.
  private func making() throws -> (desk: Desk, operation: Int) {
    var desk = Desk.connected()
    desk.press("F2 Ctrl-N")
    for case .changePlatform(let operation, _, _) in desk.type("try\n") { return (desk, operation) }
    throw Failure("no branch is asked for")
  }

  @Test func `A refusal of the platform does not catch keys`() throws {
    var (desk, operation) = try making()
    var refusal = PlatformRefusal("branch \"try\" exists already")
    refusal.isAboutName = true
    desk.send(.platform(.refused(operation: operation, refusal)))
    try expectUnread(&desk, "New branch of acme ▸ main")
    #expect(desk.shows("tryd"))
    (desk, operation) = try making()
    desk.send(.platform(.refused(operation: operation, PlatformRefusal("main is in use", offersDump: true))))
    try expectUnread(&desk, "Copy acme ▸ main by dump?")
  }

  @Test func `A file in the way does not catch keys`() throws {
    var desk = Desk.connected()
    desk.press("Ctrl-S")
    desk.type("/tmp/a.sql\n")
    desk.send(.fileConflict(path: "/tmp/a.sql", buffer: desk.state.editor.buffer.id, .exists))
    try expectUnread(&desk, "Save /tmp/a.sql?")
  }

  @Test func `A file that an export would replace does not catch keys`() throws {
    var desk = Desk.connected(text: "select 1")
    desk.press("F5")
    desk.answer(columns: [Column(name: "x")])
    desk.answer(rows: [["1"]])
    desk.complete("SELECT 1")
    desk.finish()
    desk.press("Ctrl-A Delete Alt-2 e")
    desk.type("json")
    desk.press("Enter Ctrl-U")
    desk.type("/tmp/a.json\n")
    desk.press("Esc")
    for case .export(let number, _) in desk.effects.reversed() {
      desk.send(.exported(number: number, .exists))
      break
    }
    try expectUnread(&desk, "Replace the file?")
  }

  @Test func `What a server leaves to be asked does not catch keys`() throws {
    var desk = Desk.connected()
    desk.choose("transaction.begin")
    desk.complete("BEGIN")
    desk.finish(.inTransaction)
    desk.press("F2")
    desk.type("globex\nkeep\n")
    desk.connect()
    desk.choose("transaction.begin")
    desk.complete("BEGIN")
    desk.finish(.inTransaction)
    desk.press("Ctrl-Q")
    desk.type("commit\n")
    desk.send(.tick(desk.state.now + 2000))
    desk.complete("COMMIT")
    desk.finish()
    try expectUnread(&desk, "Transactions are open on acme ▸ main")
  }

  @Test func `A question waits for what is open, and opens behind it`() throws {
    var (desk, operation) = try making()
    desk.press("F1")
    desk.send(.platform(.refused(operation: operation, PlatformRefusal("main is in use", offersDump: true))))
    #expect(!desk.shows("Copy acme ▸ main by dump?"))
    desk.press("Esc")
    #expect(desk.shows("Copy acme ▸ main by dump?"))
    desk.press("F4")
    #expect(!desk.shows("Copy acme ▸ main by dump?"))
    desk.press("Esc")
    desk.read()
    #expect(desk.type("yes\n").change?.tenant == "acme" && desk.state.overlay == nil)
  }

  @Test func `The question about a statement takes keys at once, unless one was pressed meanwhile or it came late`()
    throws
  {
    func asked(_ meanwhile: (inout Desk) -> Void) throws -> Desk {
      var desk = Desk.connected(text: "delete from users")
      desk.press("F5")
      meanwhile(&desk)
      for case .inspect(let number, _) in desk.effects.reversed() {
        var facts = StatementFacts()
        facts.destroys = .deleteWithoutWhere
        desk.send(.inspected(number: number, [facts]))
        break
      }
      #expect(desk.shows("DELETE without WHERE deletes every row"))
      return desk
    }
    var desk = try asked { _ in }
    desk.type("run\n")
    #expect(desk.runs == [["delete from users"]])
    desk = try asked { $0.type("x") }
    desk.type("run\n")
    #expect(desk.runs.isEmpty && desk.text.hasPrefix("xrun\n"))
    desk = try asked { $0.send(.tick($0.state.now + 2000)) }
    desk.type("y")
    #expect(desk.text == "ydelete from users")
  }
}
