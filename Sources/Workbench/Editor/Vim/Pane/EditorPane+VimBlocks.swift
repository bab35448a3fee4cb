import SQLText
import TextUI

/// Operators on blocks.
extension EditorPane {
  mutating func operateOnBlock(_ op: VimOperator, _ sentence: VimSentence) -> VimOutcome {
    guard let block else { return .failed }
    let ranges = selectedRanges
    let taken = VimText(
      bytes: Array(ranges.map { Array(buffer.bytes[$0]) }.joined(separator: [0x0A])), kind: .block)
    rememberVisual()
    buffer.visual = nil
    mode = .normal
    let start = ranges[0].lowerBound
    // Where undoing goes back to.
    if op != .yank { buffer.cursor = start }
    switch op {
    case .yank: vim.registers.yank(taken, to: sentence.register)
    case .delete, .change:
      if op == .change { startInsertion(VimInsertion(sentence: sentence, count: 1, start: start)) }
      vim.registers.delete(taken, to: sentence.register, isLarge: false)
      edit { buffer in
        buffer.history.begin()
        for range in ranges.reversed() { buffer.replace(range, with: []) }
        buffer.history.end()
      }
    case .lower, .upper, .toggleCase:
      edit { buffer in
        buffer.history.begin()
        for range in ranges.reversed() { buffer.changeCase(range, op) }
        buffer.history.end()
      }
    case .indent, .outdent:
      let times = sentence.count ?? 1
      edit { $0.shift(block.lines, column: block.columns.lowerBound, by: op == .indent ? times : -times) }
    case .reindent, .comment:
      let lines = buffer.lineStarts[block.lines.lowerBound]..<buffer.range(ofLine: block.lines.upperBound).upperBound
      var whole = sentence
      whole.content = .operate(op, .selection)
      buffer.visual = VimVisual(kind: .lines, anchor: lines.lowerBound)
      buffer.cursor = lines.upperBound
      return operate(op, on: .selection, whole)
    }
    place(cursor: start)
    if op == .change {
      vim.insertion?.block = VimBlockInsertion(
        lines: block.lines, column: block.columns.lowerBound, atLineEnd: false, home: nil, pads: false)
      restartTape()
    }
    return VimOutcome()
  }

  /// `I` and `A` on a selection.
  mutating func blockInsert(atEnd: Bool, _ sentence: VimSentence) -> VimOutcome {
    guard let visual = buffer.visual else { return .failed }
    guard visual.kind == .block, let block else {
      // Of the line where the selection began the start counts, whichever of the ends that is.
      let start = min(buffer.lineStart(visual.anchor), buffer.cursor)
      let last = max(buffer.lineStart(visual.anchor), buffer.cursor)
      let end = last == buffer.lineStart(last) ? last : min(buffer.lineEnd(last), buffer.after(last))
      endVisual()
      startInsertion(VimInsertion(sentence: sentence, count: 1, start: atEnd ? end : start))
      return VimOutcome()
    }
    let column = atEnd ? block.columns.upperBound + 1 : block.columns.lowerBound
    let first = block.lines.lowerBound
    let home = buffer.offset(line: first, column: block.columns.lowerBound)
    let atLineEnd = atEnd && block.toLineEnd
    endVisual()
    buffer.history.begin()
    var start = buffer.range(ofLine: first).upperBound
    if !atLineEnd { edit { start = $0.insertInColumn(column, line: first, [], filling: 0) } }
    startInsertion(VimInsertion(sentence: sentence, count: 1, start: start))
    buffer.history.end()
    vim.insertion?.block = VimBlockInsertion(
      lines: block.lines, column: column, atLineEnd: atLineEnd, home: home, pads: atEnd)
    return VimOutcome()
  }

  mutating func putOverSelection(_ sentence: VimSentence, keepsRegister: Bool) -> VimOutcome {
    guard let visual = buffer.visual else { return .failed }
    let text = vim.registers[sentence.register] ?? VimText(bytes: [], kind: .characters)
    buffer.history.begin()
    defer { buffer.history.end() }
    var cut = sentence
    cut.register = keepsRegister ? "_" : nil
    let lineCount = buffer.lineCount
    let endsText = buffer.line(at: max(visual.anchor, buffer.cursor)) == lineCount - 1
    let end = visualSpan(visual)?.range.upperBound ?? buffer.cursor
    let endsLine =
      visual.kind == .characters && end < buffer.bytes.count && buffer.bytes[end] == 0x0A || end == buffer.bytes.count
    let outcome = operate(.delete, on: .selection, cut)
    if outcome.hasFailed { return outcome }
    guard !text.bytes.isEmpty else { return VimOutcome(message: "the register is empty", hasFailed: true) }
    let times = sentence.count ?? 1
    switch (visual.kind, text.kind) {
    case (.lines, .lines): return put(text, before: !endsText, cursorBehind: false, times)
    case (.lines, _):
      edit { $0.insertLines([0x0A], below: endsText) }
      return put(text, before: true, cursorBehind: false, times)
    case (_, .lines):
      edit { $0.replace($0.cursor..<$0.cursor, with: [0x0A]) }
      place(cursor: buffer.before(buffer.cursor))
      return put(text, before: false, cursorBehind: false, times)
    default:
      return put(
        text,
        before: !(endsLine && buffer.cursor > buffer.lineStart(buffer.cursor))
          || buffer.cursor >= buffer.lineEnd(buffer.cursor), cursorBehind: false, times)
    }
  }
}

extension TextBuffer {
  /// Inserts at a screen column of a line, which is filled up to it and made when there are too few; the place behind.
  mutating func insertInColumn(_ column: Int, line: Int, _ new: [UInt8], filling: Int) -> Int {
    if line >= lineCount { replace(bytes.count..<bytes.count, with: [0x0A]) }
    let end = range(ofLine: line).upperBound
    let place = offset(line: line, column: column)
    let missing = place == end ? max(0, column - self.column(of: end)) : 0
    // Behind a block's last column nothing needs filling at the end of a line.
    let tail = place == end ? 0 : filling
    let spaces = [UInt8](repeating: 0x20, count: missing)
    replace(place..<place, with: spaces + new + [UInt8](repeating: 0x20, count: tail))
    return place + missing + new.count
  }
}
