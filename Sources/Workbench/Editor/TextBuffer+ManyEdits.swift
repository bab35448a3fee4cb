import SQLText

/// Edits in many places that are made at once: text, tokens and history take them as one.
extension TextBuffer {
  /// Bytes that go, and what takes their place.
  struct Edit: Sendable, Hashable {
    var range: Range<Int>
    var new: [UInt8]
  }

  /// Makes edits that ascend and do not overlap, all counted in the text as it is; the cursor goes behind the first of them.
  mutating func replace(_ edits: [Edit]) {
    let edits = edits.filter { !$0.range.isEmpty || !$0.new.isEmpty }
    guard let first = edits.first, let last = edits.last else { return }
    // What follows single edits wants to see each of them.
    guard edits.count > 1, carets.isEmpty, tape == nil, marks.followed.isEmpty else {
      history.begin()
      for edit in edits.reversed() { replace(edit.range, with: edit.new) }
      return history.end()
    }
    let whole = first.range.lowerBound..<last.range.upperBound
    let old = Array(bytes[whole])
    var new: [UInt8] = []
    new.reserveCapacity(old.count + edits.reduce(0) { $0 + max(0, $1.new.count - $1.range.count) })
    var place = 0
    for edit in edits {
      new += old[place..<edit.range.lowerBound - whole.lowerBound]
      new += edit.new
      place = edit.range.upperBound - whole.lowerBound
    }
    if new == old { return }
    let marks = marks.replaced(edits)
    history.begin()
    replace(whole, with: new)
    history.end()
    self.marks = marks
    cursor = first.range.lowerBound + first.new.count
  }

  /// What `change` wants of each line, which it is given without its line feed: bytes from a place of the line on that go, and what comes.
  func edits(
    of lines: ClosedRange<Int>, _ change: (_ line: ArraySlice<UInt8>) -> (at: Int, removed: Int, new: [UInt8])?
  ) -> [Edit] {
    let start = lineStarts[lines.lowerBound]
    let text = Array(bytes[start..<range(ofLine: lines.upperBound).upperBound])
    var edits: [Edit] = []
    var place = 0
    while place <= text.count {
      let end = text[place...].firstIndex(of: 0x0A) ?? text.count
      if let (at, removed, new) = change(text[place..<end]) {
        edits.append(Edit(range: start + place + at..<start + place + at + removed, new: new))
      }
      place = end + 1
    }
    return edits
  }

  /// The columns that spaces and tabs at the start of a line take.
  static func indentColumns(_ blanks: some Sequence<UInt8>) -> Int {
    blanks.reduce(0) { $1 == 0x09 ? $0 + tabWidth - $0 % tabWidth : $0 + 1 }
  }
}

extension Marks {
  /// The marks as edits that ascend leave them.
  func replaced(_ edits: [TextBuffer.Edit]) -> Marks {
    var deltas: [Int] = [0]
    deltas.reserveCapacity(edits.count + 1)
    for edit in edits { deltas.append(deltas.last! + edit.new.count - edit.range.count) }
    return moved { place in
      // The first edit that does not end before the place.
      var (low, high) = (0, edits.count)
      while low < high {
        let middle = (low + high) / 2
        if edits[middle].range.upperBound <= place { low = middle + 1 } else { high = middle }
      }
      guard low < edits.count, edits[low].range.lowerBound < place else {
        // What is put in just before a place that an edit begins at leaves it there.
        if low > 0, edits[low - 1].range == place..<place { return place + deltas[low - 1] }
        return place + deltas[low]
      }
      let edit = edits[low]
      return min(place, edit.range.lowerBound + max(0, edit.new.count - 1)) + deltas[low]
    }
  }
}
