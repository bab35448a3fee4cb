import Testing
import TextUI

@testable import Workbench

struct MenuStories {
  @Test func `Each pane has a menu of its own commands with their keys, and disabled ones say why`() {
    var desk = Desk.connected()
    desk.press("F10")
    #expect(desk.shows(" Editor ") && desk.shows("Run every statement of the buffer in order"))
    desk.type("cancel the running")
    #expect(desk.shows("nothing runs"))
    desk.press("Esc Alt-2 F10")
    #expect(desk.shows(" Results ") && desk.shows("Go one row up"))
    desk.press("Esc Alt-3 F10")
    #expect(desk.shows(" Catalog "))
  }

  @Test func `The right button opens the menu of the pane under it`() {
    var desk = Desk.connected(width: 120, height: 40)
    desk.send(.mouse(MouseEvent(.press(.right), at: Point(x: 80, y: 30))))
    #expect(desk.shows(" Results ") && desk.state.focus == .results)
  }

  @Test func `The tester names keys and what they do anywhere, and takes all of them but two escapes`() {
    var desk = Desk.connected()
    desk.choose("app.keys")
    desk.press("Ctrl-Q F5 Ctrl-C Alt-x")
    #expect(desk.shows("F5") && desk.shows("global: query.run") && desk.shows("global: app.quit"))
    #expect(desk.shows("no command") && !desk.effects.quits)
    desk.press("Esc x Esc Esc")
    #expect(desk.state.overlay == nil)
  }

  @Test
  func `A command that can be run comes before one that cannot and fits as well, and behind one that fits better`() {
    var desk = Desk.connected(text: "select 1;", width: 120)
    func found() -> [String] {
      guard case .picker(let picker) = desk.state.overlay else { return [] }
      return picker.shown.map { picker.rows[$0].label.split(separator: " ").first.map(String.init) ?? "" }
    }
    desk.press("Ctrl-P")
    desk.type("unfold all")
    #expect(found() == ["fold.openAll", "viewer.unfoldAll"])
    desk.press("Esc Ctrl-P")
    desk.type("viewer.unfoldAll")
    #expect(found().first == "viewer.unfoldAll")
    desk.press("Esc Ctrl-P")
    desk.type("record")
    #expect(found().first == "grid.record")
  }

  @Test func `What is chosen from the history stands under it in lines, and ends in a mark where there are too many`() {
    var desk = Desk.connected(width: 80, height: 30)
    desk.press("F4")
    func show(_ statement: String) {
      let item = HistoryItem(statement: statement, outcome: .ok, seconds: 1, database: "d", role: "r")
      desk.send(.historyFound(query: desk.state.historyQuery, [item], isComplete: true))
    }
    show("select one,\n  " + (1...12).map { "column_\($0)" }.joined(separator: ", "))
    #expect(desk.shows(" select one,") && desk.shows("column_1,") && desk.shows("column_12"))
    show("select one,\n" + (1...60).map { "column_\($0)" }.joined(separator: ", "))
    #expect(desk.shows("column_1,") && !desk.shows("column_60") && desk.shows("…"))
    show("1\r\n2\n3\n4 is the last\n5")
    #expect(desk.shows("4 is the last…"))
  }

  @Test func `A row of a list that is too long ends in a mark`() {
    var desk = Desk.connected(width: 60)
    desk.press("Ctrl-P")
    desk.type("commit by hand")
    #expect(desk.lines.contains { $0.contains("transaction.mode") && $0.contains("…") })
  }

  @Test(arguments: [
    ("symbol", "edit.goToStatement"), ("outline", "edit.goToStatement"), ("csv", "query.export"),
    ("execute", "query.run "), ("beautify", "edit.format"), ("uncomment", "edit.toggleComment"),
    ("order by", "grid.sort"), ("diff", "compare"), ("dry run", "query.rehearse"), ("undo", "edit.undo"),
    ("multi cursor", "select."), ("ddl", "tree.describe"),
  ]) func `The palette finds commands by the words of other tools`(word: String, command: String) {
    var desk = Desk.connected()
    desk.press("Ctrl-P")
    desk.type(word)
    guard case .picker(let picker) = desk.state.overlay, let first = picker.selected else {
      Issue.record("nothing is found")
      return
    }
    #expect(first.label.contains(command), "\(first.label)")
  }

  @Test func `Words for the palette are of commands, and not in their names or summaries`() {
    for (name, words) in CommandWords.all {
      guard let command = Commands.all.first(where: { $0.name == name }) else {
        Issue.record("\(name) is no command")
        continue
      }
      let own = Set((command.name + " " + command.summary).lowercased().split { !$0.isLetter })
      let twice = words.split(separator: " ").filter { own.contains($0) }
      #expect(twice.isEmpty, "\(name): \(twice)")
    }
  }
}
