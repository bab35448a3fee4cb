/// Which rows are shown. As in SQL, a comparison with NULL is neither true nor false, and its row is not shown.
package indirect enum RowFilter: Sendable, Hashable {
  package enum Comparison: Sendable, Hashable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }

  /// Any cell has the text.
  case text(TextFinder)
  /// Any cell matches.
  case pattern(TextPattern)
  /// The column's cell compared with a value, as values of the column's type.
  case compare(column: Int, Comparison, value: [UInt8], CellComparison)
  case matches(column: Int, TextPattern)
  case isNull(column: Int)
  case not(RowFilter)
  case all([RowFilter])
  case any([RowFilter])

  /// What a search looks for: a pattern between slashes, else plain text.
  package static func searching(_ text: String) throws(FilterError) -> RowFilter {
    let ignoresCase = text.hasSuffix("/i")
    guard text.utf8.count > 2, text.hasPrefix("/"), text.hasSuffix("/") || ignoresCase else {
      return .text(TextFinder(text))
    }
    let content = text.dropFirst().dropLast(ignoresCase ? 2 : 1)
    do throws(FilterError) {
      return .pattern(try TextPattern(String(content), ignoresCase: ignoresCase))
    } catch {
      throw FilterError(error.message, at: error.offset + 1)
    }
  }

  /// The rows of the range that pass, ascending.
  package func matches(in result: ResultSet, rows: Range<Int>) -> [UInt32] {
    let machine = FilterMachine(self)
    var passing: [UInt32] = []
    result.forEachBatch(rows: rows) { batch, local, first in
      machine.collect(batch, rows: local, first: first, into: &passing)
      batch.evict()
    }
    return passing
  }
}

/// A filter made ready to be asked about many rows by one thread.
final class FilterMachine {
  private enum Node {
    case text(TextFinder)
    case pattern(PatternMachine)
    case compare(Int, RowFilter.Comparison, [UInt8], CellComparison)
    case matches(Int, PatternMachine)
    case isNull(Int)
    case not(FilterMachine)
    case all([FilterMachine])
    case any([FilterMachine])
  }

  private let node: Node

  init(_ filter: RowFilter) {
    node =
      switch filter {
      case .text(let finder): .text(finder)
      case .pattern(let pattern): .pattern(PatternMachine(pattern.program))
      case .compare(let column, let comparison, let value, let order): .compare(column, comparison, value, order)
      case .matches(let column, let pattern): .matches(column, PatternMachine(pattern.program))
      case .isNull(let column): .isNull(column)
      case .not(let part): .not(FilterMachine(part))
      case .all(let parts): .all(parts.map(FilterMachine.init))
      case .any(let parts): .any(parts.map(FilterMachine.init))
      }
  }

  /// Adds the rows of a batch that pass; `first` is the row of the result that the batch begins with.
  func collect(_ batch: RowBatch, rows: Range<Int>, first: Int, into passing: inout [UInt32]) {
    if case .text(let finder) = node {
      // The cells of all rows lie one after the other: they are searched at once.
      batch.forEachRow(with: finder, in: rows) { passing.append(UInt32(first + $0)) }
      return
    }
    for row in rows where isTrue(batch, row) == true { passing.append(UInt32(first + row)) }
  }

  /// Whether one cell has the text or matches the pattern; conditions on columns are not about one cell.
  func isMatch(_ cell: UnsafeRawBufferPointer) -> Bool {
    switch node {
    case .text(let finder): finder.isFound(in: cell)
    case .pattern(let machine): machine.isFound(in: cell)
    default: false
    }
  }

  /// Whether any cell of a row has the text or matches the pattern.
  func hasMatch(_ batch: RowBatch, _ row: Int) -> Bool { hasCell(batch, row, isMatch) }

  /// nil when NULL makes it unknown.
  private func isTrue(_ batch: RowBatch, _ row: Int) -> Bool? {
    switch node {
    case .text(let finder): return hasCell(batch, row) { finder.isFound(in: $0) }
    case .pattern(let machine): return hasCell(batch, row) { machine.isFound(in: $0) }
    case .compare(let column, let comparison, let value, let order):
      guard let cell = batch.cell(row: row, column: column) else { return nil }
      return value.withUnsafeBytes { comparison.isTrue(order.compare(cell, $0)) }
    case .matches(let column, let machine):
      return batch.cell(row: row, column: column).map { machine.isFound(in: $0) }
    case .isNull(let column): return batch.cell(row: row, column: column) == nil
    case .not(let part): return part.isTrue(batch, row).map { !$0 }
    case .all(let parts):
      var isKnown = true
      for part in parts {
        guard let isTrue = part.isTrue(batch, row) else {
          isKnown = false
          continue
        }
        if !isTrue { return false }
      }
      return isKnown ? true : nil
    case .any(let parts):
      var isKnown = true
      for part in parts {
        guard let isTrue = part.isTrue(batch, row) else {
          isKnown = false
          continue
        }
        if isTrue { return true }
      }
      return isKnown ? false : nil
    }
  }

  private func hasCell(_ batch: RowBatch, _ row: Int, _ test: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    for column in 0..<batch.columnCount {
      if let cell = batch.cell(row: row, column: column), test(cell) { return true }
    }
    return false
  }
}

extension RowFilter.Comparison {
  /// Of the sign of a comparison.
  func isTrue(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}

extension RowBatch {
  /// The rows of the range that have the text in one of their cells, ascending.
  func forEachRow(with finder: TextFinder, in rows: Range<Int>, _ found: (Int) -> Void) {
    guard columnCount > 0, !rows.isEmpty else { return }
    var place = start(ofRow: rows.lowerBound)
    let end = start(ofRow: rows.upperBound)
    let bytes = UnsafeRawBufferPointer(rebasing: arena.bytes[..<end])
    var low = rows.lowerBound * columnCount
    while let match = finder.firstPlace(in: bytes, from: place) {
      guard let cell = self.cell(holding: match, from: low), cell / columnCount < rows.upperBound else { return }
      // A match that begins in one cell and ends in the next is none.
      if match + finder.count <= cellEnd(cell) {
        let row = cell / columnCount
        found(row)
        place = start(ofRow: row + 1)
        low = (row + 1) * columnCount
        if row + 1 >= rows.upperBound { return }
      } else {
        place = match + 1
        low = cell
      }
    }
  }

  /// Where the bytes of a row begin; the end of all bytes for the row behind the last.
  private func start(ofRow row: Int) -> Int { row == 0 ? 0 : cellEnd(row * columnCount - 1) }

  /// The first cell from `low` on that ends behind a place.
  private func cell(holding place: Int, from low: Int) -> Int? {
    var low = low
    var high = rowCount * columnCount
    // Mostly it is near.
    var step = columnCount
    while low + step < high, cellEnd(low + step) <= place {
      low += step
      step *= 2
    }
    high = min(high, low + step + 1)
    while low < high {
      let middle = (low + high) / 2
      if cellEnd(middle) <= place { low = middle + 1 } else { high = middle }
    }
    return low < rowCount * columnCount ? low : nil
  }
}
