import SQLText
import TextUI

/// What vim's single keys change.
extension EditorPane {
  mutating func replace(with scalar: Unicode.Scalar, _ times: Int) -> VimOutcome {
    if mode == .visual { return replaceSelection(with: scalar) }
    let line = buffer.range(ofLine: buffer.line(at: buffer.cursor))
    var end = buffer.cursor
    for _ in 0..<times {
      guard end < line.upperBound else { return .failed }
      end = buffer.after(end)
    }
    let start = buffer.cursor
    if scalar == "\r" || scalar == "\n" {
      let indent = buffer.bytes[line.lowerBound..<buffer.firstNonBlank(ofLine: buffer.line(at: start))].prefix(
        start - line.lowerBound)
      edit { $0.replace(start..<end, with: [0x0A] + indent) }
      return VimOutcome()
    }
    let one = Array(UTF8.encode(scalar)!)
    edit { $0.replace(start..<end, with: Array([[UInt8]](repeating: one, count: times).joined())) }
    place(cursor: start + one.count * (times - 1))
    return VimOutcome()
  }

  /// Every character of the selection becomes the same one; line feeds stay.
  private mutating func replaceSelection(with scalar: Unicode.Scalar) -> VimOutcome {
    let one = Array(UTF8.encode(scalar)!)
    let ranges = selectedRanges
    let start = ranges.first?.lowerBound ?? buffer.cursor
    edit { buffer in
      buffer.history.begin()
      for range in ranges.reversed() {
        var new: [UInt8] = []
        var place = range.lowerBound
        while place < range.upperBound {
          new += buffer.bytes[place] == 0x0A ? [0x0A] : one
          place = buffer.after(place)
        }
        buffer.replace(range, with: new)
      }
      buffer.history.end()
    }
    rememberVisual()
    endVisual()
    place(cursor: start)
    return VimOutcome()
  }

  mutating func join(spaces: Bool, _ times: Int) -> VimOutcome {
    var lines = times
    if let visual = buffer.visual {
      let first = buffer.line(at: min(visual.anchor, buffer.cursor))
      lines = buffer.line(at: max(visual.anchor, buffer.cursor)) - first + 1
      rememberVisual()
      endVisual()
      place(cursor: buffer.lineStarts[first])
    }
    // A selection of one line joins the next; a count beyond the end joins what there is.
    let line = buffer.line(at: buffer.cursor)
    let left = buffer.lineCount - line
    if max(2, lines) > left, lines <= 2 { return .failed }
    guard left > 1 else {
      place(cursor: buffer.lineStarts[line])
      return VimOutcome()
    }
    edit { _ = $0.join(min(left, max(2, lines)), spaces: spaces) }
    return VimOutcome()
  }

  mutating func toggleCase(_ times: Int) -> VimOutcome {
    let end = buffer.lineEnd(buffer.cursor)
    guard buffer.cursor < end else { return .failed }
    var place = buffer.cursor
    for _ in 0..<times where place < end { place = buffer.after(place) }
    let range = buffer.cursor..<place
    edit { $0.changeCase(range, .toggleCase) }
    self.place(cursor: place)
    return VimOutcome()
  }

  mutating func add(_ amount: Int) -> VimOutcome {
    var isDone = false
    edit { isDone = $0.add(amount) }
    return isDone ? VimOutcome() : .failed
  }

  // MARK: Putting

  mutating func put(_ text: VimText?, before: Bool, cursorBehind: Bool, _ times: Int) -> VimOutcome {
    guard let text, !text.bytes.isEmpty else { return VimOutcome(message: "the register is empty", hasFailed: true) }
    guard text.bytes.count * times <= Self.largestPut else {
      return VimOutcome(message: "that would be too much text", hasFailed: true)
    }
    switch text.kind {
    case .lines: putLines(text.bytes, before: before, cursorBehind: cursorBehind, times)
    case .characters: putCharacters(text.bytes, before: before, cursorBehind: cursorBehind, times)
    case .block: putBlock(text.bytes, before: before, cursorBehind: cursorBehind, times)
    }
    return VimOutcome()
  }

  /// Bytes that one key may put at most.
  static let largestPut = 64 << 20

  private mutating func putLines(_ bytes: [UInt8], before: Bool, cursorBehind: Bool, _ times: Int) {
    let new = Array([[UInt8]](repeating: bytes, count: times).joined())
    let line = buffer.line(at: buffer.cursor)
    let first = before ? line : line + 1
    edit { $0.insertLines(new, below: !before) }
    let count = new.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    buffer.setMarks(of: VimSpan(range: buffer.lineStarts[first]..<buffer.range(ofLine: first + count - 1).upperBound))
    if cursorBehind {
      place(cursor: buffer.lineStarts[min(buffer.lineCount - 1, first + count)])
    } else {
      place(cursor: buffer.firstNonBlank(ofLine: first))
    }
  }

  private mutating func putCharacters(_ bytes: [UInt8], before: Bool, cursorBehind: Bool, _ times: Int) {
    let new = Array([[UInt8]](repeating: bytes, count: times).joined())
    let end = buffer.lineEnd(buffer.cursor)
    let start = before || buffer.cursor >= end ? buffer.cursor : buffer.after(buffer.cursor)
    edit { $0.replace(start..<start, with: new) }
    buffer.setMarks(of: VimSpan(range: start..<start + new.count))
    if cursorBehind { return place(cursor: start + new.count) }
    place(cursor: new.contains(0x0A) ? start : buffer.before(start + new.count))
  }

  /// Each line of the block goes to the same column of a line of its own.
  private mutating func putBlock(_ bytes: [UInt8], before: Bool, cursorBehind: Bool, _ times: Int) {
    let pieces = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { piece in
      Array([[UInt8]](repeating: Array(piece), count: times).joined())
    }
    let widths = pieces.map { DisplayWidth.of(String(decoding: $0, as: UTF8.self)) }
    let width = widths.max() ?? 0
    let end = buffer.lineEnd(buffer.cursor)
    let start = before || buffer.cursor >= end ? buffer.cursor : buffer.after(buffer.cursor)
    let column = buffer.column(of: start)
    let first = buffer.line(at: buffer.cursor)
    var last = start
    edit { buffer in
      buffer.history.begin()
      for (index, piece) in pieces.enumerated() {
        last = buffer.insertInColumn(column, line: first + index, piece, filling: width - widths[index])
      }
      buffer.history.end()
    }
    place(cursor: cursorBehind ? last : start)
  }
}
