import SQLText
import TextUI

/// Operators on ranges.
extension EditorPane {
  /// What an operator takes, and where the cursor goes first: to the start of the motion.
  private struct Taken {
    var span: VimSpan
    var home: Int
    var isLarge = false
  }

  mutating func operate(_ op: VimOperator, on range: VimSentence.VimRange, _ sentence: VimSentence) -> VimOutcome {
    if case .selectedLines(let reach) = range {
      widenSelection(reach)
      return operate(op, on: .selection, sentence)
    }
    if range == .selection, buffer.visual?.kind == .block { return operateOnBlock(op, sentence) }
    guard let taken = take(range, count: sentence.count, op) else { return .failed }
    apply(op, to: taken, sentence)
    return VimOutcome()
  }

  /// The selection becomes that of whole lines; a block may stay one.
  private mutating func widenSelection(_ reach: VimSentence.BlockReach) {
    if buffer.visual?.kind != .block || reach == .lines {
      buffer.visual?.kind = .lines
    } else if reach == .toLineEnd {
      buffer.visual?.toLineEnd = true
    }
  }

  private mutating func take(_ range: VimSentence.VimRange, count: Int?, _ op: VimOperator) -> Taken? {
    let cursor = buffer.cursor
    switch range {
    case .motion(let motion):
      guard let target = target(of: motion, count: count, op: op) else { return nil }
      if motion.isJump { buffer.rememberJump() }
      return Taken(span: span(to: target, op), home: min(cursor, target.place), isLarge: motion.isLarge)
    case .object(let object):
      return take(object, count: count ?? 1, op)
    case .lines:
      let line = buffer.line(at: cursor)
      // With fewer lines below it is as many as there are, but on the last line there are none.
      guard count ?? 1 == 1 || line < buffer.lineCount - 1 else { return nil }
      let last = min(line + (count ?? 1), buffer.lineCount) - 1
      let home = op == .yank || last > line ? cursor : min(cursor, buffer.firstNonBlank(ofLine: line))
      return Taken(span: lines(line, last), home: home)
    case .selection, .selectedLines:
      guard let visual = buffer.visual, let span = visualSpan(visual) else { return nil }
      let home = visual.kind == .lines ? min(cursor, buffer.lineStart(visual.anchor)) : span.range.lowerBound
      rememberVisual()
      buffer.visual = nil
      mode = .normal
      return Taken(span: span, home: home)
    }
  }

  private mutating func take(_ object: VimObject, count: Int, _ op: VimOperator) -> Taken? {
    if object.isWord {
      var words = VimWordObject(buffer, object, at: buffer.cursor)
      guard words.take(count) else {
        place(cursor: words.place)
        return nil
      }
      let span = words.span
      return Taken(
        span: span.isInclusive ? whole(span.range, op) : adjusted(span.range, op), home: span.range.lowerBound)
    }
    if case .match(let forward) = object.kind {
      return matchToTake(forward: forward).map { Taken(span: VimSpan(range: $0), home: $0.lowerBound) }
    }
    guard let span = buffer.span(of: object, at: buffer.cursor, count: count) else { return nil }
    guard span.kind == .characters else { return Taken(span: span, home: span.range.lowerBound) }
    return Taken(span: adjusted(span.range, op), home: span.range.lowerBound)
  }

  private func lines(_ first: Int, _ last: Int) -> VimSpan {
    // What is folded away behind a line goes with it.
    let last = buffer.lastFolded(behind: last)
    return VimSpan(range: buffer.lineStarts[first]..<buffer.range(ofLine: last).upperBound, kind: .lines)
  }

  /// The range from the cursor to where the motion leads.
  private func span(to target: VimTarget, _ op: VimOperator) -> VimSpan {
    let start = min(buffer.cursor, target.place)
    let end = max(buffer.cursor, target.place)
    switch target.reach {
    case .lines: return lines(buffer.line(at: start), buffer.line(at: end))
    case .inclusive: return whole(start..<min(buffer.after(end), max(end, buffer.lineEnd(end))), op)
    case .exclusive: return adjusted(start..<end, op)
    }
  }

  /// A range that ends where a line begins stops before the line feed; from an indent on it is whole lines.
  private func adjusted(_ range: Range<Int>, _ op: VimOperator) -> VimSpan {
    let first = buffer.line(at: range.lowerBound)
    let last = buffer.line(at: range.upperBound)
    guard last > first, buffer.lineStarts[last] == range.upperBound else { return whole(range, op) }
    if buffer.isInIndent(range.lowerBound) { return lines(first, last - 1) }
    return whole(range.lowerBound..<range.upperBound - 1, op)
  }

