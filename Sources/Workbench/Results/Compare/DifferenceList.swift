import Database

/// What a comparison finds, as a result of its own: the difference in front, then the columns that both results have.
struct DifferenceList {
  private(set) var result: ResultSet
  private(set) var differences: [RowDifference] = []
  private var builder: RowBatch.Builder
  private let keep: (RowBatch) throws(Failure) -> RowBatch

  private static let batchBytes = 256 * 1024

  /// - Parameter keep: takes pieces of what is found, and gives them as they are kept.
  init(_ columns: [Column], keep: @escaping (RowBatch) throws(Failure) -> RowBatch) {
    let columns = [Column(name: "difference")] + columns
    builder = RowBatch.Builder(columnCount: columns.count)
    result = ResultSet(columns: columns)
    self.keep = keep
  }

  /// Adds some columns of a row.
  mutating func add(
    _ difference: RowDifference, _ place: ResultSet.Place, _ columns: some Sequence<Int>
  ) throws(Failure) {
    differences.append(difference)
    builder.append(difference.mark)
    builder.append(place, columns)
    if builder.byteCount >= Self.batchBytes { try flush() }
  }

  mutating func flush() throws(Failure) {
    if !builder.isEmpty { result.append(try keep(builder.finish())) }
  }
}

extension RowBatch.Builder {
  /// Copies some cells of a row.
  mutating func append(_ place: ResultSet.Place, _ columns: some Sequence<Int>) {
    for column in columns {
      if let cell = place.batch.cell(row: place.row, column: column) { append(cell) } else { appendNull() }
    }
  }
}
