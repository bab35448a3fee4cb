import Database
package import TextUI

extension State {
  var places: Layout {
    Layout(size: size, focus: focus, arrangement: arrangement, hasResults: !results.tabs.isEmpty)
  }

  /// Gives each part its room, so that cursors stay in sight; drawing itself changes nothing.
  mutating func layout() {
    let places = places
    if let rect = places.editor { editor.layout(rect.inset(by: 1)) }
    if let rect = places.results { results.layout(rect.inset(by: 1)) }
    if let rect = places.catalog { browser.layout(rect.inset(by: 1)) }
    layoutOverlay()
  }

  /// The whole screen as it should look now.
  package func draw() -> Frame {
    var frame = Frame(size: size, style: theme[.text])
    guard size.width >= Layout.smallest.width, size.height >= Layout.smallest.height else {
      frame.write(
        "too small: \(Layout.smallest.width)x\(Layout.smallest.height)", x: 0, y: 0, maxWidth: size.width,
        style: theme[.text])
      return frame
    }
    let places = places
    drawContextBar(into: &frame, rect: places.contextBar)
    if let rect = places.catalog {
      pane(rect, titles: [browser.title], active: 0, .catalog, in: &frame)
      browser.draw(
        into: &frame, rect: rect.inset(by: 1), theme: theme, focused: hasKeys(.catalog), emptyText: catalogText)
    }
    if let rect = places.results {
      pane(
        rect, titles: results.tabTitles.isEmpty ? ["Results"] : results.tabTitles, active: results.active, .results,
        in: &frame)
      results.draw(into: &frame, rect: rect.inset(by: 1), theme: theme, focused: hasKeys(.results))
    }
    if let rect = places.editor {
      pane(rect, titles: editor.tabTitles, active: editor.active, .editor, in: &frame)
      editor.draw(
        into: &frame, rect: rect.inset(by: 1), theme: theme, focused: hasKeys(.editor), problems: inspections.problems)
    }
    drawStatusBar(into: &frame, rect: places.statusBar)
    drawOverlay(into: &frame)
    return frame
  }

  private func hasKeys(_ pane: Focus) -> Bool { overlay == nil && focus == pane }

  /// The border of a pane with its tabs in the top line.
  private func pane(_ rect: Rect, titles: [String], active: Int, _ pane: Focus, in frame: inout Frame) {
    let border = theme[isGuarded ? .protected : hasKeys(pane) ? .borderFocused : .border]
    frame.box(rect, style: border, title: "", titleStyle: border)
    for tab in Self.tabs(titles, active: active, in: rect) {
      if tab.columns.lowerBound > rect.x + 1 {
        frame.write("│", x: tab.columns.lowerBound - 1, y: rect.y, maxWidth: 1, style: border)
      }
      let style = theme[tab.index == active ? (hasKeys(pane) ? .tabActive : .title) : .tabInactive]
      frame.write(
        " \(titles[tab.index]) ", x: tab.columns.lowerBound, y: rect.y, maxWidth: tab.columns.count, style: style)
    }
  }

  /// The tabs of a pane that are in sight, with their columns in its top line.
  func tabs(of pane: Focus) -> [(index: Int, columns: Range<Int>)] {
    let places = places
    switch pane {
    case .editor: return places.editor.map { Self.tabs(editor.tabTitles, active: editor.active, in: $0) } ?? []
    case .results: return places.results.map { Self.tabs(results.tabTitles, active: results.active, in: $0) } ?? []
    case .catalog: return []
    }
  }

  private static func tabs(_ titles: [String], active: Int, in rect: Rect) -> [(index: Int, columns: Range<Int>)] {
    var x = rect.x + 1
    let end = rect.maxX - 1
    // The active tab is always in sight: tabs before it give way first.
    var first = 0
    while first < active, titles[first...active].reduce(0, { $0 + DisplayWidth.of($1) + 3 }) > rect.width - 2 {
      first += 1
    }
    var tabs: [(index: Int, columns: Range<Int>)] = []
    for (index, title) in titles.enumerated().dropFirst(first) where x < end {
      let width = min(DisplayWidth.of(title) + 2, end - x)
      tabs.append((index, x..<x + width))
      x += width + 1
    }
    return tabs
  }

  /// Stands where there is no catalog.
  private var catalogText: String {
    switch link.phase {
    case .connecting: "connecting …"
    case .connected: "reading the catalog …"
    case .down: "not connected"
    }
  }
}
