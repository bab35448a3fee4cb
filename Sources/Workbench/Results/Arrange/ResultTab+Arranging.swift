import Database

/// The rows as shown before an arrangement that is being made.
struct ShownRows: Sendable {
  var arrangement: RowArrangement
  var order: RowOrder?
  var arrangedRows: Int
}

extension ResultTab {
  /// Whether more rows will come without being asked for.
  private var isArriving: Bool {
    if case .running = outcome { pause == nil } else { false }
  }

  /// What has to be found out so that the rows shown are the ones wanted; nil when they are.
  func neededRows() -> (kind: RowWork.Kind, rows: Range<Int>)? {
    guard let result, !arrangement.isPlain else { return nil }
    if isStale { return (.arrange, 0..<result.rowCount) }
    guard result.rowCount > arrangedRows else { return nil }
    if arrangement.sort.isEmpty { return (.extend, arrangedRows..<result.rowCount) }
    // Sorting all over again is worth it for many new rows, or when no more come.
    let isWorth = !isArriving || result.rowCount >= arrangedRows + arrangedRows / 2
    return isWorth ? (.arrange, 0..<result.rowCount) : nil
  }

  /// Wants another arrangement; a plain one is there at once.
  mutating func arrange(_ wanted: RowArrangement) {
    guard wanted != arrangement else { return }
    before = before ?? ShownRows(arrangement: arrangement, order: order, arrangedRows: arrangedRows)
    arrangement = wanted
    selection = nil
    guard wanted.isPlain else {
      isStale = true
      return
    }
    let row = shownRow
    showAll()
    if let row { self.row = row }
  }

  /// The row of the result under the cursor.
  private var shownRow: Int? { rowCount > 0 ? resultRow(min(row, rowCount - 1)) : nil }

  private mutating func showAll() {
    order = nil
    arrangedRows = 0
    isStale = false
    before = nil
  }

  /// Takes rows in; `isWhole` says that no more of this work follow.
  mutating func take(_ rows: RowOrder, _ work: RowWork, isFirst: Bool, isWhole: Bool) {
    let cursor = shownRow
    if work.kind == .arrange, isFirst { order = RowOrder() }
    order = order ?? RowOrder()
    order!.append(rows)
    if isFirst, work.kind == .arrange {
      isStale = false
      // One looks at the same row after filtering, and at the first after sorting; when more rows were sorted in, where one was.
      let isAgain = before == nil && !arrangement.sort.isEmpty
      let place = arrangement.sort.isEmpty ? cursor.flatMap { order!.firstPlace(atOrBehind: $0) } : isAgain ? row : 0
      goal = isAgain ? row : nil
      self.row = place ?? max(0, order!.count - 1)
      if !isAgain { top = 0 }
    }
    if let goal { row = min(goal, max(0, order!.count - 1)) }
    if isWhole {
      arrangedRows = work.rows.upperBound
      before = nil
      goal = nil
    }
  }

  /// Goes back to what was shown before the work.
  mutating func stop(_ work: RowWork) {
    guard work.kind == .arrange, let before else { return }
    arrangement = before.arrangement
    order = before.order
    arrangedRows = before.arrangedRows
    isStale = false
    self.before = nil
    row = min(row, max(0, rowCount - 1))
  }

  /// `filter: total > 5 · sorted by 2 columns`, nil when nothing is arranged.
  var arrangementText: String? {
    guard !arrangement.isPlain, let result else { return nil }
    var parts: [String] = []
    if !arrangement.filterText.isEmpty { parts.append("filter: \(arrangement.filterText)") }
    if arrangement.filter != nil { parts.append("of \(grouped(result.rowCount)) rows") }
    if !arrangement.sort.isEmpty, arrangedRows < result.rowCount {
      parts.append("sorted \(grouped(arrangedRows)) of \(grouped(result.rowCount))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}
