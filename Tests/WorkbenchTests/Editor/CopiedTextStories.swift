import Database
import Testing
import TextUI

@testable import Workbench

/// What is copied elsewhere is pasted in the editor with the keys of every keymap.
struct CopiedTextStories {
  @Test(arguments: [("default", "Ctrl-V"), ("vim", "\" + p"), ("emacs", "Ctrl-Y")])
  func `A cell that was copied can be pasted in the editor`(keymap: String, keys: String) {
    var desk = Desk.connected(text: "select 1 as x", keymap: keymap)
    _ = desk.send(.key(Key(.function(5))))
    desk.answer(columns: [Column(name: "x")])
    desk.answer(rows: [["a cell"]])
    desk.complete("SELECT 1")
    desk.finish()
    for command in ["pane.results", "grid.copyCell", "pane.editor"] { _ = desk.state.run(command: command) }
    desk.press(keys)
    #expect(desk.text.contains("a cell"))
  }
}
