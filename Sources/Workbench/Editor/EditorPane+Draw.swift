import SQLText
import TextUI

extension EditorPane {
  /// Draws the buffer in front, line numbers, the mark of the current statement, the error and the popup.
  func draw(
    into frame: inout Frame, rect: Rect, theme: Theme, focused: Bool, problems: [Inspections.Problem] = []
  ) {
    guard rect.height > 0, rect.width > gutter else { return }
    let buffer = buffer
    let text = Rect(x: rect.x + gutter, y: rect.y, width: rect.width - gutter, height: rect.height)
    frame.fill(rect, style: theme[.text])
    let statement = buffer.currentStatement
    let bracket = focused ? buffer.bracketPair : nil
    let selections = selectedRanges(
      inLines: buffer.top...(buffer.shownLine(rect.height, from: buffer.top) ?? buffer.lineCount))
    var next: Int? = buffer.top
    for row in 0..<rect.height {
      guard let line = next, line < buffer.lineCount else { break }
      next = buffer.lastFolded(behind: line) + 1
      drawGutter(line, statement, into: &frame, x: rect.x, y: rect.y + row, theme)
      drawLine(
        line, buffer, bracket, selections, into: &frame, Rect(x: text.x, y: text.y + row, width: text.width, height: 1),
        theme)
    }
    drawProblems(problems, into: &frame, text, theme)
    drawComplaint(buffer, into: &frame, text, theme)
    drawCarets(buffer, into: &frame, text)
    guard focused else { return }
    guard let row = buffer.row(of: buffer.line(at: buffer.cursor), within: text.height) else { return }
    let point = Point(x: text.x + buffer.column(of: buffer.cursor) - buffer.left, y: text.y + row)
    guard text.contains(point) else { return }
    frame.cursor = point
    if let popup {
      let start = buffer.column(of: min(popup.completion.replaceFrom, buffer.cursor)) - buffer.left
      popup.draw(into: &frame, cursor: point, start: text.x + start, theme: theme)
    }
    if let signature {
      let isListBelow = popup?.isBelow(point, in: frame.size) ?? true
      signature.help.draw(into: &frame, cursor: point, isListBelow: isListBelow, theme: theme)
    }
  }

  /// Further cursors, as the terminal has only one of its own.
  private func drawCarets(_ buffer: TextBuffer, into frame: inout Frame, _ text: Rect) {
    for caret in buffer.carets {
      let x = text.x + buffer.column(of: caret.cursor) - buffer.left
      guard let row = buffer.row(of: buffer.line(at: caret.cursor), within: text.height), x >= text.x, x < text.maxX
      else { continue }
      frame.restyle(Rect(x: x, y: text.y + row, width: 1, height: 1)) { style in
        style.attributes.formUnion(.reverse)
      }
    }
  }

  private func drawGutter(
    _ line: Int, _ statement: Range<Int>?, into frame: inout Frame, x: Int, y: Int, _ theme: Theme
  ) {
    guard gutter > 0 else { return }
    let number = String(line + 1)
    frame.write(number, x: x + gutter - 1 - number.utf8.count, y: y, maxWidth: gutter, style: theme[.lineNumber])
    let range = buffer.range(ofLine: line)
    if let statement, range.lowerBound < statement.upperBound, range.upperBound >= statement.lowerBound {
      frame.write("▎", x: x + gutter - 1, y: y, maxWidth: 1, style: theme[.statementCurrent])
    }
    if buffer.lastFolded(behind: line) > line {
      frame.write("▸", x: x + gutter - 1, y: y, maxWidth: 1, style: theme[.statementCurrent])
    }
  }

  private func drawLine(
    _ line: Int, _ buffer: TextBuffer, _ bracket: (Int, Int)?, _ selected: [Range<Int>], into frame: inout Frame,
    _ rect: Rect, _ theme: Theme
  ) {
    let range = buffer.range(ofLine: line)
    var painter = LinePainter(rect: rect, left: buffer.left)
    var index = buffer.sql.index(at: range.lowerBound)
    var place = range.lowerBound
    let selections = selected.filter { $0.lowerBound <= range.upperBound && $0.upperBound >= range.lowerBound }
    let found = marks(in: range)
    func isFound(_ place: Int) -> Bool { found.contains { $0.contains(place) } }
    func isSelected(_ place: Int) -> Bool { selections.contains { $0.contains(place) } }
    buffer.bytes.withBytes(range) { line in
      let bytes = UnsafeRawBufferPointer(line)
      while place < range.upperBound, index < buffer.sql.tokens.count, !painter.isFull {
        let kind = Highlighter.kind(of: index, in: buffer.sql.tokens, text: buffer.bytes)
        let end = min(buffer.sql.tokens[index].end, range.upperBound)
        let plain = theme[kind.role]
        while place < end, !painter.isFull {
          var style = plain
          if let bracket, place == bracket.0 || place == bracket.1 { style = theme[.matchBracket] }
          if !found.isEmpty, isFound(place) { style = theme[.matchFound] }
          if isSelected(place) {
            style.background = theme[.selection].background
            style.foreground = theme[.selection].foreground
          }
          painter.put(bytes, from: range.lowerBound, &place, into: &frame, style: style)
        }
        index += 1
      }
    }
    let folded = buffer.lastFolded(behind: line) - line
    if folded > 0 {
      painter.write(" ⋯ \(folded) more line\(folded == 1 ? "" : "s")", into: &frame, style: theme[.lineNumber])
      return
    }
    // The selected line feed shows as one selected column.
    if isSelected(range.upperBound), range.upperBound < buffer.bytes.count {
      painter.space(into: &frame, style: theme[.selection])
    }
  }

