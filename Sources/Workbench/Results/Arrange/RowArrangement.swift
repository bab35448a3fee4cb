package import Database

/// Which rows of a result are shown, and in which order.
package struct RowArrangement: Sendable, Hashable {
  package var sort: [SortKey] = []
  package var filter: RowFilter?
  /// What the user typed for the filter.
  package var filterText = ""

  package init() {}

  package var isPlain: Bool { sort.isEmpty && filter == nil }

  /// `▲`, `▼`, with its place among several keys, for the header of a column.
  func mark(of column: Int) -> String? {
    guard let place = sort.firstIndex(where: { $0.column == column }) else { return nil }
    return (sort[place].isDescending ? "▼" : "▲") + (sort.count > 1 ? "\(place + 1)" : "")
      + (sort[place].isNatural ? "n" : "")
  }

  /// Turns a column from not sorted to ascending, descending, and back. `alone` takes the other keys out.
  mutating func cycle(_ column: Int, alone: Bool) {
    let place = sort.firstIndex { $0.column == column }
    let key = place.map { sort[$0] }
    let next: SortKey? =
      switch key?.isDescending {
      case nil: SortKey(column: column)
      case false?: SortKey(column: column, isDescending: true, isNatural: key!.isNatural)
      case true?: nil
      }
    if alone {
      sort = next.map { [$0] } ?? []
    } else if let place {
      sort.replaceSubrange(place...place, with: next.map { [$0] } ?? [])
    } else if let next {
      sort.append(next)
    }
  }
}

/// Work on the rows of a result that another thread does.
struct RowWork: Sendable {
  enum Kind: Sendable, Hashable {
    /// Replaces the rows that are shown, which come back when it is stopped.
    case arrange
    /// Adds what has arrived since.
    case extend
  }

  var request: Int
  var kind: Kind
  /// The tab it is for.
  var run: Int
  var statement: Int
  /// Monotonic milliseconds.
  var startedAt: Int64
  /// Rows of the result that it takes into account.
  var rows: Range<Int>
  /// Rows it has dealt with so far.
  var rowsDone = 0
  /// Whether some of its rows are shown already.
  var hasRows = false
}
