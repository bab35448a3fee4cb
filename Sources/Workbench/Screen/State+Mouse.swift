import TextUI

/// What the mouse is in the middle of.
struct Pointer: Sendable {
  enum Drag: Sendable, Hashable { case catalogBorder, resultsBorder, selection }

  var drag: Drag?
  /// The last press, for telling double clicks.
  private var lastPlace: Point?
  private var lastTime: Int64 = 0
  private var count = 0
  /// Whether the user left the mouse to the terminal.
  var isReleased = false

  private static let doubleClickTime: Int64 = 400

  /// How often in a row the place was pressed: 1, 2 or 3, then 1 again.
  mutating func press(_ place: Point, at time: Int64) -> Int {
    let isRepeated = place == lastPlace && time - lastTime <= Self.doubleClickTime
    count = isRepeated ? count % 3 + 1 : 1
    lastPlace = place
    lastTime = time
    return count
  }
}

extension State {
  /// Lines that a turn of the wheel scrolls.
  private static let wheelLines = 3

  mutating func take(_ event: MouseEvent) -> [Effect] {
    // With Shift the terminal selects for itself; one that passes it on all the same is left alone.
    guard !event.modifiers.contains(.shift) else { return [] }
    pendingKeys = []
    switch event.action {
    case .press(let button):
      pointer.drag = nil
      let count = pointer.press(event.place, at: now)
      guard overlay == nil else { return pressOverlay(event.place, count) }
      return press(event.place, button, count)
    case .drag(let button):
      if button == .left { drag(to: event.place) }
      return []
    case .release:
      defer { pointer.drag = nil }
      return pointer.drag == .catalogBorder || pointer.drag == .resultsBorder ? [.keepLooks(looks)] : []
    case .wheelUp: return wheel(event.place, lines: -Self.wheelLines, columns: 0)
    case .wheelDown: return wheel(event.place, lines: Self.wheelLines, columns: 0)
    case .wheelLeft: return wheel(event.place, lines: 0, columns: -1)
    case .wheelRight: return wheel(event.place, lines: 0, columns: 1)
    }
  }

  // MARK: Pressing

  private mutating func press(_ place: Point, _ button: MouseEvent.Button, _ count: Int) -> [Effect] {
    let places = places
    editor.popup = nil
    if place.y == places.statusBar.y { return pressHint(place) }
    if place.y == places.contextBar.y { return run(command: "branch.switch") }
    if button == .left, let border = border(at: place) {
      pointer.drag = border
      return []
    }
    if button == .right, let pane = pane(at: place) {
      focus = pane
      return run(command: "app.menu")
    }
    if let rect = places.catalog, rect.contains(place) { return pressCatalog(place, in: rect, count) }
    if let rect = places.editor, rect.contains(place) { return pressEditor(place, in: rect, button, count) }
    if let rect = places.results, rect.contains(place) { return pressResults(place, in: rect, count) }
    return []
  }

  private func pane(at place: Point) -> Focus? {
    let places = places
    return places.catalog?.contains(place) == true
      ? .catalog
      : places.editor?.contains(place) == true ? .editor : places.results?.contains(place) == true ? .results : nil
  }

  /// The border between two panes that lies at a place. The top line of a pane is a border too where no tab stands.
  private func border(at place: Point) -> Pointer.Drag? {
    let places = places
    if let catalog = places.catalog, catalog.width < size.width,
      place.x == catalog.maxX - 1 || place.x == catalog.maxX, place.y > catalog.y
    {
      return .catalogBorder
    }
    guard let editor = places.editor, let results = places.results else { return nil }
    if results.y == editor.y {
      return place.y > editor.y && (place.x == editor.maxX - 1 || place.x == editor.maxX) ? .resultsBorder : nil
    }
    guard place.x >= editor.x else { return nil }
    let isOnTabs = place.y == results.y && tabStrip(of: .results)?.tab(at: place.x) != nil
    return place.y == editor.maxY - 1 || place.y == results.y && !isOnTabs ? .resultsBorder : nil
  }

  private mutating func pressCatalog(_ place: Point, in rect: Rect, _ count: Int) -> [Effect] {
    focus = .catalog
    guard rect.inset(by: 1).contains(place) else { return [] }
    browser.press(line: place.y - rect.y - 1, toggles: count == 2)
    return []
  }

  private mutating func pressEditor(
    _ place: Point, in rect: Rect, _ button: MouseEvent.Button, _ count: Int
  ) -> [Effect] {
    focus = .editor
    if place.y == rect.y, let tab = tabStrip(of: .editor)?.tab(at: place.x) {
      editor.show(tab)
      return button == .middle ? run(command: "buffer.close") : []
    }
    guard button == .left, rect.inset(by: 1).contains(place) else { return [] }
    editor.press(place, in: rect.inset(by: 1), count: count)
    pointer.drag = .selection
    return []
  }

  private mutating func pressResults(_ place: Point, in rect: Rect, _ count: Int) -> [Effect] {
    focus = .results
    if place.y == rect.y, let tab = tabStrip(of: .results)?.tab(at: place.x) {
      results.show(tab)
      return []
    }
    let inner = rect.inset(by: 1)
    guard inner.contains(place) else { return [] }
    switch results.press(Point(x: place.x - inner.x, y: place.y - inner.y)) {
    case .header: return Commands.named["grid.sort"] == nil ? [] : run(command: "grid.sort")
    case .cell: return count == 2 ? run(command: "grid.showCell") : []
    case nil: return []
    }
  }

  // MARK: Dragging and the wheel

  private mutating func drag(to place: Point) {
    switch pointer.drag {
    case .catalogBorder: moveCatalogBorder(to: place.x + 1)
    case .resultsBorder: moveResultsBorder(to: place)
    case .selection:
      guard let rect = places.editor else { return }
      editor.drag(to: place, in: rect.inset(by: 1))
    case nil: break
    }
  }

  private mutating func wheel(_ place: Point, lines: Int, columns: Int) -> [Effect] {
    if overlay != nil {
      overlay?.move(by: lines)
      return []
    }
    let places = places
    if places.catalog?.contains(place) == true {
      browser.move(by: lines)
    } else if places.editor?.contains(place) == true {
      editor.scroll(lines: lines)
    } else if places.results?.contains(place) == true {
      results.scroll(rows: lines, columns: columns)
    }
    return []
  }
}
