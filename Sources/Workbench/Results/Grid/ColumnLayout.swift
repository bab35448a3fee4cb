/// How the columns of a result stand in the grid: their order, widths, and which of them are hidden or frozen. Columns are named by their
/// index in the result throughout; `shown` gives them from left to right.
package struct ColumnLayout: Sendable, Hashable {
  /// Every column in the order of the grid, hidden ones included.
  private var order: [Int]
  private var hidden: Set<Int> = []
  /// Columns of the screen for each column of the result.
  package internal(set) var widths: [Int]
  /// Columns that were given a width by hand keep it.
  private var fixed: Set<Int> = []
  /// The first columns of the grid that stay in sight while the others scroll.
  package private(set) var frozenCount = 0
  /// Visible columns from left to right.
  package private(set) var shown: [Int]

  static let widest = 50
  /// Between two columns: space, rule, space.
  static let gap = 3

  package init(widths: [Int] = []) {
    self.widths = widths
    order = Array(widths.indices)
    shown = order
  }

  package var hiddenCount: Int { hidden.count }
  package var frozen: ArraySlice<Int> { shown.prefix(frozenCount) }
  package var scrolling: ArraySlice<Int> { shown.dropFirst(frozenCount) }

  package func isHidden(_ column: Int) -> Bool { hidden.contains(column) }

  /// Where a visible column stands, from 0 at the left.
  package func place(of column: Int) -> Int? { shown.firstIndex(of: column) }

  /// The visible columns from one to the other, whichever is further left.
  package func between(_ one: Int, _ other: Int) -> [Int] {
    guard let end = place(of: other) else { return [] }
    let start = place(of: one) ?? end
    return Array(shown[min(start, end)...max(start, end)])
  }

  /// The column some steps to the right (or left when negative), stopping at the edges.
  package func column(_ steps: Int, from column: Int) -> Int {
    guard !shown.isEmpty else { return column }
    return shown[min(max(0, (place(of: column) ?? 0) + steps), shown.count - 1)]
  }

  // MARK: Changing

  /// Hides a column; the last visible one stays. Says whether it did.
  package mutating func hide(_ column: Int) -> Bool {
    guard shown.count > 1, let place = place(of: column) else { return false }
    hidden.insert(column)
    if place < frozenCount { frozenCount -= 1 }
    refresh()
    return true
  }

  package mutating func show(_ column: Int) {
    guard hidden.remove(column) != nil else { return }
    refresh()
    if let place = place(of: column), place < frozenCount { frozenCount += 1 }
  }

  package mutating func showAll() {
    for column in hidden { show(column) }
  }

  /// Moves a visible column past its neighbours.
  package mutating func move(_ column: Int, by steps: Int) {
    guard let from = place(of: column) else { return }
    let to = min(max(0, from + steps), shown.count - 1)
    guard to != from, let old = order.firstIndex(of: column), let new = order.firstIndex(of: shown[to]) else { return }
    order.remove(at: old)
    order.insert(column, at: new)
    refresh()
  }

  /// Freezes the columns up to and with this one, or none when they are frozen already.
  package mutating func freeze(through column: Int) {
    guard let place = place(of: column) else { return }
    frozenCount = frozenCount == place + 1 ? 0 : place + 1
  }

  /// Gives a column a width by hand.
  package mutating func resize(_ column: Int, to width: Int) {
    guard widths.indices.contains(column) else { return }
    widths[column] = min(max(2, width), 400)
    fixed.insert(column)
  }

  /// Makes a column wide enough for what is in sight, unless it was given a width.
  package mutating func fit(_ column: Int, _ width: Int) {
    guard !fixed.contains(column), width > widths[column] else { return }
    widths[column] = width
  }

  /// Gives back the width that the content asks for.
  package mutating func release(_ column: Int, width: Int) {
    fixed.remove(column)
    widths[column] = min(max(1, width), Self.widest)
  }

  private mutating func refresh() { shown = order.filter { !hidden.contains($0) } }
}
