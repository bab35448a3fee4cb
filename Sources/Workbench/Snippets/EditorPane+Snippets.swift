import SQLText

extension EditorPane {
  /// Lets go of the snippet once the cursor leaves the place that is being filled in.
  mutating func followSnippet() {
    guard var stops = snippet else { return }
    if stops.buffer == buffer.id, stops.follow(length: buffer.bytes.count, cursor: buffer.cursor) {
      snippet = stops
    } else {
      // Where more happened than that the cursor moved on, nobody knows where the places are.
      if stops.buffer == buffer.id, stops.length == buffer.bytes.count { repeatFilling() }
      snippet = nil
    }
  }

  /// Goes to the next place of the snippet, or back; false when there is none.
  mutating func moveInSnippet(by step: Int) -> Bool {
    followSnippet()
    repeatFilling()
    guard snippet?.move(by: step) == true else { return false }
    selectSnippetStop()
    return true
  }

  /// Writes what the place at the cursor was filled with wherever the snippet repeats it.
  private mutating func repeatFilling() {
    guard let stops = snippet else { return }
    let filling = Array(buffer.bytes[stops.range])
    let changed = stops.echoes.filter { !buffer.bytes[$0].elementsEqual(filling) }
    if changed.isEmpty { return }
    var (cursor, anchor) = (buffer.cursor, buffer.anchor)
    edit { buffer in
      buffer.history.begin()
      for echo in changed {
        buffer.replace(echo, with: filling)
        if cursor >= echo.upperBound { cursor += filling.count - echo.count }
        if let place = anchor, place >= echo.upperBound { anchor = place + filling.count - echo.count }
      }
      buffer.history.end()
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
