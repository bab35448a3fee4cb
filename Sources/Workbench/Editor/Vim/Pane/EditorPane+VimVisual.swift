import SQLText
import TextUI

/// Visual mode.
extension EditorPane {
  mutating func beginVisual(_ kind: VimVisual.Kind) {
    if let visual = buffer.visual {
      if visual.kind == kind {
        rememberVisual()
        return endVisual()
      }
      buffer.visual?.kind = kind
    } else {
      let toLineEnd = kind == .block && buffer.goalColumn == .max
      buffer.visual = VimVisual(kind: kind, anchor: buffer.cursor, toLineEnd: toLineEnd)
      mode = .visual
    }
  }

  mutating func endVisual() {
    if buffer.visual != nil { rememberVisual() }
    buffer.visual = nil
    if mode == .visual { mode = .normal }
  }

  mutating func rememberVisual() {
    guard let visual = buffer.visual else { return }
    buffer.lastVisual = visual
    buffer.marks["<"] = min(visual.anchor, buffer.cursor)
    buffer.marks[">"] = max(visual.anchor, buffer.cursor)
    buffer.lastVisualEndsAtAnchor = visual.anchor > buffer.cursor
  }

  mutating func reselect() -> VimOutcome {
    guard let last = buffer.lastVisual, let start = buffer.mark("<"), let end = buffer.mark(">") else { return .failed }
    var visual = last
    visual.anchor = buffer.lastVisualEndsAtAnchor ? end : start
    let cursor = buffer.lastVisualEndsAtAnchor ? start : end
    rememberVisual()
    buffer.visual = visual
    mode = .visual
    place(cursor: cursor)
    return VimOutcome()
  }

  mutating func swapEnds(sameLine: Bool) {
    guard let visual = buffer.visual else { return }
    guard sameLine, visual.kind == .block else {
      let cursor = buffer.cursor
      buffer.visual?.anchor = cursor
      return place(cursor: visual.anchor)
    }
    let (own, other) = (buffer.line(at: buffer.cursor), buffer.line(at: visual.anchor))
    let (ownColumn, otherColumn) = (buffer.column(of: buffer.cursor), buffer.column(of: visual.anchor))
    let anchor = buffer.offset(line: other, column: ownColumn)
    buffer.visual?.anchor = anchor
    place(cursor: buffer.offset(line: own, column: otherColumn))
  }

  mutating func select(_ object: VimObject, count: Int) -> VimOutcome {
    guard let visual = buffer.visual else { return .failed }
    if object.isWord { return selectWords(object, count: count, visual) }
    if case .match(let forward) = object.kind { return selectMatch(forward: forward) }
    var start = buffer.cursor
    // A selection that is larger than a character grows by what lies behind it.
    let grows = visual.anchor != buffer.cursor
    let place = grows && buffer.cursor >= visual.anchor ? min(buffer.bytes.count, buffer.after(buffer.cursor)) : start
    let isFlat: Bool
    switch object.kind {
    case .brackets, .quotes, .statement: isFlat = true
    default: isFlat = false
    }
    let from = isFlat ? min(visual.anchor, buffer.cursor) : place
    guard var span = buffer.span(of: object, at: from, count: count) else { return .failed }
    let selected = VimVisual(kind: visual.kind, anchor: visual.anchor)
    if isFlat, grows, let own = visualSpan(selected), own.range == span.range,
      let wider = buffer.span(of: object, at: max(0, span.range.lowerBound - 1), count: count)
    {
      span = wider
    }
    guard !span.range.isEmpty else { return .failed }
    start = grows && !isFlat ? visual.anchor : span.range.lowerBound
    if span.kind == .lines || visual.kind == .lines { buffer.visual?.kind = span.kind }
    buffer.visual?.anchor = start
    self.place(
      cursor: span.kind == .lines ? buffer.lineStart(span.range.upperBound) : buffer.before(span.range.upperBound))
    return VimOutcome()
  }

  /// What was reached stays selected when there are fewer words.
  private mutating func selectWords(_ object: VimObject, count: Int, _ visual: VimVisual) -> VimOutcome {
    var words = VimWordObject(buffer, object, at: buffer.cursor)
    let isDone: Bool
    if visual.anchor == buffer.cursor {
      isDone = words.take(count)
      buffer.visual?.anchor = words.start
    } else {
      isDone = buffer.cursor < visual.anchor ? words.extendBackward(count) : words.extend(count)
    }
    if isDone, visual.kind == .lines { buffer.visual?.kind = .characters }
    place(cursor: words.place)
    return isDone ? VimOutcome() : .failed
  }

