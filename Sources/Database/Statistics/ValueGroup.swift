/// Rows with equal values.
struct ValueGroup: Sendable {
  /// One of them.
  var row: UInt32
  /// Rows with something to add up.
  var count = 0
  var sum = 0.0
}

/// The groups with the greatest sums, greatest first and among equals as they came.
struct GreatestGroups: Sendable {
  private(set) var groups: [ValueGroup] = []
  /// Of all groups, the ones that are not kept included.
  private(set) var groupCount = 0
  /// Rows in all groups.
  private(set) var rowCount = 0
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func add(_ group: ValueGroup) {
    guard group.count > 0 else { return }
    groupCount += 1
    rowCount += group.count
    keep(group)
  }

  /// Adds what was found out about groups that come later.
  mutating func add(_ others: GreatestGroups) {
    groupCount += others.groupCount
    rowCount += others.rowCount
    for group in others.groups { keep(group) }
  }

  private mutating func keep(_ group: ValueGroup) {
    guard groups.count < limit || group.sum > groups.last!.sum else { return }
    var (low, high) = (0, groups.count)
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].sum >= group.sum { low = middle + 1 } else { high = middle }
    }
    groups.insert(group, at: low)
    if groups.count > limit { groups.removeLast() }
  }
}

/// The groups of one sorted range. The first and the last may go on in the ranges beside it.
struct RangeGroups: Sendable {
  fileprivate(set) var first: ValueGroup?
  /// nil when there is only one.
  fileprivate(set) var last: ValueGroup?
  fileprivate(set) var between: GreatestGroups
}

/// Groups of all ranges, taken in one after the other.
struct GroupTally {
  private let result: ResultSet
  private let column: Int
  private let comparison: CellComparison
  private var closed: GreatestGroups
  private var open: ValueGroup?

  init(limit: Int, of column: Int, in result: ResultSet, _ comparison: CellComparison) {
    self.result = result
    self.column = column
    self.comparison = comparison
    closed = GreatestGroups(limit: limit)
  }

  mutating func add(_ range: RangeGroups) {
    guard var first = range.first else { return }
    if let open {
      if areEqual(Int(open.row), Int(first.row)) {
        first.count += open.count
        first.sum += open.sum
      } else {
        closed.add(open)
      }
    }
    open = first
    guard let last = range.last else { return }
    closed.add(first)
    closed.add(range.between)
    open = last
  }

  /// NULL is equal to NULL. Mapped memory is let go of: the rows lie anywhere in the result, and the groups are many.
  private func areEqual(_ one: Int, _ two: Int) -> Bool {
    defer {
      result.evict(row: one)
      result.evict(row: two)
    }
    switch (result.cell(row: one, column: column), result.cell(row: two, column: column)) {
    case (nil, nil): return true
    case (let one?, let two?): return comparison.compare(one, two) == 0
    default: return false
    }
  }

  var groups: GreatestGroups {
    var all = closed
    if let open { all.add(open) }
    return all
  }
}

extension SortRun {
  /// Divides the rows, which are sorted by one column, into groups of equal values.
  /// - Parameters:
  ///   - rows: how many of them to look at.
  ///   - value: what a row adds to its group; nil for nothing.
  func groups(
    first count: Int, limit: Int, in result: ResultSet, column: Int, _ comparison: CellComparison,
    value: (_ place: Int) -> Double?
  ) -> RangeGroups {
    let column = (index: column, sorted: columns[0])
    let ties = column.sorted.isInexact ? column.sorted.ties(among: (0..<count).map { UInt32($0) }) : []
    let copies = CellCopies(
      result, column: column.index, comparison, places: ties.flatMap { $0.map { UInt32($0) } }, rows: rows)
    func isNull(_ place: Int) -> Bool { !column.sorted.nulls.isEmpty && column.sorted.nulls[place] }
    func isEqual(_ one: Int, _ two: Int) -> Bool {
      if isNull(one) || isNull(two) { return isNull(one) && isNull(two) }
      guard column.sorted.keys[one] == column.sorted.keys[two] else { return false }
      return !column.sorted.isInexact || copies.compare(one, two, rows: rows) == 0
    }
    var found = RangeGroups(between: GreatestGroups(limit: limit))
    var start = 0
    while start < count {
      var group = ValueGroup(row: rows[start])
      var end = start
      repeat {
        if let value = value(end) {
          group.count += 1
          group.sum += value
        }
        end += 1
      } while end < count && isEqual(end, start)
      if start == 0 {
        found.first = group
      } else {
        if let last = found.last { found.between.add(last) }
        found.last = group
      }
      start = end
    }
    return found
  }
}
