/// The part of a result that is copied or exported: rows in the order they are shown, and some of the columns.
package struct ExportSource: Sendable {
  package let result: ResultSet
  /// Numbers of the rows; nil for all in the order they came.
  package let rows: RowOrder?
  /// Numbers of the columns; nil for all.
  package let columns: [Int]?

  /// Rows that are put together at a time.
  private static let batchRows = 1000
  private static let batchBytes = 256 * 1024
  /// Rows after which mapped memory is let go of.
  private static let evictedRows = 1 << 16

  package init(_ result: ResultSet, rows: RowOrder? = nil, columns: [Int]? = nil) {
    self.result = result
    self.rows = rows
    self.columns = columns == Array(result.columns.indices) ? nil : columns
  }

  package var rowCount: Int { rows?.count ?? result.rowCount }

  /// The columns as the result describes them.
  package var chosenColumns: [Column] { columns.map { $0.map { result.columns[$0] } } ?? result.columns }

  /// Bytes of the part, found by looking at its cells until `limit` is passed.
  package func byteCount(limit: Int) -> Int {
    if rows == nil, columns == nil { return result.byteCount }
    var bytes = 0
    for place in 0..<rowCount {
      let row = rows?[place] ?? place
      for column in columns.map(AnyRandomAccessCollection.init) ?? AnyRandomAccessCollection(result.columns.indices) {
        bytes += 4 + (result.cell(row: row, column: column)?.count ?? 0)
      }
      if bytes > limit { break }
    }
    return bytes
  }

  /// Hands on the rows batch by batch until `take` gives false.
  package func forEachBatch(_ take: (RowBatch) throws -> Bool) rethrows {
    if rows == nil, columns == nil {
      for batch in result.batches {
        guard try take(batch) else { return }
        batch.evict()
      }
      return
    }
    let columns = columns ?? Array(result.columns.indices)
    var builder = RowBatch.Builder(columnCount: columns.count)
    for place in 0..<rowCount {
      if place % Self.evictedRows == 0 { result.evict() }
      let row = rows?[place] ?? place
      for column in columns {
        if let cell = result.cell(row: row, column: column) { builder.append(cell) } else { builder.appendNull() }
      }
      if columns.isEmpty { builder.appendEmptyRow() }
      if builder.rowCount >= Self.batchRows || builder.byteCount >= Self.batchBytes {
        guard try take(builder.finish()) else { return }
      }
    }
    if !builder.isEmpty { _ = try take(builder.finish()) }
  }

  /// The whole part in one piece.
  package func bytes(_ options: ExportOptions) -> [UInt8] { written(options).bytes }

  /// The whole part in one piece, and how many of its rows do not stand there.
  package func written(_ options: ExportOptions) -> (bytes: [UInt8], leftOut: Int) {
    var writer = options.writer()
    var out: [UInt8] = []
    writer.begin(chosenColumns, into: &out)
    forEachBatch { batch in
      writer.add(batch, into: &out)
      return true
    }
    writer.end(into: &out)
    return (out, writer.rowsLeftOut)
  }
}
