/// How a frame is shown: row by row, in runs of one style.
extension Frame {
  /// Whether a row looks as it does in another frame of the same size.
  package func hasSameRow(_ y: Int, as other: Frame) -> Bool {
    let range = y * size.width..<(y + 1) * size.width
    return cells.withUnsafeBufferPointer { mine in
      other.cells.withUnsafeBufferPointer { theirs in
        for index in range where mine[index] != theirs[index] { return false }
        return true
      }
    }
  }

  /// The cells of a row from the left, up to `width` of them, in runs of one style.
  package func forEachRun(
    inRow y: Int, width: Int, _ body: (_ style: Style, _ cells: UnsafeBufferPointer<Cell>.SubSequence) -> Void
  ) {
    cells.withUnsafeBufferPointer { cells in
      var start = y * size.width
      let end = start + min(width, size.width)
      while start < end {
        let style = cells[start].style
        var next = start + 1
        while next < end, cells[next].style == style { next += 1 }
        body(style, cells[start..<next])
        start = next
      }
    }
  }
}
