import Database

/// What the server made of changes: it tells the rows as they are now.
struct AppliedRows: Sendable {
  /// New cells by row and column of the result; nil inside for NULL.
  var cells: [Int: [Int: Arena?]] = [:]
  var deleted: Set<Int> = []
  /// New rows, with a cell for each column of the result.
  var inserted: ResultSet
  /// Whether rows were inserted that the result shows with columns which are not of their table.
  private(set) var needsRerun = false
  /// Whether the result has columns that are not of the changed tables; they may depend on what was changed.
  private(set) var isPart = false

  /// nil when the server did not tell of each row.
  init?(_ changes: ChangeSet, _ answer: InquiryAnswer, _ columns: [Column]) {
    inserted = ResultSet(columns: columns)
    var builder = RowBatch.Builder(columnCount: columns.count)
    var known: Set<Int> = []
    // The first statement is the beginning of the transaction.
    for (index, item) in changes.items.enumerated() {
      let told = answer.rows(of: index + 1)
      known.formUnion(item.told.map(\.column))
      switch item.aim {
      case .deletion(let row): deleted.insert(row)
      case .update(let row):
        guard told.rowCount == 1, told.columns.count == item.told.count else { return nil }
        for (place, column) in item.told.map(\.column).enumerated() {
          cells[row, default: [:]][column] = .some(told.cell(row: 0, column: place).map { Arena(copying: $0) })
        }
      case .insertion:
        guard told.rowCount == 1, told.columns.count == item.told.count else { return nil }
        let places = Dictionary(uniqueKeysWithValues: item.told.enumerated().map { ($1.column, $0) })
        guard places.count == columns.count else {
          needsRerun = true
          continue
        }
        for column in columns.indices {
          if let cell = told.cell(row: 0, column: places[column]!) {
            builder.append(cell)
          } else {
            builder.appendNull()
          }
        }
      }
    }
    inserted.append(builder.finish())
    isPart = known.count < columns.count && !cells.isEmpty
  }
}

extension ResultTab {
  /// Takes in what became of the changes. Rows stay where they are, however they are sorted or filtered.
  mutating func settle(_ applied: AppliedRows) {
    guard let old = result else { return }
    let shown = (row: row, top: top)
    row -= deletedRows(applied.deleted, before: shown.row)
    top -= deletedRows(applied.deleted, before: shown.top)
    staged = StagedChanges()
    selection = nil
    var new = old.changed(applied.cells, without: applied.deleted)
    let added = new.rowCount..<new.rowCount + applied.inserted.rowCount
    for batch in applied.inserted.batches { new.append(batch) }
    result = new
    if let order {
      self.order = order.without(applied.deleted)
      self.order!.append(RowOrder(added))
      isStale = isStale || arrangedRows < old.rowCount
      arrangedRows = new.rowCount
    }
    row = min(row, max(0, rowCount - 1))
  }

  /// How many of the rows shown before a place are among those of the result.
  private func deletedRows(_ gone: Set<Int>, before place: Int) -> Int {
    guard let order else { return gone.count { $0 < place } }
    var count = 0
    if !gone.isEmpty { order.forEach(0..<min(place, order.count)) { count += gone.contains($0) ? 1 : 0 } }
    return count
  }
}
