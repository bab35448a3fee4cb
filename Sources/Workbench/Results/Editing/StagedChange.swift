import Database
import SQLText

/// What a cell shall hold.
enum NewValue: Sendable, Hashable {
  case text(String)
  case null
  /// What the table gives when nothing is said.
  case standard

  var sql: String {
    switch self {
    case .text(let text): Condition.literal(text)
    case .null: "NULL"
    case .standard: "DEFAULT"
    }
  }

  /// As a cell shows it.
  var shown: String {
    switch self {
    case .text(let text): text
    case .null: "NULL"
    case .standard: "DEFAULT"
    }
  }
}

/// One thing that was done to the rows and is not with the server yet.
enum StagedChange: Sendable, Hashable {
  case set(row: Int, column: Int, NewValue)
  case delete(row: Int, table: UInt32)
  /// Values by `attnum`; columns that are not named get their defaults.
  case insert(table: UInt32, [Int16: NewValue])
  /// A value of a new row, by its number and `attnum`.
  case fill(newRow: Int, column: Int16, NewValue)
  case drop(newRow: Int)
}

/// All that was staged in a tab, in order; what was done last can be taken back.
struct StagedChanges: Sendable {
  private(set) var changes: [StagedChange] = []
  /// How many of the changes each thing that was done at once made, in order.
  private var steps: [Int] = []
  /// The bytes that changed cells show, by row and column of the result.
  private var cells: [Int: [Int: Arena?]] = [:]
  private(set) var deleted: [Int: UInt32] = [:]
  /// In the order they were made, without those that were dropped again.
  private(set) var newRows: [StagedRow] = []

  /// Whether nothing would be lost; what was done may still be taken back.
  var isEmpty: Bool { cells.isEmpty && deleted.isEmpty && newRows.isEmpty }
  var count: Int { changes.count }

  mutating func stage(_ change: StagedChange) { stage([change]) }

  /// Stages changes that were made at once, and are taken back at once.
  mutating func stage(_ some: [StagedChange]) {
    guard !some.isEmpty else { return }
    changes += some
    steps.append(some.count)
    refresh()
  }

  mutating func undo() {
    changes.removeLast(steps.popLast() ?? 0)
    refresh()
  }

  private mutating func refresh() {
    cells = [:]
    deleted = [:]
    var inserted: [StagedRow] = []
    var dropped: Set<Int> = []
    for change in changes {
      switch change {
      case .set(let row, let column, .null): cells[row, default: [:]][column] = .some(nil)
      case .set(let row, let column, let value):
        cells[row, default: [:]][column] = Arena(copying: Array(value.shown.utf8))
      case .delete(let row, let table): deleted[row] = table
      case .insert(let table, let values):
        inserted.append(StagedRow(number: inserted.count, table: table, values: values))
      case .fill(let row, let column, let value): inserted[row].set(column, value)
      case .drop(let row): dropped.insert(row)
      }
    }
    newRows = inserted.filter { !dropped.contains($0.number) }
  }

  func isChanged(row: Int, column: Int) -> Bool { cells[row]?[column] != nil }

  func isChanged(row: Int) -> Bool { cells[row] != nil }

  /// The bytes that a changed cell shows; nil inside for NULL, nil outside when it is not changed.
  func cell(row: Int, column: Int) -> UnsafeRawBufferPointer?? {
    guard let value = cells[row]?[column] else { return nil }
    return .some(value?.bytes)
  }

  /// What the cells of a row shall hold, the last word on each.
  func values(of row: Int) -> [Int: NewValue] {
    var values: [Int: NewValue] = [:]
    for case .set(row, let column, let value) in changes { values[column] = value }
    return values
  }

  /// Rows with changed cells, in the order they were changed first.
  var changedRows: [Int] {
    var seen: Set<Int> = []
    return changes.compactMap { if case .set(let row, _, _) = $0, seen.insert(row).inserted { row } else { nil } }
  }
}
