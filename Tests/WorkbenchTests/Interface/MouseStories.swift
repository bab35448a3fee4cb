import Database
import Testing
import TextUI

@testable import Workbench

/// Pointing instead of pressing keys.
struct MouseStories {
  private func place(of text: String, in desk: Desk) throws -> Point {
    let wanted = Array(text.unicodeScalars)
    for (y, line) in desk.lines.enumerated() {
      let line = Array(line.unicodeScalars)
      guard line.count >= wanted.count else { continue }
      if let x = (0...line.count - wanted.count).first(where: { line[$0...].starts(with: wanted) }) {
        return Point(x: x, y: y)
      }
    }
    throw Missing(text: text)
  }

  private struct Missing: Error { var text: String }

  private func withRows() -> Desk {
    var desk = Desk.connected(text: "select 1", width: 120, height: 40)
    desk.press("F5")
    desk.answer(columns: [Column(name: "first", typeOID: 25), Column(name: "second", typeOID: 25)])
    desk.answer(rows: (1...50).map { ["a\($0)", "b\($0)"] })
    desk.complete("SELECT 50")
    desk.finish()
    return desk
  }

  @Test func `A press puts the cursor there, twice selects the word, three times the line`() throws {
    var desk = Desk.connected(text: "select one\nfrom two")
    let place = try place(of: "two", in: desk)
    desk.send(.mouse(MouseEvent(.press(.left), at: Point(x: place.x + 1, y: place.y))))
    #expect(desk.buffer.cursor == 17 && desk.state.editor.selectedText == nil)
    desk.send(.mouse(MouseEvent(.press(.left), at: Point(x: place.x + 1, y: place.y))))
    #expect(desk.state.editor.selectedText == "two")
    desk.send(.mouse(MouseEvent(.press(.left), at: Point(x: place.x + 1, y: place.y))))
    #expect(desk.state.editor.selectedText == "from two")
  }

  @Test func `Two presses far apart in time are no double click`() throws {
    var desk = Desk.connected(text: "select one")
    let place = try place(of: "one", in: desk)
    desk.send(.mouse(MouseEvent(.press(.left), at: place)))
    desk.send(.tick(5000))
    desk.send(.mouse(MouseEvent(.press(.left), at: place)))
    #expect(desk.state.editor.selectedText == nil)
  }

  @Test func `A drag selects, over several lines too, and Shift leaves the mouse to the terminal`() throws {
    var desk = Desk.connected(text: "select one\nfrom two")
    let start = try place(of: "one", in: desk)
    let end = try place(of: "two", in: desk)
    desk.send(.mouse(MouseEvent(.press(.left), at: start)))
    desk.send(.mouse(MouseEvent(.drag(.left), at: end)))
    #expect(desk.state.editor.selectedText == "one\nfrom ")
    desk.send(.mouse(MouseEvent(.release, at: end)))
    desk.send(.mouse(MouseEvent(.drag(.left), at: start)))
    desk.send(.mouse(MouseEvent(.press(.left), at: start, modifiers: .shift)))
    #expect(desk.state.editor.selectedText == "one\nfrom ")
  }

  @Test func `A press on a cell goes there, on a header to its column, and the wheel scrolls what is under it`() throws
  {
    var desk = withRows()
    let cell = try place(of: "b3", in: desk)
    desk.send(.mouse(MouseEvent(.press(.left), at: cell)))
    #expect(desk.state.focus == .results && desk.shows("row 3 of 50 · column 2 of 2: second"))
    let header = try place(of: "first", in: desk)
    desk.send(.mouse(MouseEvent(.press(.left), at: header)))
    #expect(desk.state.results.tab?.column == 0)
    desk.press("Alt-1")
    for _ in 1...4 { desk.send(.mouse(MouseEvent(.wheelDown, at: cell))) }
    #expect(desk.state.focus == .editor && desk.state.results.tab?.top == 12)
  }

