import SQLText
import TextUI

/// Edits that only vim's operators make.
extension TextBuffer {
  /// Deletes a range; lines go with their line feeds, and the cursor to what stands there then.
  mutating func delete(_ span: VimSpan) {
    guard span.kind == .lines else { return replace(span.range, with: []) }
    let first = line(at: span.range.lowerBound)
    let last = line(at: span.range.upperBound)
    var range = lineStarts[first]..<min(bytes.count, self.range(ofLine: last).upperBound + 1)
    if last == lineCount - 1, first > 0 { range = range.lowerBound - 1..<range.upperBound }
    replace(range, with: [])
    if last >= lineCount, first > 0 { cursor = lineStarts[lineCount - 1] }
    cursor = lineStarts[min(first, lineCount - 1)]
  }

  mutating func changeCase(_ range: Range<Int>, _ op: VimOperator) {
    var place = range.lowerBound
    var changed: [UInt8] = []
    while place < range.upperBound {
      let next = after(place)
      let piece = bytes[place..<next]
      if let text = String(validating: piece, as: UTF8.self) {
        changed += Array(Self.cased(text, op).utf8)
      } else {
        changed += piece
      }
      place = next
    }
    if !bytes[range].elementsEqual(changed) { replace(range, with: changed) }
    cursor = range.lowerBound
  }

  private static func cased(_ text: String, _ op: VimOperator) -> String {
    let upper = text.uppercased()
    let lower = text.lowercased()
    let new =
      switch op {
      case .upper: upper
      case .lower: lower
      default: text == lower ? upper : lower
      }
    // A letter stays one letter: ß has no other case here.
    return new.unicodeScalars.count == text.unicodeScalars.count ? new : text
  }

  mutating func shift(_ lines: ClosedRange<Int>, right: Bool) {
    for line in lines where !isEmpty(line: line) {
      let start = lineStarts[line]
      let text = firstNonBlank(ofLine: line)
      let columns = max(0, column(of: text) + (right ? Self.indentWidth : -Self.indentWidth))
      replace(start..<text, with: Array(repeating: 0x20, count: columns))
    }
  }

  /// Moves what stands behind a screen column, as far as there is space to take away.
  mutating func shift(_ lines: ClosedRange<Int>, column: Int, by steps: Int) {
    history.begin()
    defer { history.end() }
    for line in lines where self.column(of: range(ofLine: line).upperBound) > column {
      let start = offset(line: line, column: column)
      let end = range(ofLine: line).upperBound
      var text = start
      while text < end, bytes[text] == 0x20 || bytes[text] == 0x09 { text += 1 }
      let width = self.column(of: text) - self.column(of: start)
      let columns = max(0, width + steps * Self.indentWidth)
      replace(start..<text, with: Array(repeating: 0x20, count: columns))
    }
  }

  /// Indents lines by the brackets that are open at their start.
  mutating func reindent(_ lines: ClosedRange<Int>) {
    for line in lines {
      let start = lineStarts[line]
      let text = firstNonBlank(ofLine: line)
      if let home = bracketHome(text), home < start { continue }
      var depth = depth(at: text)
      if text < bytes.count, bytes[text] == 0x29 || bytes[text] == 0x5D { depth -= 1 }
      let columns = isBlank(line: line) ? 0 : max(0, depth) * Self.indentWidth
      replace(start..<text, with: Array(repeating: 0x20, count: columns))
    }
  }

  /// Brackets open at the place, within its statement.
  private func depth(at offset: Int) -> Int {
    var index = sql.index(at: offset) - 1
    var depth = 0
    while index >= 0 {
      switch sql.tokens[index].kind {
      case .leftParen, .leftBracket: depth += 1
      case .rightParen, .rightBracket: depth -= 1
      case .semicolon: return depth
      default: break
      }
      index -= 1
    }
    return depth
  }

  /// Adds to the number at or behind the cursor on its line; false when there is none.
  mutating func add(_ amount: Int) -> Bool {
    let line = range(ofLine: line(at: cursor))
    func isDigit(_ place: Int) -> Bool { line.contains(place) && bytes[place] &- 0x30 < 10 }
    guard var start = (cursor..<max(cursor, line.upperBound)).first(where: isDigit) else { return false }
    while isDigit(start - 1) { start -= 1 }
    var end = start
    while isDigit(end) { end += 1 }
    if line.contains(start - 1), bytes[start - 1] == 0x2D { start -= 1 }
    let old = text(start..<end)
    guard let number = Int(old), case (let sum, false) = number.addingReportingOverflow(amount) else { return false }
    replace(start..<end, with: Array(String(sum).utf8))
    cursor -= 1
    return true
  }

  /// Joins `count` lines from the cursor's on; with `spaces` indents give way to one space.
  mutating func join(_ count: Int, spaces: Bool) -> Bool {
    let first = line(at: cursor)
    guard first + 1 < lineCount else { return false }
    let last = min(lineCount - 1, first + max(1, count - 1))
    history.begin()
    var place = cursor
    for _ in first..<last {
      let own = range(ofLine: first)
      let end = own.upperBound
      let text = spaces ? firstNonBlank(ofLine: first + 1) : end + 1
      let isEnd = text >= bytes.count || bytes[text] == 0x0A
      let needsSpace =
        spaces && !isEnd && bytes[text] != 0x29 && !own.isEmpty && bytes[end - 1] != 0x20
        && bytes[end - 1] != 0x09
      replace(end..<text, with: needsSpace ? [0x20] : [])
      place = end
    }
    history.end()
    cursor = place
    return true
  }
}
