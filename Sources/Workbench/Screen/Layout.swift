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

  package init(size: Size, focus: State.Focus, arrangement: Arrangement, hasResults: Bool) {
    contextBar = Rect(x: 0, y: 0, width: size.width, height: 1)
    statusBar = Rect(x: 0, y: size.height - 1, width: size.width, height: 1)
    var middle = Rect(x: 0, y: 1, width: size.width, height: size.height - 2)
    let isNarrow = size.width < 70
    if focus == .catalog, isNarrow || arrangement.isZoomed {
      catalog = middle
      return
    }
    if arrangement.showsCatalog, !isNarrow, !arrangement.isZoomed {
      let width = arrangement.catalogWidth(in: size.width)
      catalog = Rect(x: 0, y: middle.y, width: width, height: middle.height)
      middle = Rect(x: width, y: middle.y, width: size.width - width, height: middle.height)
    }
    divide(middle, focus: focus, arrangement, hasResults: hasResults)
  }

  /// Gives the editor and the results their parts; where there is no room for both, the focused one has it.
  private mutating func divide(
    _ room: Rect, focus: State.Focus, _ arrangement: Arrangement, hasResults: Bool
  ) {
    let isBeside = arrangement.direction == .sideBySide && room.width >= 60
    if arrangement.isZoomed || !isBeside && room.height < 14 {
      if focus == .results, hasResults || arrangement.isZoomed { results = room } else { editor = room }
    } else if isBeside {
      let width = max(20, min(room.width - 20, room.width * arrangement.share / 1000))
      editor = Rect(x: room.x, y: room.y, width: width, height: room.height)
      results = Rect(x: room.x + width, y: room.y, width: room.width - width, height: room.height)
    } else {
      let height = max(4, min(room.height - 4, room.height * arrangement.share / 1000))
      editor = Rect(x: room.x, y: room.y, width: room.width, height: height)
      results = Rect(x: room.x, y: room.y + height, width: room.width, height: room.height - height)
    }
  }
}
