extension ResultSet {
  /// The rows with other values in some cells, by row and column, and without some of the rows. Only batches with such rows are made anew.
  package func changed(_ cells: [Int: [Int: Arena?]], without gone: Set<Int>) -> ResultSet {
    var rest = gone.union(cells.keys).sorted()[...]
    guard !rest.isEmpty else { return self }
    var changed = ResultSet(columns: columns)
    for (first, batch) in placedBatches {
      let touched = rest.prefix { $0 < first + batch.rowCount }
      rest = rest.dropFirst(touched.count)
      changed.append(touched.isEmpty ? batch : batch.changed(cells, without: gone, first: first))
    }
    return changed
  }
}

extension RowBatch {
  /// `first` is the row of the result that the batch begins with.
  fileprivate func changed(_ cells: [Int: [Int: Arena?]], without gone: Set<Int>, first: Int) -> RowBatch {
    var builder = Builder(columnCount: columnCount)
    for row in 0..<rowCount where !gone.contains(first + row) {
      let new = cells[first + row]
      for column in 0..<columnCount {
        let value = new?[column].map { $0?.bytes } ?? cell(row: row, column: column)
        if let value { builder.append(value) } else { builder.appendNull() }
      }
    }
    evict()
    return builder.finish()
  }
}
