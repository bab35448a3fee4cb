import SQLText

/// Searching with vim's keys.
extension EditorPane {
  /// The next place of the last search, nil when there is none.
  mutating func searchAgain(reversed: Bool, _ times: Int) -> Int? {
    guard !search.isEmpty else { return nil }
    search.showsMarks = true
    return searched(from: buffer.cursor, forward: search.isForward != reversed, times)
  }

  /// Makes the word at or behind the cursor the last search and goes to its next place.
  mutating func searchWord(forward: Bool, whole: Bool, _ times: Int) -> Int? {
    let line = buffer.range(ofLine: buffer.line(at: buffer.cursor))
    func isWord(_ place: Int) -> Bool { TextBuffer.isWordByte(buffer.bytes[place]) }
    guard let inside = (buffer.cursor..<max(buffer.cursor, line.upperBound)).first(where: isWord) else { return nil }
    var start = inside
    while start > line.lowerBound, isWord(start - 1) { start -= 1 }
    let end = (inside..<line.upperBound).first { !isWord($0) } ?? line.upperBound
    // Text that was found is text that can be searched for.
    try? search.take(buffer.text(start..<end), syntax: whole ? .word : .text)
    search.isForward = forward
    return searched(from: start, forward: forward, times)
  }

  private func searched(from start: Int, forward: Bool, _ times: Int) -> Int? {
    var place = start
    for _ in 0..<times {
      guard let next = match(from: place, forward: forward) else { return nil }
      place = next.range.lowerBound
    }
    return place
  }
}
