import TextUI

/// The tabs in the top line of a pane, as many as have room. The active one is always among them: those before it give way first.
struct TabStrip {
  struct Tab {
    var index: Int
    var title: String
    var isActive: Bool
    /// Of the screen.
    var columns: Range<Int>
  }

  private(set) var tabs: [Tab] = []

  /// Only titles near the active one are asked for, however many there are.
  init(count: Int, active: Int, columns: Range<Int>, title: (Int) -> String) {
    var first = active
    var used = Self.width(title(active)) + 1
    while first > 0 {
      used += Self.width(title(first - 1)) + 1
      guard used <= columns.count else { break }
      first -= 1
    }
    var x = columns.lowerBound
    for index in first..<count where x < columns.upperBound {
      let title = title(index)
      let width = min(Self.width(title), columns.upperBound - x)
      tabs.append(Tab(index: index, title: title, isActive: index == active, columns: x..<x + width))
      x += width + 1
    }
  }

  /// The index of the tab at a column of the screen.
  func tab(at column: Int) -> Int? { tabs.first { $0.columns.contains(column) }?.index }

  /// With a space on either side.
  private static func width(_ title: String) -> Int { DisplayWidth.of(title) + 2 }
}

extension State {
  /// The tabs of a pane; nil when it is not on the screen.
  func tabStrip(of pane: Focus) -> TabStrip? {
    let places = places
    func strip(_ rect: Rect?, _ count: Int, _ active: Int, _ title: (Int) -> String) -> TabStrip? {
      rect.map { TabStrip(count: count, active: active, columns: $0.x + 1..<max($0.x + 1, $0.maxX - 1), title: title) }
    }
    switch pane {
    case .catalog: return strip(places.catalog, 1, 0) { _ in browser.title }
    case .editor: return strip(places.editor, editor.buffers.count, editor.active, editor.tabTitle)
    case .results where results.tabs.isEmpty: return strip(places.results, 1, 0) { _ in "Results" }
    case .results: return strip(places.results, results.tabs.count, results.active, resultTitle)
    }
  }
}
