import Testing
import TextUI

@testable import Workbench

struct KeyNameStories {
  @Test func `A command is named by the key that gives it from where one is`() {
    var desk = Desk()
    desk.state.focus = .results
    #expect(desk.state.howTo("query.continue") == "m")
    desk.state.focus = .editor
    #expect(desk.state.howTo("query.continue") == "Alt-2 m")
    #expect(desk.state.howTo("query.run") == "F5")
    // No key gives it here.
    #expect(desk.state.howTo("branch.protect") == "branch.protect")
    #expect(desk.state.howTo("row.duplicate") == "row.duplicate")
  }
}
