import SQLText

/// Which lines show, and the way from one to another.
extension TextBuffer {
  /// Whether the line is inside a folded statement, behind its first line.
  func isHidden(_ line: Int) -> Bool { !folds.isEmpty && folds.around(lineStarts[line]) != nil }

  /// The last line that is folded away behind a line that shows; the line itself where nothing is.
  func lastFolded(behind line: Int) -> Int {
    guard !folds.isEmpty else { return line }
    var last = line
    while last + 1 < lineCount, let fold = folds.around(lineStarts[last + 1]) { last = self.line(at: fold.upperBound) }
    return last
  }

  /// The line itself when it shows, else the first line of what hides it.
  func shownLine(_ line: Int) -> Int {
    guard !folds.isEmpty else { return line }
    var shown = line
    while let fold = folds.around(lineStarts[shown]) { shown = self.line(at: fold.lowerBound) }
    return shown
  }

  /// The line that shows so many rows below another that does, or above; nil behind the ends.
  func shownLine(_ rows: Int, from line: Int) -> Int? {
    guard !folds.isEmpty else { return (0..<lineCount).contains(line + rows) ? line + rows : nil }
    var place = line
    for _ in 0..<abs(rows) {
      if rows > 0 {
        place = lastFolded(behind: place) + 1
        guard place < lineCount else { return nil }
      } else {
        guard place > 0 else { return nil }
        place = shownLine(place - 1)
      }
    }
    return place
  }

  /// The row of a line below the top of the view; nil when it is not among the first `height` ones.
  func row(of line: Int, within height: Int) -> Int? {
    guard line >= top else { return nil }
    guard !folds.isEmpty else { return line - top < height ? line - top : nil }
    var place = top
    for row in 0..<height {
      if line <= lastFolded(behind: place) { return line == place ? row : nil }
      place = lastFolded(behind: place) + 1
    }
    return nil
  }

  // MARK: Folding

  /// Statements of more than one line, as byte ranges.
  private var foldable: [Range<Int>] {
    var last = -1
    return sql.statements.filter { statement in
      let first = line(at: statement.lowerBound)
      guard line(at: statement.upperBound) > first, first > last else { return false }
      last = first
      return true
    }
  }

  /// Folds the statement at the cursor, and puts the cursor on the line that is left of it; false when it is one line.
  mutating func fold() -> Bool {
    guard let statement = currentStatement, line(at: statement.lowerBound) < line(at: statement.upperBound) else {
      return false
    }
    folds.close(statement)
    leaveFold()
    return true
  }

  /// Unfolds what begins on the cursor's line; false when nothing does.
  mutating func unfold() -> Bool {
    let line = line(at: cursor)
    let last = lastFolded(behind: line)
    guard last > line else { return false }
    folds.open(touching: lineStarts[line] + 1..<range(ofLine: last).upperBound)
    return true
  }

  mutating func foldAll() {
    folds.closeOnly(foldable)
    leaveFold()
  }

  /// The cursor cannot stay where nothing shows.
  private mutating func leaveFold() {
    let line = line(at: cursor)
    guard isHidden(line) else { return }
    cursor = offset(line: shownLine(line), column: column(of: cursor))
    anchor = nil
  }

  /// Opens what hides the cursor: something has jumped there.
  mutating func unfoldCursor() {
    guard !folds.isEmpty else { return }
    while let fold = folds.around(lineStarts[line(at: cursor)]) { folds.open(touching: fold) }
  }
}
