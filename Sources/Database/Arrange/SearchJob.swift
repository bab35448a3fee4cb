/// Looks for the next row, as shown, with a text or a pattern, in parts that follow each other and can be looked at side by side.
package struct SearchJob: Sendable {
  private let result: ResultSet
  /// The rows of the result as shown; nil for all in their own order.
  private let order: RowOrder?
  private let filter: RowFilter
  private let start: (row: Int, column: Int)
  private let isForward: Bool
  /// Rows as shown, in the order they are looked at; each from its lower to its upper bound or the other way round.
  private let parts: [Range<Int>]

  private static let partRows = 1 << 16
  private static let partsAtOnce = 16

  /// Where the search found something.
  package struct Place: Sendable, Hashable {
    /// As shown.
    package var row: Int
    package var column: Int
    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  /// Begins behind `start`, or at it when `includesStart`, goes on at the other end, and ends at the start.
  package init(
    result: ResultSet, order: RowOrder?, filter: RowFilter, from start: Place, isForward: Bool, includesStart: Bool
  ) {
    self.result = result
    self.order = order
    self.filter = filter
    self.isForward = isForward
    let edge = includesStart ? (isForward ? -1 : 1) : 0
    self.start = (start.row, start.column + edge)
    let count = order?.count ?? result.rowCount
    var ranges =
      isForward
      ? Self.split(start.row + 1..<count) + Self.split(0..<start.row)
      : Self.split(0..<start.row).reversed() + Self.split(start.row + 1..<count).reversed()
    // The row of the cursor is looked at first for the cells on one side, last for the others.
    ranges.insert(start.row..<start.row + 1, at: 0)
    ranges.append(start.row..<start.row + 1)
    parts = count == 0 ? [] : ranges
  }

  private static func split(_ rows: Range<Int>) -> [Range<Int>] {
    stride(from: rows.lowerBound, to: rows.upperBound, by: partRows).map { $0..<min($0 + partRows, rows.upperBound) }
  }

  /// Rows to look through.
  package var rowCount: Int { order?.count ?? result.rowCount }

  /// The first place in the direction of the search; nil when there is none.
  package func place(_ crew: some WorkCrew) throws(WorkStopped) -> Place? {
    for start in stride(from: 0, to: parts.count, by: Self.partsAtOnce) {
      let some = start..<min(start + Self.partsAtOnce, parts.count)
      var found: Place?
      try crew.make(some.count, share: Double(some.count) / Double(parts.count)) {
        place(inPart: some.lowerBound + $0)
      } then: {
        found = found ?? $0
      }
      if let found { return found }
    }
    return nil
  }

  private func place(inPart index: Int) -> Place? {
    let machine = FilterMachine(filter)
    if index == 0 || index == parts.count - 1 {
      let onFirstSide: (Int) -> Bool = { isForward ? $0 > start.column : $0 < start.column }
      return column(machine, row: parts[index].lowerBound) { onFirstSide($0) == (index == 0) }
        .map { Place(row: parts[index].lowerBound, column: $0) }
    }
    guard let row = row(inPart: parts[index], machine) else { return nil }
    return column(machine, row: row) { _ in true }.map { Place(row: row, column: $0) }
  }

  private func row(inPart places: Range<Int>, _ machine: FilterMachine) -> Int? {
    guard let order else {
      let found = filter.matches(in: result, rows: places)
      return (isForward ? found.first : found.last).map { Int($0) }
    }
    // In the order they lie in memory, however they are shown.
    var rows: [(row: UInt32, place: Int)] = []
    order[places].forEach(0..<places.count) { rows.append((UInt32($0), places.lowerBound + rows.count)) }
    rows.sort { $0.row < $1.row }
    var best: Int?
    result.forEachRow(rows.map(\.row)) { index, batch, row in
      let place = rows[index].place
      if best.map({ isForward ? place < $0 : place > $0 }) ?? true, machine.hasMatch(batch, row) { best = place }
    }
    return best
  }

  /// The first column of a row, in the direction of the search, that matches and may be taken.
  private func column(_ machine: FilterMachine, row: Int, where isTaken: (Int) -> Bool) -> Int? {
    let row = order.map { $0[row] } ?? row
    func isMatch(_ column: Int) -> Bool {
      isTaken(column) && result.cell(row: row, column: column).map(machine.isMatch) ?? false
    }
    let columns = result.columns.indices
    return isForward ? columns.first(where: isMatch) : columns.last(where: isMatch)
  }
}
