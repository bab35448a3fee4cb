import TextUI

extension State {
  /// Columns that hints may take.
  var hintRoom: Int {
    guard continuations == nil else { return size.width - 2 }
    return min(size.width / 2, size.width - DisplayWidth.of(statusNow.text) - DisplayWidth.of(modeText) - 6)
  }

  /// The hints that have room, from the right; what a press of the mouse there runs.
  func hintPlaces(
    room: Int, in rect: Rect
  ) -> [(key: String, what: String, command: String, columns: Range<Int>)] {
    var places: [(key: String, what: String, command: String, columns: Range<Int>)] = []
    var end = rect.maxX
    // The first that fit: they are the ones that are needed most.
    var left = room
    let fitting = hints.prefix { hint in
      left -= DisplayWidth.of(hint.key) + DisplayWidth.of(hint.what) + 3
      return left >= 0
    }
    for hint in fitting.reversed() {
      let width = DisplayWidth.of(hint.key) + DisplayWidth.of(hint.what) + 3
      places.append((hint.key, hint.what, hint.command, end - width..<end))
      end -= width
    }
    return places
  }

  /// Runs the command whose hint is pressed.
  mutating func pressHint(_ place: Point) -> [Effect] {
    let pressed = hintPlaces(room: hintRoom, in: places.statusBar).first { $0.columns.contains(place.x) }
    return pressed.map { run(command: $0.command) } ?? []
  }

  private static let gridHints = [
    ("grid.search", "search"), ("grid.jumpToColumn", "column"), ("grid.copy", "copy"), ("grid.export", "export"),
  ]
  /// Where statistics or a chart stand in place of the rows.
  private static let panelHints = [("chart.next", "next chart"), ("grid.statistics", "statistics")]

  /// Keys worth knowing here, from the live keymap.
  private var hints: [(key: String, what: String, command: String)] {
    if let next = continuations { return next.map { ($0.keys, $0.command, $0.command) } }
    let wanted: [(String, String)] =
      activeRun != nil && !results.isPaused
      ? [("query.cancelOrCopy", "cancel")]
      : focus == .results
        ? (results.tab?.panel == nil ? Self.gridHints : Self.panelHints) + [("pane.editor", "editor")]
        : focus == .catalog
          ? [
            ("tree.preview", "rows"), ("tree.describe", "describe"), ("tree.insertName", "insert"),
            ("pane.editor", "editor"),
          ]
          : [
            ("query.run", "run"), ("branch.switch", "switch"), ("history.open", "history"), ("app.palette", "commands"),
          ]
    return wanted.compactMap { command, what in keymap.key(for: command).map { ($0, what, command) } }
  }
}
