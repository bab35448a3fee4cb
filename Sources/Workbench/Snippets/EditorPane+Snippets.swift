import SQLText

extension EditorPane {
  /// Lets go of the snippet once the cursor leaves the place that is being filled in; repeats what was typed there in its other places.
  mutating func followSnippet() {
    guard var stops = snippet else { return }
    snippet = nil
    guard stops.buffer == buffer.id, stops.follow(length: buffer.bytes.count, cursor: buffer.cursor) else { return }
    // Undoing takes the echoes back with the place itself; what follows is no filling in any more.
    guard stops.echoes.isEmpty || buffer.history.state >= stops.state else { return }
    snippet = stops
    repeatFilling()
  }

  /// Goes to the next place of the snippet, or back; false when there is none.
  mutating func moveInSnippet(by step: Int) -> Bool {
    followSnippet()
    let state = buffer.history.state
    guard snippet?.move(by: step, state: state) == true else { return false }
    selectSnippetStop()
    return true
  }

  /// Writes what the place at the cursor is filled with wherever the snippet repeats it, as one edit with what was typed.
  private mutating func repeatFilling() {
    guard let stops = snippet, buffer.history.state > stops.state else { return }
    let filling = Array(buffer.bytes[stops.range])
    let changed = stops.echoes.filter { !buffer.bytes[$0].elementsEqual(filling) }
    if changed.isEmpty { return }
    var (cursor, anchor) = (buffer.cursor, buffer.anchor)
    edit { buffer in
      for echo in changed {
        buffer.replace(echo, with: filling)
        if cursor >= echo.upperBound { cursor += filling.count - echo.count }
        if let place = anchor, place >= echo.upperBound { anchor = place + filling.count - echo.count }
      }
      buffer.history.gather(since: stops.state)
      (buffer.cursor, buffer.anchor) = (cursor, anchor)
    }
    for echo in changed { snippet?.fill(echo, count: filling.count) }
  }

  mutating func selectSnippetStop() {
    guard let stops = snippet else { return }
    buffer.cursor = stops.range.upperBound
    buffer.anchor = stops.range.isEmpty ? nil : stops.range.lowerBound
    buffer.goalColumn = nil
    if stops.isLast, stops.range.isEmpty { snippet = nil }
  }
}
