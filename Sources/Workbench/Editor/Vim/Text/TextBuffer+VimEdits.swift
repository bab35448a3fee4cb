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
    let old = Array(bytes[range])
    var changed: [UInt8] = []
    changed.reserveCapacity(old.count)
    var place = 0
    while place < old.count {
      if old[place] < 0x80 {
        changed.append(Self.cased(old[place], op))
        place += 1
        continue
      }
      let next = max(place + 1, min(old.count, after(range.lowerBound + place) - range.lowerBound))
      let piece = old[place..<next]
      if let text = String(validating: piece, as: UTF8.self) {
        changed += Array(Self.cased(text, op).utf8)
      } else {
        changed += piece
      }
      place = next
    }
    if old != changed { replace(range, with: changed) }
    cursor = range.lowerBound
  }

  private static func cased(_ byte: UInt8, _ op: VimOperator) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): op == .lower ? byte : byte & 0xDF
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): op == .upper ? byte : byte | 0x20
    default: byte
    }
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
    replace(
      edits(of: lines) { line in
        if line.isEmpty { return nil }
        let blanks = line.prefix { $0 == 0x20 || $0 == 0x09 }
        let columns = max(0, Self.indentColumns(blanks) + (right ? Self.indentWidth : -Self.indentWidth))
        return (0, blanks.count, Array(repeating: 0x20, count: columns))
      })
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
    var line = lines.lowerBound
    var depth = BracketDepth(sql, before: lineStarts[line])
    replace(
      edits(of: lines) { text in
        let start = lineStarts[line]
        line += 1
        let blanks = text.prefix { $0 == 0x20 || $0 == 0x09 }
        if let home = bracketHome(start + blanks.count), home < start { return nil }
        let first = text.dropFirst(blanks.count).first
        var level = 0
        if let first { level = depth.advance(to: start + blanks.count) - (first == 0x29 || first == 0x5D ? 1 : 0) }
        return (0, blanks.count, Array(repeating: 0x20, count: max(0, level) * Self.indentWidth))
      })
  }

  /// Brackets open at a place, within its statement, as one goes through the text.
  private struct BracketDepth {
    private let sql: SQLTokens
    private var index: Int
    private var depth = 0

    init(_ sql: SQLTokens, before offset: Int) {
      self.sql = sql
      let end = sql.index(at: offset)
      index = sql.tokens[..<end].lastIndex { $0.kind == .semicolon } ?? 0
    }

    mutating func advance(to offset: Int) -> Int {
      let end = sql.index(at: offset)
      while index < end {
        switch sql.tokens[index].kind {
        case .leftParen, .leftBracket: depth += 1
        case .rightParen, .rightBracket: depth -= 1
        case .semicolon: depth = 0
        default: break
        }
        index += 1
      }
      return depth
    }
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
    let whole = range(ofLine: first).lowerBound..<range(ofLine: last).upperBound
    let text = Array(bytes[whole])
    var edits: [Edit] = []
    // The last byte of what is joined so far.
    var before: UInt8?
    var (place, moved, joint) = (0, 0, cursor)
    while let end = text[place...].firstIndex(of: 0x0A) {
      if end > place { before = text[end - 1] }
      let next = end + 1
      let start = spaces ? text[next...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? text.count : next
      let isEnd = start == text.count || text[start] == 0x0A
      let needsSpace =
        spaces && !isEnd && text[start] != 0x29 && before != nil && before != 0x20 && before != 0x09
      if needsSpace { before = 0x20 }
      let range = whole.lowerBound + end..<whole.lowerBound + start
      joint = range.lowerBound + moved
      moved += (needsSpace ? 1 : 0) - range.count
      edits.append(Edit(range: range, new: needsSpace ? [0x20] : []))
      place = start
    }
    replace(edits)
    cursor = joint
    return true
  }
}
