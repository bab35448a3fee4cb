/// Searching with vim's keys.
extension EditorPane {
  /// The next place of the last search, nil when there is none.
  mutating func searchAgain(reversed: Bool, _ times: Int) -> Int? {
    guard !lastSearch.isEmpty else { return nil }
    var place = buffer.cursor
    for _ in 0..<times {
      guard let next = occurrence(of: lastSearch, from: place, forward: searchesForward != reversed) else { return nil }
      place = next.lowerBound
    }
    return place
  }

  /// Makes the word at or behind the cursor the last search and goes to its next place.
  mutating func searchWord(forward: Bool, whole: Bool, _ times: Int) -> Int? {
    let line = buffer.range(ofLine: buffer.line(at: buffer.cursor))
    func isWord(_ place: Int) -> Bool { TextBuffer.isWordByte(buffer.bytes[place]) }
    guard let inside = (buffer.cursor..<max(buffer.cursor, line.upperBound)).first(where: isWord) else { return nil }
    var start = inside
    while start > line.lowerBound, isWord(start - 1) { start -= 1 }
    let end = (inside..<line.upperBound).first { !isWord($0) } ?? line.upperBound
    lastSearch = buffer.text(start..<end)
    searchesForward = forward
    var place = start
    for _ in 0..<times {
      guard let next = occurrence(of: lastSearch, from: place, forward: forward) else { return nil }
      place = next.lowerBound
    }
    return place
  }
}
