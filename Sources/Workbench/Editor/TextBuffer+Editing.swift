import SQLText

/// Edits as people know them from editors.
extension TextBuffer {
  mutating func type(_ scalar: Unicode.Scalar) {
    // What is typed over a selection begins a word, whatever was typed before.
    if selection != nil { history.close() }
    replace(
      selection ?? cursor..<cursor, with: Array(UTF8.encode(scalar)!), joining: scalar == " " ? .space : .word)
  }

  /// Puts another text in the place of all, changing only what differs between their common start and end.
  mutating func replaceAll(with new: [UInt8]) {
    let start = zip(bytes, new).prefix { $0 == $1 }.count
    let room = min(bytes.count, new.count) - start
    var old = RopeReader(bytes)
    var end = 0
    while end < room, old[bytes.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    replace(start..<bytes.count - end, with: Array(new[start..<new.count - end]))
  }

  mutating func insert(_ new: [UInt8]) { replace(selection ?? cursor..<cursor, with: new) }

  /// A line feed, and the indent of the line before it.
  mutating func newLine() {
    let start = lineStarts[line(at: selection?.lowerBound ?? cursor)]
    let indent = bytes[start..<(selection?.lowerBound ?? cursor)].prefix { $0 == 0x20 || $0 == 0x09 }
    replace(selection ?? cursor..<cursor, with: [0x0A] + indent)
  }

  mutating func backspace() {
    if let selection { return replace(selection, with: []) }
    replace(before(cursor)..<cursor, with: [], joining: .backspace)
  }

  mutating func delete() {
    if let selection { return replace(selection, with: []) }
    replace(cursor..<after(cursor), with: [], joining: .delete)
  }

  /// Deletes from the cursor to the offset, or the selection.
  mutating func delete(to offset: Int) { replace(selection ?? min(cursor, offset)..<max(cursor, offset), with: []) }

  /// To the end of the line, or the line feed itself when the cursor is there.
  mutating func deleteToLineEnd() {
    let end = range(ofLine: line(at: cursor)).upperBound
    delete(to: end > cursor ? end : min(cursor + 1, bytes.count))
  }

  /// Changes lines at once; of a selection whole lines are selected then.
  private mutating func change(
    _ lines: ClosedRange<Int>, _ change: (ArraySlice<UInt8>) -> (at: Int, removed: Int, new: [UInt8])?
  ) {
    let hadSelection = selection != nil
    let fromEnd = bytes.count - cursor
    replace(edits(of: lines, change))
    cursor = max(lineStarts[lines.lowerBound], bytes.count - fromEnd)
    if hadSelection {
      anchor = lineStarts[lines.lowerBound]
      cursor = range(ofLine: lines.upperBound).upperBound
    }
  }

  mutating func indent() { change(selectedLines) { $0.isEmpty ? nil : (0, 0, [0x20, 0x20]) } }

  mutating func outdent() {
    change(selectedLines) { line in
      let spaces = line.first == 0x09 ? 1 : line.prefix(2).prefix { $0 == 0x20 }.count
      return spaces == 0 ? nil : (0, spaces, [])
    }
  }

  /// Puts `-- ` before the lines, or takes it away when all have it.
  mutating func toggleComment() { toggleComment(selectedLines) }

  mutating func toggleComment(_ lines: ClosedRange<Int>) {
    let dashes: [UInt8] = [0x2D, 0x2D]
    var isCommented = true
    _ = edits(of: lines) { line in
      let text = line.drop { $0 == 0x20 || $0 == 0x09 }
      if !text.isEmpty, !text.starts(with: dashes) { isCommented = false }
      return nil
    }
    change(lines) { line in
      let text = line.drop { $0 == 0x20 || $0 == 0x09 }
      if text.isEmpty { return nil }
      let start = line.count - text.count
      guard isCommented else { return (start, 0, dashes + [0x20]) }
      return (start, text.dropFirst(2).first == 0x20 ? 3 : 2, [])
    }
  }

  mutating func duplicateLines() {
    let lines = selectedLines
    let range = range(ofLine: lines.lowerBound).lowerBound..<range(ofLine: lines.upperBound).upperBound
    let place = cursor + range.count + 1
    replace(range.upperBound..<range.upperBound, with: [0x0A] + bytes[range])
    cursor = place
  }

  /// Swaps the lines of the selection with the line above (-1) or below (1).
  mutating func moveLines(by step: Int) {
    let lines = selectedLines
    let other = step < 0 ? lines.lowerBound - 1 : lines.upperBound + 1
    guard other >= 0, other < lineCount else { return }
    let own = range(ofLine: lines.lowerBound).lowerBound..<range(ofLine: lines.upperBound).upperBound
    let moved = Array(bytes[own])
    let passed = Array(bytes[range(ofLine: other)])
    let whole = min(own.lowerBound, lineStarts[other])..<max(own.upperBound, range(ofLine: other).upperBound)
    let shift = step < 0 ? -(passed.count + 1) : passed.count + 1
    let (cursor, anchor) = (cursor + shift, anchor.map { $0 + shift })
    replace(whole, with: step < 0 ? moved + [0x0A] + passed : passed + [0x0A] + moved)
    // A selection may end behind the lines it moves, at the start of the next one.
    self.cursor = min(cursor, bytes.count)
    self.anchor = anchor.map { min($0, bytes.count) }
  }

  mutating func joinLines() {
    let line = line(at: cursor)
    guard line + 1 < lineCount else { return }
    let end = range(ofLine: line).upperBound
    let next = range(ofLine: line + 1)
    let text = next.first { bytes[$0] != 0x20 && bytes[$0] != 0x09 } ?? next.upperBound
    replace(end..<text, with: [0x20])
    cursor = end
  }

  /// Puts whole lines, line feed included, above or below the cursor's line; the cursor goes to the first of them.
  mutating func insertLines(_ lines: [UInt8], below: Bool) {
    let line = line(at: cursor)
    if below, line + 1 == lineCount {
      replace(bytes.count..<bytes.count, with: [0x0A] + lines.dropLast())
      cursor = lineStarts[line + 1]
    } else {
      let place = lineStarts[below ? line + 1 : line]
      replace(place..<place, with: lines)
      cursor = below ? place : place + lines.count
    }
  }

  /// The line with its line feed.
  var wholeLine: Range<Int> {
    let lines = selectedLines
    return lineStarts[lines.lowerBound]..<min(bytes.count, range(ofLine: lines.upperBound).upperBound + 1)
  }
}
