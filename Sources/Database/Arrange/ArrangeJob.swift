/// Finds the rows that a filter lets through and puts them in order, in parts that can be done side by side.
package struct ArrangeJob: Sendable {
  package let result: ResultSet
  /// Rows of the result to look at.
  package let rows: Range<Int>
  package let filter: RowFilter?
  private let sorter: RowSorter?

  private static let partRows = 1 << 16

  package init(result: ResultSet, rows: Range<Int>, filter: RowFilter?, sort: [SortKey]) {
    self.result = result
    self.rows = rows
    self.filter = filter
    sorter = sort.isEmpty ? nil : RowSorter(result, sort)
  }

  package var isSorted: Bool { sorter != nil }

  /// Rows looked at once the first parts are done.
  package func rowsDone(after parts: Int) -> Int { min(parts * Self.partRows, rows.count) }

  package var partCount: Int { (rows.count + Self.partRows - 1) / Self.partRows }

  /// The rows of one part that pass, in order.
  package func part(_ index: Int) -> SortRun {
    let start = rows.lowerBound + index * Self.partRows
    let range = start..<min(start + Self.partRows, rows.upperBound)
    let passing = filter?.matches(in: result, rows: range) ?? range.map { UInt32($0) }
    return sorter?.sort(passing) ?? SortRun(rows: passing, columns: [])
  }

  /// Two parts as one; the rows of the second lie behind those of the first.
  package func join(_ one: SortRun, _ two: SortRun) -> SortRun {
    sorter?.merge(one, two) ?? SortRun(rows: one.rows + two.rows, columns: [])
  }
}
