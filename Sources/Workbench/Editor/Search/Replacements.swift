import SQLText

/// Replacements that were found and wait for a decision.
struct Replacements: Sendable {
  struct One: Sendable {
    var range: Range<Int>
    var new: [UInt8]
    var isChosen = true
  }
  var all: [One]
  /// The edits of the buffer when they were found: later ones make them void.
  var edits: Int
  var buffer: Int

  var chosen: [One] { all.filter(\.isChosen) }
}

extension EditorPane {
  /// All replacements of the pattern in a range.
  func replacements(
    of pattern: Pattern, with text: ReplacementText, in range: Range<Int>, oncePerLine: Bool = false
  ) -> Replacements {
    let bytes = buffer.bytes
    var matches = pattern.matches(in: bytes, range: range)
    // The end of the range's last line is no place for an empty match of the next one.
    matches.removeAll { $0.range.lowerBound >= bytes.count && $0.range.isEmpty && !bytes.isEmpty }
    if oncePerLine {
      var last = -1
      matches = matches.filter { match in
        let line = buffer.line(at: match.range.lowerBound)
        defer { last = line }
        return line != last
      }
    }
    let all = matches.map { Replacements.One(range: $0.range, new: text.bytes(for: $0, in: bytes)) }
    return Replacements(all: all, edits: buffer.edits, buffer: buffer.id)
  }

  /// Makes the chosen replacements as one edit; how many there were. The cursor goes to the last of them, or behind it.
  mutating func apply(_ replacements: Replacements, cursorBehind: Bool = false) -> Int {
    let chosen = replacements.chosen
    guard replacements.edits == buffer.edits, replacements.buffer == buffer.id, let first = chosen.first,
      let last = chosen.last
    else { return 0 }
    let whole = first.range.lowerBound..<last.range.upperBound
    var new: [UInt8] = []
    var place = whole.lowerBound
    for one in chosen {
      new += buffer.bytes[place..<one.range.lowerBound]
      new += one.new
      place = one.range.upperBound
    }
    let start = new.count - last.new.count
    edit { $0.replace(whole, with: new) }
    self.place(cursor: whole.lowerBound + (cursorBehind ? new.count : start))
    return chosen.count
  }
}
