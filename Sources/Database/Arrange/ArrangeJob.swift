/// Finds the rows that a filter lets through and puts them in order.
package struct ArrangeJob: Sendable {
  package let result: ResultSet
  /// Rows of the result to look at.
  package let rows: Range<Int>
  package let filter: RowFilter?
  private let sort: [SortKey]

  package init(result: ResultSet, rows: Range<Int>, filter: RowFilter?, sort: [SortKey]) {
    self.result = result
    self.rows = rows
    self.filter = filter
    self.sort = sort
  }

  /// Hands the rows on in order: sorted ones at the end, others as they are found. `done` counts the rows looked at.
  package func arrange(
    _ crew: some WorkCrew, in space: ScratchSpace, runs: ScratchSpace, found: (RowOrder, _ done: Int) -> Void
  ) throws(WorkStopped) {
    guard sort.isEmpty else {
      let job = SortJob(result, rows: rows, sort, wanted: passing)
      return found(try job.merge(crew, in: runs, share: 0.5).rows(crew, in: space, share: 0.5), rows.count)
    }
    var done = 0
    try crew.make(rows.partCount, share: 1) {
      RowOrder(passing(in: rows.part($0)), in: space)
    } then: { some in
      done += 1
      found(some, min(done * Range.partRows, rows.count))
    }
  }

  /// The rows of a range that pass, as they came.
  private func passing(in range: Range<Int>) -> [UInt32] {
    filter?.matches(in: result, rows: range) ?? range.map { UInt32($0) }
  }

  /// The whole order, made on the caller's thread in memory.
  package func order() -> RowOrder {
    var order = RowOrder()
    try? arrange(SingleWorker(), in: .memory, runs: .memory) { some, _ in order.append(some) }
    return order
  }
}

/// Rows divided into parts, each of which is one step of work.
extension Range<Int> {
  static var partRows: Int { 1 << 16 }

  var partCount: Int { (count + Self.partRows - 1) / Self.partRows }

  func part(_ index: Int) -> Range {
    let start = lowerBound + index * Self.partRows
    return start..<Swift.min(start + Self.partRows, upperBound)
  }
}