  @Test func `Borders between panes are dragged, and where they end is kept`() throws {
    var desk = withRows()
    let editor = desk.state.places.editor!
    desk.send(.mouse(MouseEvent(.press(.left), at: Point(x: editor.x + 50, y: editor.maxY - 1))))
    desk.send(.mouse(MouseEvent(.drag(.left), at: Point(x: editor.x + 50, y: editor.maxY + 6))))
    #expect(desk.state.places.editor?.height == editor.height + 6)
    let kept = desk.send(.mouse(MouseEvent(.release, at: Point(x: editor.x + 50, y: editor.maxY + 6))))
    #expect(kept.looks?.arrangement.editorShare != nil)

    let catalog = desk.state.places.catalog!
    desk.send(.mouse(MouseEvent(.press(.left), at: Point(x: catalog.maxX - 1, y: 10))))
    desk.send(.mouse(MouseEvent(.drag(.left), at: Point(x: 40, y: 12))))
    #expect(desk.state.places.catalog?.width == 41)
    desk.send(.mouse(MouseEvent(.drag(.left), at: Point(x: 0, y: 12))))
    #expect(desk.state.places.catalog?.width == Arrangement.narrowestCatalog)
  }

  @Test func `Wherever the border between editor and results is dragged, it follows the pointer`() {
    var desk = withRows()
    for direction in [Arrangement.Direction.stacked, .sideBySide] {
      desk.state.arrangement.direction = direction
      let room = desk.state.places.editor!
      for step in 0..<200 {
        let place = Point(x: room.x + 20 + step % 50, y: room.y + 5 + step % 25)
        desk.state.moveResultsBorder(to: place)
        let results = desk.state.places.results!
        #expect(direction == .stacked ? results.y == place.y : results.x == place.x)
      }
    }
  }

  @Test func `Tabs, hints and rows of lists are pressed`() throws {
    var desk = Desk.connected(text: "one")
    desk.choose("buffer.new")
    #expect(desk.state.editor.active == 1)
    desk.send(.mouse(MouseEvent(.press(.left), at: try place(of: "1 1.sql", in: desk))))
    #expect(desk.state.editor.active == 0)
    desk.send(.mouse(MouseEvent(.press(.left), at: try place(of: "commands", in: desk))))
    #expect(desk.shows("Commands"))
    let row = try place(of: "app.help", in: desk)
    desk.send(.mouse(MouseEvent(.press(.left), at: row)))
    desk.send(.mouse(MouseEvent(.press(.left), at: row)))
    #expect(desk.shows("Help"))
    desk.send(.mouse(MouseEvent(.press(.left), at: Point(x: 0, y: 29))))
    #expect(!desk.shows("Help"))
  }

  @Test func `Panes are zoomed, put side by side and resized by keys`() {
    var desk = withRows()
    desk.press("Alt-Z")
    #expect(desk.state.places.results == nil && desk.state.places.editor?.width == 120)
    desk.press("Alt-Z")
    let kept = desk.press("Alt-L")
    #expect(kept.looks?.arrangement.direction == .sideBySide)
    let editor = desk.state.places.editor!
    #expect(desk.state.places.results?.x == editor.maxX)
    desk.press("Alt-Shift-Left")
    #expect(desk.state.places.editor?.width == editor.width - 2)
    desk.press("Alt-0")
    #expect(desk.state.places.editor?.width == editor.width)
  }

  @Test func `The mouse is given back to the terminal by a key`() {
    var desk = Desk.connected()
    guard case .takeMouse(false)? = desk.press("Alt-M").first else {
      Issue.record("the mouse was not released")
      return
    }
    guard case .takeMouse(true)? = desk.press("Alt-M").first else {
      Issue.record("the mouse was not taken back")
      return
    }
  }
}

extension [Effect] {
  fileprivate var looks: Looks? { lazy.compactMap { if case .keepLooks(let looks) = $0 { looks } else { nil } }.first }
}
