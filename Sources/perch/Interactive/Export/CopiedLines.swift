import Database
import Workbench

/// Shows what `COPY … TO STDOUT` puts out in the grid: a line each.
struct CopiedLines: RunDiversion {
  func take(_ event: SessionEvent) -> (event: SessionEvent?, stops: Bool) {
    switch event {
    case .copyingOut(let id, let statement): (.columns(id: id, statement: statement, [Column(name: "copy")]), false)
    case .rows(let id, let statement, let batch):
      (.rows(id: id, statement: statement, batch.columnCount == 1 ? Self.lines(batch) : batch), false)
    default: (event, false)
    }
  }

  func news(after event: SessionEvent) -> Event? { nil }

  /// The messages of the server without the line feeds at their ends.
  private static func lines(_ batch: RowBatch) -> RowBatch {
    var builder = RowBatch.Builder(columnCount: 1)
    for row in 0..<batch.rowCount {
      guard let cell = batch.cell(row: row, column: 0) else { continue }
      builder.append(UnsafeRawBufferPointer(rebasing: cell[..<(cell.count - (cell.last == 0x0A ? 1 : 0))]))
    }
    return builder.finish()
  }
}
