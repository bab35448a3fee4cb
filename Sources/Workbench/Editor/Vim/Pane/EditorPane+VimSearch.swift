import SQLText

/// Searching with vim's keys.
extension EditorPane {
  /// The next place of the last search, nil when there is none.
  mutating func searchAgain(reversed: Bool, _ times: Int) -> VimTarget? {
    guard !search.isEmpty else { return nil }
    search.showsMarks = true
    let forward = search.isForward != reversed
    guard let offset = search.offset else {
      return searched(from: buffer.cursor, forward: forward, times)
        .map { VimTarget(place: $0.lowerBound, reach: .exclusive) }
    }
    guard let found = searched(from: start(of: offset, forward: forward), forward: forward, times) else { return nil }
    return target(of: offset, at: found)
  }

  /// From where the next match is looked for when the cursor stands apart from the last one.
  private func start(of offset: VimSearch.Offset, forward: Bool) -> Int {
    guard offset.from != .line else { return buffer.cursor }
    var place = moved(buffer.cursor, by: -offset.distance)
    if offset.from == .end, let pattern = search.pattern {
      // The match whose end is here was found before; one that goes on behind it was not.
      let line = buffer.lineStart(place)..<min(buffer.bytes.count, place + 1)
      let own = pattern.matches(in: buffer.bytes, range: line).last { $0.range.upperBound > place }?.range
      if let own { place = own.lowerBound - (forward && buffer.before(own.upperBound) > place ? 1 : 0) }
    }
    return place
  }

  private func target(of offset: VimSearch.Offset, at match: Range<Int>) -> VimTarget {
    switch offset.from {
    case .line:
      let line = min(max(0, buffer.line(at: match.lowerBound) + offset.distance), buffer.lineCount - 1)
      return VimTarget(place: buffer.firstNonBlank(ofLine: line), reach: .lines)
    case .start: return VimTarget(place: moved(match.lowerBound, by: offset.distance), reach: .exclusive)
    case .end:
      let last = match.isEmpty ? match.lowerBound : buffer.before(match.upperBound)
      return VimTarget(place: moved(last, by: offset.distance), reach: .inclusive)
    }
  }

  /// So many characters on or back; the ends of lines are none.
  private func moved(_ place: Int, by distance: Int) -> Int {
    var walker = VimWalker(buffer, at: place)
    for _ in 0..<abs(distance) {
      func step() -> VimWalker.Step { distance > 0 ? walker.forward() : walker.backward() }
      if step() == .stuck || walker.isAtLineEnd && !walker.isOnEmptyLine && step() == .stuck { break }
    }
    return walker.place
  }

  /// Makes the word at or behind the cursor the last search and goes to its next place.
  mutating func searchWord(forward: Bool, whole: Bool, _ times: Int) -> Int? {
    guard let word = wordToSearch(at: buffer.cursor) else { return nil }
    // Text that was found is text that can be searched for.
    try? search.take(buffer.text(word), syntax: whole ? .word : .text)
    search.isForward = forward
    search.offset = nil
    return searched(from: word.lowerBound, forward: forward, times)?.lowerBound
  }

  /// The word at the place or behind it on its line.
  func wordToSearch(at place: Int) -> Range<Int>? {
    let line = buffer.range(ofLine: buffer.line(at: place))
    func isWord(_ place: Int) -> Bool { TextBuffer.isWordByte(buffer.bytes[place]) }
    guard let inside = (place..<max(place, line.upperBound)).first(where: isWord) else { return nil }
    var start = inside
    while start > line.lowerBound, isWord(start - 1) { start -= 1 }
    return start..<((inside..<line.upperBound).first { !isWord($0) } ?? line.upperBound)
  }

  private func searched(from start: Int, forward: Bool, _ times: Int) -> Range<Int>? {
    var found: Range<Int>?
    for _ in 0..<times {
      guard let next = match(from: found?.lowerBound ?? start, forward: forward) else { return nil }
      found = next.range
    }
    return found
  }

  // MARK: Matches as objects

  /// The match of the last search that the cursor is in, else the next one, or the one before.
  func matchToTake(forward: Bool) -> Range<Int>? {
    guard let pattern = search.pattern else { return nil }
    let line = buffer.range(ofLine: buffer.line(at: buffer.cursor))
    let own = pattern.matches(in: buffer.bytes, range: line).first { $0.range.contains(buffer.cursor) }
    let found = own ?? match(from: buffer.cursor, forward: forward)
    return found.flatMap { $0.range.isEmpty ? nil : $0.range }
  }

  /// `gn`: selects the match; what is selected already grows up to its other end.
  mutating func selectMatch(forward: Bool) -> VimOutcome {
    guard let found = matchToTake(forward: forward) else { return .failed }
    let (first, last) = (found.lowerBound, buffer.before(found.upperBound))
    if buffer.visual == nil {
      buffer.visual = VimVisual(kind: .characters, anchor: forward ? first : last)
      mode = .visual
    }
    place(cursor: forward ? last : first)
    return VimOutcome()
  }
}