  /// Deleting from an indent to the last text of another line takes the lines whole.
  private func whole(_ range: Range<Int>, _ op: VimOperator) -> VimSpan {
    let first = buffer.line(at: range.lowerBound)
    let last = buffer.line(at: range.upperBound)
    let rest = buffer.bytes[range.upperBound..<buffer.range(ofLine: last).upperBound]
    guard op == .delete, last > first, buffer.isInIndent(range.lowerBound),
      rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 })
    else { return VimSpan(range: range) }
    return lines(first, last)
  }

  private mutating func apply(_ op: VimOperator, to taken: Taken, _ sentence: VimSentence) {
    let span = taken.span
    buffer.setMarks(of: span)
    // Where undoing goes back to.
    if op != .yank { buffer.cursor = span.kind == .lines ? taken.home : span.range.lowerBound }
    switch op {
    case .yank:
      vim.registers.yank(text(of: span), to: sentence.register)
      place(cursor: taken.home)
    case .delete:
      vim.registers.delete(text(of: span), to: sentence.register, isLarge: taken.isLarge)
      edit { $0.delete(span) }
      place(cursor: span.kind == .lines ? buffer.firstNonBlank(ofLine: buffer.line(at: buffer.cursor)) : buffer.cursor)
    case .change: change(taken, sentence)
    case .indent, .outdent, .reindent, .comment:
      shiftLines(op, touched(by: span), sentence)
    case .lower, .upper, .toggleCase:
      edit { $0.changeCase(span.range, op) }
      place(cursor: taken.home)
    }
  }

  private mutating func change(_ taken: Taken, _ sentence: VimSentence) {
    let span = taken.span
    let text = text(of: span)
    startInsertion(VimInsertion(sentence: sentence, count: 1, start: span.range.lowerBound))
    vim.registers.delete(text, to: sentence.register, isLarge: taken.isLarge)
    edit { buffer in
      if span.kind == .lines {
        let first = buffer.line(at: span.range.lowerBound)
        let indent =
          buffer.isBlank(line: first) ? buffer.range(ofLine: first).upperBound : buffer.firstNonBlank(ofLine: first)
        let last = buffer.range(ofLine: buffer.line(at: span.range.upperBound)).upperBound
        buffer.cursor = taken.home
        buffer.replace(min(indent, last)..<last, with: [])
        buffer.cursor = min(indent, last)
      } else {
        buffer.cursor = span.range.lowerBound
        buffer.replace(span.range, with: [])
      }
    }
    if span.kind == .lines { vim.insertion?.freshIndent = true }
    restartTape()
  }

  /// The lines that a span has something of: a line feed belongs to the line that it ends.
  private func touched(by span: VimSpan) -> ClosedRange<Int> {
    let (start, end) = (span.range.lowerBound, span.range.upperBound)
    return buffer.line(at: start)...buffer.line(at: span.kind == .lines ? end : max(start, end - 1))
  }

  private mutating func shiftLines(_ op: VimOperator, _ lines: ClosedRange<Int>, _ sentence: VimSentence) {
    // In visual mode the count tells how far; else it was part of the range.
    let times = if case .operate(_, .selection) = sentence.content { sentence.count ?? 1 } else { 1 }
    edit { buffer in
      buffer.history.begin()
      switch op {
      case .comment: buffer.toggleComment(lines)
      case .reindent: buffer.reindent(lines)
      default: for _ in 0..<times { buffer.shift(lines, right: op == .indent) }
      }
      buffer.history.end()
    }
    let first = buffer.firstNonBlank(ofLine: lines.lowerBound)
    place(cursor: op == .comment ? buffer.lineStarts[lines.lowerBound] : first)
  }

  func text(of span: VimSpan) -> VimText {
    guard span.kind == .lines else { return VimText(bytes: Array(buffer.bytes[span.range]), kind: .characters) }
    let first = buffer.line(at: span.range.lowerBound)
    let last = buffer.line(at: span.range.upperBound)
    let whole = buffer.lineStarts[first]..<buffer.range(ofLine: last).upperBound
    return VimText(bytes: buffer.bytes[whole] + [0x0A], kind: .lines)
  }
}
