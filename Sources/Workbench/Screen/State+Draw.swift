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
    noticeFirstKeys()
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
      drawBorder(rect, .catalog, in: &frame)
      browser.draw(
        into: &frame, rect: rect.inset(by: 1), theme: theme, focused: hasKeys(.catalog), emptyText: catalogText)
    }
    if let rect = places.results {
      drawBorder(rect, .results, in: &frame)
      results.draw(into: &frame, rect: rect.inset(by: 1), theme: theme, focused: hasKeys(.results))
      if results.tabs.isEmpty { drawFirstKeys(into: &frame, rect: rect.inset(by: 1)) }
    }
    if let rect = places.editor {
      drawBorder(rect, .editor, in: &frame)
      editor.draw(
        into: &frame, rect: rect.inset(by: 1), theme: theme, focused: hasKeys(.editor), problems: inspections.problems)
    }
    drawStatusBar(into: &frame, rect: places.statusBar)
    drawContinuations(into: &frame, above: places.statusBar)
    drawOverlay(into: &frame)
    return frame
  }

  private func hasKeys(_ pane: Focus) -> Bool { (overlay == nil || overlay?.unreadUntil != nil) && focus == pane }

  /// The border of a pane with its tabs in the top line.
  private func drawBorder(_ rect: Rect, _ pane: Focus, in frame: inout Frame) {
    let border = theme[isGuarded ? .protected : hasKeys(pane) ? .borderFocused : .border]
    frame.box(rect, style: border, title: "", titleStyle: border)
    for tab in tabStrip(of: pane)?.tabs ?? [] {
      if tab.columns.lowerBound > rect.x + 1 {
        frame.write("│", x: tab.columns.lowerBound - 1, y: rect.y, maxWidth: 1, style: border)
      }
      let style = theme[tab.isActive ? (hasKeys(pane) ? .tabActive : .title) : .tabInactive]
      frame.write(" \(tab.title) ", x: tab.columns.lowerBound, y: rect.y, maxWidth: tab.columns.count, style: style)
    }
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
