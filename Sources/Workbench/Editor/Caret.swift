/// A cursor beside the main one, with its selection.
struct Caret: Sendable, Hashable {
  var cursor: Int
  var anchor: Int?
  var goalColumn: Int?

  var selection: Range<Int>? {
    guard let anchor, anchor != cursor else { return nil }
    return min(anchor, cursor)..<max(anchor, cursor)
  }

  /// The text changed: the caret stays beside the characters that it was beside.
  mutating func replaced(_ range: Range<Int>, by count: Int) {
    func moved(_ place: Int) -> Int {
      place >= range.upperBound && place > range.lowerBound
        ? place + count - range.count : min(place, range.lowerBound + count)
    }
    cursor = moved(cursor)
    anchor = anchor.map(moved)
  }
}

extension TextBuffer {
  /// Does the same at every cursor, from the last to the first, so that none moves one that still waits.
  mutating func atAllCarets(_ work: (inout TextBuffer) -> Void) {
    let main = Caret(cursor: cursor, anchor: anchor, goalColumn: goalColumn)
    var all = carets + [main]
    let order = all.indices.sorted { all[$0].cursor > all[$1].cursor }
    carets = []
    history.begin()
    for index in order {
      (cursor, anchor, goalColumn) = (all[index].cursor, all[index].anchor, all[index].goalColumn)
      // Those that are done follow the edits of those that come.
      let done = all
      carets = done
      work(&self)
      all = carets
      all[index] = Caret(cursor: cursor, anchor: anchor, goalColumn: goalColumn)
    }
    history.end()
    take(all)
  }

  /// Makes the last one the main cursor; those that met become one.
  private mutating func take(_ all: [Caret]) {
    guard let main = all.last else { return }
    (cursor, anchor, goalColumn) = (main.cursor, main.anchor, main.goalColumn)
    var seen: Set<Int> = [main.cursor]
    carets = all.dropLast().filter { seen.insert($0.cursor).inserted }
  }

  /// Selects the word at the cursor, or one more place of what is selected; false when there is none.
  mutating func selectNextOccurrence() -> Bool {
    guard let selection else {
      let start = wordLeft(after(cursor))
      let end = wordRight(start)
      guard start < end, start <= cursor else { return false }
      (anchor, cursor) = (start, end)
      return true
    }
    let pattern = Pattern(text: text(selection), letterCase: .matters)
    let taken = Set(carets.compactMap { $0.selection?.lowerBound } + [selection.lowerBound])
    func next(_ range: Range<Int>) -> Range<Int>? {
      pattern.matches(in: bytes, range: range, limit: taken.count + 1).map(\.range).first {
        !taken.contains($0.lowerBound)
      }
    }
    guard let found = next(selection.upperBound..<bytes.count) ?? next(0..<selection.lowerBound) else { return false }
    carets.append(Caret(cursor: cursor, anchor: anchor))
    (anchor, cursor) = (found.lowerBound, found.upperBound)
    return true
  }

  /// Adds a cursor on the line below (1) or above (-1), in the same column.
  mutating func addCaret(by step: Int) -> Bool {
    let column = goalColumn ?? self.column(of: cursor)
    let line = line(at: cursor) + step
    guard (0..<lineCount).contains(line) else { return false }
    let place = offset(line: line, column: column)
    if let known = carets.firstIndex(where: { $0.cursor == place }) {
      // Going back takes cursors away again.
      carets.remove(at: known)
    } else {
      carets.append(Caret(cursor: cursor, anchor: anchor, goalColumn: column))
    }
    (cursor, anchor, goalColumn) = (place, nil, column)
    return true
  }
}
