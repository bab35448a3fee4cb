import TextUI

/// How the panes share the screen, and who has the mouse.
enum PaneCommands {
  private static let zoomed: @Sendable (State) -> String? = { state in
    state.arrangement.isZoomed ? "a pane has the whole screen" : nil
  }

  private static func arrange(
    _ name: String, _ summary: String, unavailable: @escaping @Sendable (State) -> String? = { _ in nil },
    _ change: @escaping @Sendable (inout State) -> Void
  ) -> Command {
    Command(name, summary, unavailable: unavailable) { state in
      change(&state)
      return [.keepLooks(state.looks)]
    }
  }

  static let all: [Command] = [
    arrange("pane.zoom", "Give the focused pane the whole screen, or let the others back") {
      $0.arrangement.isZoomed.toggle()
    },
    arrange("pane.arrange", "Put the results below the editor or beside it") { state in
      state.arrangement.direction = state.arrangement.direction == .stacked ? .sideBySide : .stacked
      state.arrangement.editorShare = nil
    },
    arrange("pane.moveLeft", "Move the border beside the focused pane to the left", unavailable: zoomed) {
      $0.moveBorder(columns: -2, rows: 0)
    },
    arrange("pane.moveRight", "Move the border beside the focused pane to the right", unavailable: zoomed) {
      $0.moveBorder(columns: 2, rows: 0)
    },
    arrange("pane.moveUp", "Move the border between editor and results up", unavailable: zoomed) {
      $0.moveBorder(columns: 0, rows: -1)
    },
    arrange("pane.moveDown", "Move the border between editor and results down", unavailable: zoomed) {
      $0.moveBorder(columns: 0, rows: 1)
    },
    arrange("pane.evenOut", "Give every pane its usual size again") { state in
      state.arrangement.catalogWidth = nil
      state.arrangement.editorShare = nil
      state.arrangement.isZoomed = false
    },
    Command("app.mouse", "Leave the mouse to the terminal, or take it back") { state in
      state.pointer.isReleased.toggle()
      state.say(
        state.pointer.isReleased
          ? "the mouse is the terminal's; \(state.howTo("app.mouse")) takes it back" : "the mouse works in Perch again")
      return [.takeMouse(!state.pointer.isReleased)]
    },
  ]
}

extension State {
  /// Moves the border that a step in that direction means: the catalog's for columns, unless the results stand beside the editor and one
  /// of them has the keys.
  mutating func moveBorder(columns: Int, rows: Int) {
    let places = places
    if columns != 0, focus == .catalog || arrangement.direction == .stacked {
      guard let catalog = places.catalog else { return }
      moveCatalogBorder(to: catalog.maxX + columns)
    } else if let editor = places.editor, places.results != nil {
      moveResultsBorder(to: Point(x: editor.maxX + columns, y: editor.maxY + rows))
    }
  }

  /// `x` is the first column right of the catalog.
  mutating func moveCatalogBorder(to x: Int) {
    arrangement.catalogWidth = min(max(Arrangement.narrowestCatalog, x), size.width - 30)
  }

  /// `place` is where the results begin, below or beside the editor.
  mutating func moveResultsBorder(to place: Point) {
    guard let editor = places.editor, let results = places.results else { return }
    let isBeside = results.y == editor.y
    let room = isBeside ? editor.width + results.width : editor.height + results.height
    let part = isBeside ? place.x - editor.x : place.y - editor.y
    // The next higher thousandth, so that dividing gives the same cell again.
    let share = (part * 1000 + room - 1) / room
    arrangement.editorShare = min(max(Arrangement.shares.lowerBound, share), Arrangement.shares.upperBound)
  }
}
