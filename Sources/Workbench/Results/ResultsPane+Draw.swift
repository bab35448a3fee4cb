import Database
package import TextUI

extension ResultsPane {
  package func draw(into frame: inout Frame, rect: Rect, theme: Theme, focused: Bool) {
    frame.fill(rect, style: theme[.gridCell])
    guard let tab, !rect.isEmpty else {
      frame.write("no result yet", x: rect.x + 1, y: rect.y, maxWidth: rect.width - 2, style: theme[.dim])
      return
    }
    if case .failed(let error) = tab.outcome {
      drawMessage(Self.lines(of: error) + Self.lines(of: tab.notices), into: &frame, rect, theme)
    } else if tab.showsRecord, !tab.columns.isEmpty {
      RecordView.draw(tab, into: &frame, rect, theme, focused: focused)
    } else if let result = tab.result, !result.columns.isEmpty {
      if let panel = tab.panel {
        drawPanel(panel, tab, into: &frame, rect, theme)
      } else {
        drawGrid(tab, into: &frame, rect, theme, focused: focused)
      }
    } else {
      let text = tab.result != nil ? "\(Self.counted(tab.rowCount)) without columns" : tab.title
      drawMessage([(text, .text)] + Self.lines(of: tab.notices), into: &frame, rect, theme)
    }
  }

  private static func counted(_ rows: Int) -> String { "\(grouped(rows)) \(rows == 1 ? "row" : "rows")" }

  // MARK: Text

  private static func lines(of error: ServerError) -> [(String, Theme.Role)] {
    var lines: [(String, Theme.Role)] = error.message.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated().map {
        (
          $0 == 0 ? "\(error.severity)\(error.sqlState.isEmpty ? "" : " \(error.sqlState)"): \($1)" : String($1),
          .statusError
        )
      }
    for (label, text) in [("DETAIL", error.detail), ("HINT", error.hint), ("CONTEXT", error.context)] {
      guard let text else { continue }
      lines += text.split(separator: "\n").enumerated().map { ($0 == 0 ? "\(label): \($1)" : "  \($1)", .text) }
    }
    return lines
  }

  private static func lines(of notices: [ServerError]) -> [(String, Theme.Role)] {
    notices.flatMap { notice in
      lines(of: notice).enumerated().map { ($1.0, $0 == 0 ? Theme.Role.gridMark : .dim) }
    }
  }

  /// Text wrapped to the pane.
  private func drawMessage(_ lines: [(String, Theme.Role)], into frame: inout Frame, _ rect: Rect, _ theme: Theme) {
    var y = rect.y
    for (line, role) in lines {
      var rest = Substring(line)
      repeat {
        guard y < rect.maxY else { return }
        var style = theme[role]
        style.background = theme[.gridCell].background
        let piece = Self.prefix(of: rest, columns: rect.width - 2)
        frame.write(piece, x: rect.x + 1, y: y, maxWidth: rect.width - 2, style: style)
        rest = rest[piece.endIndex...]
        y += 1
      } while !rest.isEmpty
    }
  }

  private static func prefix(of text: Substring, columns: Int) -> Substring {
    var width = 0
    for index in text.unicodeScalars.indices {
      width += DisplayWidth.of(text[index...].unicodeScalars.first!)
      if width > max(2, columns) { return text[..<index] }
    }
    return text
  }
}
