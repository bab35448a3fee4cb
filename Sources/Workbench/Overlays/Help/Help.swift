import TextUI

/// Text to read and scroll: the live keymap, a whole cell.
package struct Help: Sendable {
  struct Line: Sendable, Hashable {
    var keys: String
    var text: String
    var isHeading = false
  }
  let title: String
  let lines: [Line]
  /// Columns that the keys of most lines take.
  let keysWidth: Int
  private(set) var top = 0
  var pageSize = 10

  /// Columns: lines with longer keys begin their text later.
  private static let widestKeys = 20

  init(title: String = "Help", lines: [Line]) {
    self.title = title
    self.lines = lines
    keysWidth = min(Self.widestKeys, lines.map { DisplayWidth.of($0.keys) }.max() ?? 0)
  }

  mutating func scroll(by steps: Int) { top = max(0, min(top + steps, lines.count - pageSize)) }
}