  /// Underlines the token at the place of the error and puts the message behind its line.
  private func drawComplaint(_ buffer: TextBuffer, into frame: inout Frame, _ text: Rect, _ theme: Theme) {
    guard let complaint = buffer.complaint else { return }
    let line = buffer.line(at: complaint.offset)
    guard let row = buffer.row(of: line, within: text.height) else { return }
    let y = text.y + row
    let index = buffer.sql.index(at: complaint.offset)
    let lineEnd = buffer.range(ofLine: line).upperBound
    let end = index < buffer.sql.tokens.count ? min(buffer.sql.tokens[index].end, lineEnd) : lineEnd
    let from = buffer.column(of: complaint.offset) - buffer.left
    underline(complaint.offset..<end, theme[.error], into: &frame, text)
    let after = max(0, buffer.column(of: lineEnd) - buffer.left) + 2
    var style = theme[.error]
    style.attributes.subtract(.underline)
    let room = text.width - after
    if room >= 12 {
      frame.write("◀ \(complaint.message)", x: text.x + after, y: y, maxWidth: room, style: style)
    } else if y + 1 < text.maxY {
      let message = "▲ \(complaint.message)"
      let x = max(0, min(from, text.width - DisplayWidth.of(message)))
      frame.write(message, x: text.x + x, y: y + 1, maxWidth: text.width - x, style: style)
    }
  }
}

/// Places the characters of one line, tabs filled with spaces, columns left of the scrolled part left out.
private struct LinePainter {
  let rect: Rect
  let left: Int
  private var column = 0

  init(rect: Rect, left: Int) {
    self.rect = rect
    self.left = left
  }

  var isFull: Bool { column >= left + rect.width }

  /// - Parameters:
  ///   - base: where the bytes start in the text.
  ///   - place: of the character in the text; moves behind it.
  mutating func put(
    _ bytes: UnsafeRawBufferPointer, from base: Int, _ place: inout Int, into frame: inout Frame, style: Style
  ) {
    var index = place - base
    defer { place = base + index }
    if bytes[index] == 0x09 {
      index += 1
      repeat { space(into: &frame, style: style) } while column % TextBuffer.tabWidth != 0
      return
    }
    let start = index
    // Nearly all there is, and nothing combines with it.
    if bytes[index] &- 0x20 < 0x5F, index + 1 >= bytes.count || bytes[index + 1] < 0x80 {
      index += 1
      return put(ascii: bytes[start], into: &frame, style: style)
    }
    let scalar = UTF8Reader.next(bytes, &index)
    let width = Glyph.isDropped(scalar) ? 0 : DisplayWidth.of(Glyph.shown(scalar))
    // Combining marks are drawn together with the character they stand on.
    while index < bytes.count, bytes[index] >= 0x80 {
      var next = index
      let mark = UTF8Reader.next(bytes, &next)
      guard Glyph.isDropped(mark) || DisplayWidth.of(Glyph.shown(mark)) == 0 else { break }
      index = next
    }
    if column >= left, column - left + width <= rect.width {
      frame.write(
        utf8: UnsafeRawBufferPointer(rebasing: bytes[start..<index]), x: rect.x + column - left, y: rect.y,
        maxWidth: rect.width - (column - left), style: style, markStyle: style)
    }
    column += width
  }

  mutating func write(_ text: String, into frame: inout Frame, style: Style) {
    guard column >= left else { return }
    frame.write(text, x: rect.x + column - left, y: rect.y, maxWidth: rect.width - (column - left), style: style)
  }

  mutating func space(into frame: inout Frame, style: Style) { put(ascii: 0x20, into: &frame, style: style) }

  private mutating func put(ascii byte: UInt8, into frame: inout Frame, style: Style) {
    if column >= left, column - left < rect.width {
      frame.put(ascii: byte, x: rect.x + column - left, y: rect.y, style: style)
    }
    column += 1
  }
}

extension Highlighter.Kind {
  fileprivate var role: Theme.Role {
    switch self {
    case .plain: .text
    case .keyword: .keyword
    case .function: .function
    case .type: .type
    case .identifier: .identifier
    case .string: .string
    case .number: .number
    case .comment: .comment
    case .symbol: .symbol
    case .parameter: .parameter
    case .error: .error
    }
  }
}
