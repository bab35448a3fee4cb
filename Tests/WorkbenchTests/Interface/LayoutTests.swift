import Testing
import TextUI
import Workbench

struct LayoutTests {
  /// The usual one, and what keys and the mouse can make of it, extremes included.
  private static let arrangements: [Arrangement] = {
    var without = Arrangement()
    without.showsCatalog = false
    var zoomed = Arrangement()
    zoomed.isZoomed = true
    var beside = Arrangement()
    beside.direction = .sideBySide
    var pushed = beside
    pushed.catalogWidth = 500
    pushed.editorShare = 900
    var low = Arrangement()
    low.catalogWidth = 1
    low.editorShare = 100
    return [Arrangement(), without, zoomed, beside, pushed, low]
  }()

  @Test func `Parts lie on the screen, apart from each other, whatever its size`() {
    for focus in [State.Focus.editor, .results, .catalog] {
      for arrangement in Self.arrangements {
        for hasResults in [true, false] {
          for height in Layout.smallest.height...60 {
            for width in stride(from: Layout.smallest.width, through: 200, by: 3) {
              let screen = Rect(Size(width: width, height: height))
              let layout = Layout(
                size: Size(width: width, height: height), focus: focus, arrangement: arrangement,
                hasResults: hasResults)
              let parts =
                [layout.contextBar, layout.statusBar]
                + [layout.catalog, layout.editor, layout.results].compactMap(\.self)
              let isWhole = parts.reduce(0) { $0 + $1.width * $1.height } == width * height
              let isInside = parts.allSatisfy {
                $0.x >= 0 && $0.y >= 0 && $0.maxX <= screen.maxX && $0.maxY <= screen.maxY && !$0.isEmpty
              }
              if !isWhole || !isInside || overlap(parts) {
                Issue.record("\(width)x\(height) \(focus) \(arrangement) \(hasResults): \(parts)")
              }
            }
          }
        }
      }
    }
  }

  private func overlap(_ parts: [Rect]) -> Bool {
    parts.enumerated().contains { index, one in
      parts.dropFirst(index + 1).contains { other in
        one.x < other.maxX && other.x < one.maxX && one.y < other.maxY && other.y < one.maxY
      }
    }
  }

  @Test func `The pane with the keys is always in sight`() {
    for focus in [State.Focus.editor, .results, .catalog] {
      for height in Layout.smallest.height...40 {
        for width in Layout.smallest.width...120 {
          let layout = Layout(
            size: Size(width: width, height: height), focus: focus, arrangement: Arrangement(), hasResults: true)
          let pane = focus == .editor ? layout.editor : focus == .results ? layout.results : layout.catalog
          #expect(pane != nil, "\(focus) at \(width)x\(height)")
        }
      }
    }
  }
}
