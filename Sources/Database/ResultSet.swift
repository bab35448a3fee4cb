/// The rows of one result: a growing list of immutable batches, any row in logarithmic time.
package struct ResultSet: Sendable {
  package private(set) var columns: [Column]
  /// In the order they came.
  package private(set) var batches: [RowBatch] = []
  /// Index of the first row of each batch.
  private var starts: [Int] = []
  package private(set) var rowCount = 0
  package private(set) var byteCount = 0

  package init(columns: [Column]) { self.columns = columns }

  package mutating func append(_ batch: RowBatch) {
    precondition(batch.columnCount == columns.count)
    guard batch.rowCount > 0 else { return }
    batches.append(batch)
    starts.append(rowCount)
    rowCount += batch.rowCount
    byteCount += batch.byteCount
  }

  /// The bytes of one cell, nil for NULL. The pointer is valid as long as the result is kept.
  package func cell(row: Int, column: Int) -> UnsafeRawBufferPointer? {
    precondition(row >= 0 && row < rowCount)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle } else { high = middle }
    }
    return batches[low].cell(row: row - starts[low], column: column)
  }

  /// The text of one cell, nil for NULL; invalid UTF-8 is repaired.
  package func text(row: Int, column: Int) -> String? {
    cell(row: row, column: column).map { String(decoding: $0, as: UTF8.self) }
  }
}
