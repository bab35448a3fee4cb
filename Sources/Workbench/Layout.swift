package import TextUI

/// Where each part of the screen lies; a pane that has no room is nil.
package struct Layout: Sendable, Hashable {
  package static let smallest = Size(width: 20, height: 5)

  package var contextBar: Rect
  package var statusBar: Rect
  /// Outer rectangles, borders included.
  package var catalog: Rect?
  package var editor: Rect?
  package var results: Rect?

  package init(size: Size, focus: State.Focus, showsCatalog: Bool, hasResults: Bool) {
    contextBar = Rect(x: 0, y: 0, width: size.width, height: 1)
    statusBar = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)
    var middle = Rect(x: 0, y: 1, width: size.width, height: size.height - 2)
    let isNarrow = size.width < 70
    let isLow = middle.height < 14
    if isNarrow, focus == .catalog {
      catalog = middle
      return
    }
    if showsCatalog, !isNarrow {
      let width = min(36, max(24, size.width / 5))
      catalog = Rect(x: 0, y: middle.y, width: width, height: middle.height)
      middle = Rect(x: width, y: middle.y, width: size.width - width, height: middle.height)
    }
    if isLow {
      if focus == .results, hasResults { results = middle } else { editor = middle }
      return
    }
    let above = middle.height * 2 / 5
    editor = Rect(x: middle.x, y: middle.y, width: middle.width, height: above)
    results = Rect(x: middle.x, y: middle.y + above, width: middle.width, height: middle.height - above)
  }
}
