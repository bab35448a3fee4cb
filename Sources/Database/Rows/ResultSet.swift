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
    let index = batch(holding: row)
    return batches[index].cell(row: row - starts[index], column: column)
  }

  private func batch(holding row: Int) -> Int {
    precondition(row >= 0 && row < rowCount)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: Going through many rows

  /// The batches that hold the rows of a range, with the rows counted in the batch, and the row of the result that the batch begins with.
  package func forEachBatch(rows: Range<Int>, _ body: (RowBatch, _ local: Range<Int>, _ first: Int) -> Void) {
    guard !rows.isEmpty else { return }
    var index = batch(holding: rows.lowerBound)
    while index < batches.count, starts[index] < rows.upperBound {
      let first = starts[index]
      let local = max(rows.lowerBound - first, 0)..<min(rows.upperBound - first, batches[index].rowCount)
      body(batches[index], local, first)
      index += 1
    }
  }

  /// One cell of each of the rows, which are given in ascending order; `place` counts them from 0. Mapped memory is let go of behind.
  package func forEachCell(rows: [UInt32], column: Int, _ body: (_ place: Int, UnsafeRawBufferPointer?) -> Void) {
    forEachRow(rows) { place, batch, row in body(place, batch.cell(row: row, column: column)) }
  }

  /// Each of the rows, which are given in ascending order, as its batch has it. Mapped memory is let go of behind.
  package func forEachRow(_ rows: [UInt32], _ body: (_ place: Int, RowBatch, _ local: Int) -> Void) {
    guard let first = rows.first else { return }
    var index = batch(holding: Int(first))
    for (place, row) in rows.enumerated() {
      if Int(row) >= starts[index] + batches[index].rowCount {
        batches[index].evict()
        index = batch(holding: Int(row))
      }
      body(place, batches[index], Int(row) - starts[index])
    }
    batches[index].evict()
  }

  /// As `forEachCell(rows:column:_:)`, of rows in any order, in the order in which they lie in memory.
  package func forEachCell(
    ofRowsInAnyOrder rows: [UInt32], column: Int, _ body: (_ place: Int, UnsafeRawBufferPointer?) -> Void
  ) {
    let places = rows.indices.sorted { rows[$0] < rows[$1] }
    forEachCell(rows: places.map { rows[$0] }, column: column) { body(places[$0], $1) }
  }

  /// A row as its batch has it.
  package struct Place: Sendable {
    package var batch: RowBatch
    package var row: Int
    package init(batch: RowBatch, row: Int) {
      self.batch = batch
      self.row = row
    }
  }

  package func place(of row: Int) -> Place {
    let index = batch(holding: row)
    return Place(batch: batches[index], row: row - starts[index])
  }

  /// The batches, each with the row of the result that it begins with.
  package var placedBatches: some Sequence<(first: Int, batch: RowBatch)> {
    zip(starts, batches).lazy.map { (first: $0, batch: $1) }
  }

  /// All rows, divided where batches begin into parts of about as many bytes.
  package func parts(ofBytes limit: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var (start, bytes) = (0, 0)
    for (first, batch) in placedBatches {
      bytes += batch.byteCount
      guard bytes >= limit else { continue }
      parts.append(start..<first + batch.rowCount)
      (start, bytes) = (first + batch.rowCount, 0)
    }
    if start < rowCount { parts.append(start..<rowCount) }
    return parts
  }

  /// Lets go of all mapped memory; it comes back when it is read.
  package func evict() { for batch in batches { batch.evict() } }

  /// Lets go of the mapped memory of rows; it comes back when it is read.
  package func evict(rows: Range<Int>) { forEachBatch(rows: rows) { batch, _, _ in batch.evict() } }

  /// Lets go of mapped memory that holds a row; it comes back when it is read.
  package func evict(row: Int) { batches[batch(holding: row)].evict() }

  /// The text of one cell, nil for NULL; invalid UTF-8 is repaired.
  package func text(row: Int, column: Int) -> String? {
    cell(row: row, column: column).map { String(decoding: $0, as: UTF8.self) }
  }
}
