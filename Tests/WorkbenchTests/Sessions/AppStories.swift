import Database
import Testing
import TextUI

@testable import Workbench

/// Looks, keys, and finding out what there is.
struct AppStories {
  @Test(arguments: EmbeddedFiles.themes.map(\.name)) func `Every theme can be chosen and shows at once`(name: String) {
    var desk = Desk.connected()
    desk.choose("theme.choose")
    desk.type(name)
    #expect(desk.state.themeName == name)
    desk.press("Esc")
    #expect(desk.state.themeName == "dark")
    desk.choose("theme.choose")
    desk.type("\(name)\n")
    #expect(desk.state.themeName == name && desk.frame[0, 0].style == Desk.themes[name]![.contextBar])
  }

  @Test func `The keymap with modes begins in normal mode and inserts when told`() {
    var desk = Desk.connected(text: "ab", keymap: "vim")
    desk.type("l")
    #expect(desk.text == "ab" && desk.buffer.cursor == 1)
    desk.type("ixy")
    desk.press("Esc")
    #expect(desk.text == "axyb")
    desk.type("gg")
    desk.type("x")
    #expect(desk.text == "xyb" && desk.buffer.cursor == 0)
    desk.type("u")
    #expect(desk.text == "axyb")
  }

  @Test func `Keys that were begun show how they go on`() {
    var desk = Desk.connected(keymap: "emacs")
    desk.press("Ctrl-X")
    #expect(desk.statusLine.contains("Ctrl-X h select.all"))
    desk.press("h")
    #expect(!desk.statusLine.contains("Ctrl-X"))
  }

  @Test func `The palette finds commands by their words and says why one cannot run`() {
    var desk = Desk.connected()
    desk.press("Ctrl-P")
    desk.type("cancel running")
    #expect(desk.shows("query.cancel  Cancel the running statement") && desk.shows("nothing runs"))
    desk.press("Enter")
    #expect(desk.statusLine.contains("nothing runs") && !desk.effects.cancels)
  }

  @Test(arguments: ["manual commit", "commit manual", "hand commit"])
  func `The palette finds a command by words of its name and summary in any order`(words: String) {
    var desk = Desk.connected()
    desk.press("Ctrl-P")
    desk.type(words)
    guard case .picker(let picker) = desk.state.overlay else {
      Issue.record("no palette")
      return
    }
    #expect(picker.selected?.choice == .command("transaction.mode"))
  }

  @Test func `Escape with a key behind it runs that key, though Escape itself does nothing`() {
    var desk = Desk.connected(text: "select 1")
    desk.press("Alt-F1")
    #expect(desk.shows("Help"))
  }

  @Test func `What is said of one key goes with the next, and the outcome of the last run comes back`() {
    var desk = Desk.connected(text: "select 1")
    desk.press("F5")
    desk.answer(columns: [Column(name: "a")])
    desk.answer(rows: [["1"]])
    desk.complete("SELECT 1")
    desk.finish()
    let outcome = desk.state.status.text
    #expect(!outcome.isEmpty && desk.statusLine.hasPrefix(outcome))
    desk.choose("transaction.commit")
    #expect(desk.statusLine.contains("no transaction is open"))
    desk.press("Esc")
    #expect(desk.statusLine.hasPrefix(outcome))
    desk.press("Alt-V")
    #expect(desk.statusLine.contains("does nothing here"))
    desk.type("x")
    #expect(desk.statusLine.hasPrefix(outcome))
  }

  @Test func `Trouble that is longer than the last line takes lines above it, other news does not`() {
    var desk = Desk.connected(width: 40, height: 24)
    let reason = "the host does not answer in time, and nobody knows what became of it (request r-17)"
    desk.send(.failed(Failure(reason)))
    #expect(desk.statusLine == reason && desk.lines.last?.contains("(request r-17)") == true)
    desk.send(.recovered(reason))
    #expect(desk.lines.last?.hasSuffix("…") == true && !desk.shows("r-17"))
    desk.send(.failed(Failure(String(repeating: "far too long ", count: 50))))
    #expect(desk.state.statusLines.count == 6 && desk.lines.last?.hasSuffix("…") == true)
  }

