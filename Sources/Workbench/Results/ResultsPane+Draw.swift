import Database
package import TextUI

extension ResultsPane {
  package func draw(into frame: inout Frame, rect: Rect, theme: Theme, focused: Bool) {
    frame.fill(rect, style: theme[.gridCell])
    guard let tab, !rect.isEmpty else {
      frame.write("no result yet", x: rect.x + 1, y: rect.y, maxWidth: rect.width - 2, style: theme[.dim])
      return
    }
    if tab.showsMessages {
      drawMessages(tab, into: &frame, rect, theme)
    } else if tab.showsRecord {
      RecordView.draw(tab, into: &frame, rect, theme, focused: focused)
    } else if let panel = tab.panel {
      drawPanel(panel, tab, into: &frame, rect, theme)
    } else {
      drawGrid(tab, into: &frame, rect, theme, focused: focused)
    }
  }
}