  // MARK: Ranges

  /// What a selection of characters or lines takes in; of a block the lines it crosses.
  func visualSpan(_ visual: VimVisual) -> VimSpan? {
    let start = min(visual.anchor, buffer.cursor)
    let end = max(visual.anchor, buffer.cursor)
    if visual.kind == .characters { return VimSpan(range: start..<min(buffer.bytes.count, buffer.after(end))) }
    let (first, last) = (buffer.line(at: start), buffer.line(at: end))
    return VimSpan(range: buffer.lineStarts[first]..<buffer.range(ofLine: last).upperBound, kind: .lines)
  }

  /// The lines and the screen columns of a block, the last one included.
  var block: (lines: ClosedRange<Int>, columns: ClosedRange<Int>, toLineEnd: Bool)? {
    guard let visual = buffer.visual else { return nil }
    let lines = [buffer.line(at: visual.anchor), buffer.line(at: buffer.cursor)]
    func columns(_ place: Int) -> ClosedRange<Int> {
      let start = buffer.column(of: place)
      let end = place < buffer.lineEnd(place) ? buffer.column(of: buffer.after(place)) - 1 : start
      return start...max(start, end)
    }
    let (one, other) = (columns(visual.anchor), columns(buffer.cursor))
    let left = min(one.lowerBound, other.lowerBound)
    return (lines.min()!...lines.max()!, left...max(one.upperBound, other.upperBound), visual.toLineEnd)
  }

  /// The ranges of the text that are selected, from the first on.
  var selectedRanges: [Range<Int>] { selectedRanges(inLines: 0...buffer.lineCount) }

  /// Those of a block on the given lines only.
  func selectedRanges(inLines shown: ClosedRange<Int>) -> [Range<Int>] {
    guard let visual = buffer.visual else {
      return ((buffer.selection.map { [$0] } ?? []) + buffer.carets.compactMap(\.selection)).sorted {
        $0.lowerBound < $1.lowerBound
      }
    }
    guard visual.kind == .block, let block else {
      guard let span = visualSpan(visual) else { return [] }
      let isLines = span.kind == .lines
      return [isLines ? span.range.lowerBound..<min(buffer.bytes.count, span.range.upperBound + 1) : span.range]
    }
    return block.lines.clamped(to: shown).map { line in
      let end = buffer.range(ofLine: line).upperBound
      let start = buffer.offset(line: line, column: block.columns.lowerBound)
      if buffer.column(of: start) < block.columns.lowerBound, start < end { return start..<start }
      let stop = block.toLineEnd ? end : buffer.offset(line: line, column: block.columns.upperBound + 1)
      return start..<max(start, stop)
    }
  }

  /// The size of the selection, for doing the same again elsewhere.
  var visualExtent: VimExtent? {
    guard let visual = buffer.visual else { return nil }
    let start = min(visual.anchor, buffer.cursor)
    let end = max(visual.anchor, buffer.cursor)
    let lines = buffer.line(at: end) - buffer.line(at: start)
    if visual.kind == .block, let block {
      return VimExtent(kind: .block, lines: lines, columns: block.columns.count, toLineEnd: block.toLineEnd)
    }
    let columns = lines == 0 ? buffer.column(of: end) - buffer.column(of: start) + 1 : buffer.column(of: end) + 1
    return VimExtent(kind: visual.kind, lines: lines, columns: columns, toLineEnd: visual.toLineEnd)
  }

  /// Selects as much as an earlier selection, from the cursor on.
  mutating func select(_ extent: VimExtent) {
    let start = buffer.cursor
    let line = min(buffer.lineCount - 1, buffer.line(at: start) + extent.lines)
    var column = extent.columns - 1
    if extent.lines == 0 || extent.kind == .block { column += buffer.column(of: start) }
    buffer.visual = VimVisual(kind: extent.kind, anchor: start, toLineEnd: extent.toLineEnd)
    mode = .visual
    place(cursor: buffer.onCharacter(buffer.offset(line: line, column: extent.toLineEnd ? .max : column)))
  }
}