  @Test func `The help names all keys of a command in one line, in the order of the commands`() throws {
    var desk = Desk.connected()
    desk.press("F1")
    guard case .help(let help) = desk.state.overlay else {
      Issue.record("no help")
      return
    }
    let run = try #require(help.lines.first { $0.text.hasSuffix("(query.run)") })
    #expect(run.keys == "F5, Ctrl-J, Alt-Enter, Ctrl-Enter")
    #expect(desk.shows("F5, Ctrl-J, Alt-Enter, Ctrl-Enter") || help.lines.firstIndex { $0.keys == run.keys }! > 20)
    let names = help.lines.drop { $0.text != "global" }.dropFirst().prefix { !$0.isHeading }.map { line in
      String(line.text.split(separator: "(").last!.dropLast())
    }
    #expect(names == Commands.all.map(\.name).filter(names.contains) && names.count > 20)
  }

  @Test(arguments: ["default", "vim", "emacs"])
  func `What is enough to begin with stands first in the help and where no result is yet`(
    keymap: String
  ) {
    var desk = Desk.connected(keymap: keymap)
    #expect(desk.shows("Run the selection or the statement under the cursor") && desk.shows("Show what may stand here"))
    desk.press("F5")
    desk.press("F1")
    guard case .help(let help) = desk.state.overlay else {
      Issue.record("no help")
      return
    }
    #expect(help.lines[0].isHeading && help.lines[1].keys.contains("F5"))
    #expect(help.lines.prefix { $0 == help.lines[0] || !$0.isHeading }.contains { $0.text.hasPrefix("Leave Perch") })
  }

  @Test func `The help tells what keys do also where it is narrow`() {
    var desk = Desk.connected(width: 40, height: 12)
    desk.press("F1")
    #expect(desk.shows("F5") && desk.shows("Run the selection"))
  }

  @Test func `The help lists the keys of the place one is in, and every command`() {
    var desk = Desk.connected()
    desk.press("Alt-2 F1")
    #expect(desk.shows("grid") && desk.shows("(grid."))
    guard case .help(let help) = desk.state.overlay else {
      Issue.record("no help")
      return
    }
    for command in Commands.all {
      #expect(help.lines.contains { $0.text.contains(command.name) }, "\(command.name)")
    }
    desk.press("Esc")
    #expect(desk.state.overlay == nil)
  }

  @Test func `The history is searched as one types, and a statement comes back to the cursor`() throws {
    var desk = Desk.connected(text: "-- \n")
    desk.press("Ctrl-End F4")
    guard case .searchHistory(_, "fi")? = desk.type("fi").last else {
      Issue.record("nothing is searched for")
      return
    }
    var item = HistoryItem(statement: "select *\nfrom film", outcome: .ok, seconds: 1, database: "d", role: "r")
    item.rows = 1234
    desk.send(.historyFound(query: desk.state.historyQuery - 1, [item], isComplete: true))
    #expect(!desk.shows("from film"))
    desk.send(.historyFound(query: desk.state.historyQuery, [item], isComplete: true))
    #expect(desk.shows("select * from film") && desk.shows("ok · 1,234 · 1.0 s · d"))
    desk.press("Enter")
    #expect(desk.text == "-- \nselect *\nfrom film" && desk.runs.isEmpty)
  }

  @Test func `A statement that is written late comes in front, unless somebody has gone through the list`() {
    var desk = Desk.connected()
    desk.press("F4")
    let items = ["late", "early", "first"].map {
      HistoryItem(statement: $0, outcome: .ok, seconds: 1, database: "d", role: "r")
    }
    func found(_ items: [HistoryItem]) -> Event {
      .historyFound(query: desk.state.historyQuery, items, isComplete: true)
    }
    desk.send(found(Array(items.dropFirst())))
    desk.send(found(items))
    #expect(desk.shows("▸ late"))
    desk.press("Down")
    desk.send(found(items))
    #expect(desk.shows("▸ early"))
  }

  @Test func `Escape with a key right behind it is Escape and that key where nobody wants Alt`() {
    var desk = Desk.connected(text: "a")
    desk.press("Ctrl-P Alt-x")
    #expect(desk.state.overlay == nil && desk.text == "xa")
  }
}
