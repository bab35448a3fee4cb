import SQLText
import TextUI

extension EditorPane {
  /// Underlines what is wrong and says what it is behind the cursor's line. What is being typed is let alone.
  func drawProblems(_ problems: [Inspections.Problem], into frame: inout Frame, _ text: Rect, _ theme: Theme) {
    let cursorLine = buffer.line(at: buffer.cursor)
    var message: Inspections.Problem?
    for problem in problems where problem.range.upperBound <= buffer.bytes.count && !isBeingTyped(problem) {
      underline(problem.range, theme[problem.isWarning ? .warning : .error], into: &frame, text)
      if buffer.line(at: problem.range.lowerBound) == cursorLine, message == nil { message = problem }
    }
    guard let message, buffer.complaint.map({ buffer.line(at: $0.offset) != cursorLine }) ?? true else { return }
    guard let row = buffer.row(of: cursorLine, within: text.height) else { return }
    let y = text.y + row
    let after = max(0, buffer.column(of: buffer.range(ofLine: cursorLine).upperBound) - buffer.left) + 2
    guard y < text.maxY, text.width - after >= 12 else { return }
    var style = theme[message.isWarning ? .warning : .error]
    style.attributes.subtract(.underline)
    frame.write("◀ \(message.message)", x: text.x + after, y: y, maxWidth: text.width - after, style: style)
  }

  /// Whether the cursor stands right behind it; for a statement that wants to go on space may be between.
  private func isBeingTyped(_ problem: Inspections.Problem) -> Bool {
    let end = problem.range.upperBound
    guard problem.isUnfinished, end < buffer.cursor else { return end == buffer.cursor }
    return buffer.bytes[end..<buffer.cursor].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
  }

  /// Underlines the part of a range that is on its first line.
  func underline(_ range: Range<Int>, _ style: Style, into frame: inout Frame, _ text: Rect) {
    let line = buffer.line(at: range.lowerBound)
    guard let row = buffer.row(of: line, within: text.height) else { return }
    let end = min(range.upperBound, buffer.range(ofLine: line).upperBound)
    let from = buffer.column(of: range.lowerBound) - buffer.left
    let to = max(from + 1, buffer.column(of: max(end, range.lowerBound)) - buffer.left)
    let clipped = max(0, from)..<max(0, from, min(to, text.width))
    frame.restyle(Rect(x: text.x + clipped.lowerBound, y: text.y + row, width: clipped.count, height: 1)) {
      $0.foreground = style.foreground
      $0.attributes.formUnion(style.attributes.union(.underline))
    }
  }
}
