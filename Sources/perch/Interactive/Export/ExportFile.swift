import Database
import Workbench

/// Writes one result to a file through a writer, in pieces of bounded size.
struct ExportFile: ~Copyable {
  private var file: AtomicFile
  private var writer: any ResultWriter
  private var pending: [UInt8] = []
  private(set) var rows = 0
  private(set) var bytes = 0

  private static let pieceBytes = 1 << 18

  init(_ path: String, _ options: ExportOptions) throws(FileText.Problem) {
    file = try AtomicFile(replacing: path)
    writer = options.writer()
    pending.reserveCapacity(2 * Self.pieceBytes)
  }

  mutating func begin(_ columns: [Column]) { writer.begin(columns, into: &pending) }

  mutating func add(_ batch: RowBatch) throws(FileText.Problem) {
    writer.add(batch, into: &pending)
    rows += batch.rowCount
    if pending.count >= Self.pieceBytes { try flush() }
  }

  /// Bytes that the server wrote in the file's format already.
  mutating func add(copied data: UnsafeRawBufferPointer, rows: Int) throws(FileText.Problem) {
    self.rows += rows
    bytes += data.count
    try file.write(data)
  }

  mutating func end() { writer.end(into: &pending) }

  /// Writes the rest and puts the file in its place.
  consuming func keep() throws(FileText.Problem) -> ExportOutcome {
    try flush()
    let leftOut = writer.rowsLeftOut
    let outcome = ExportOutcome.written(rows: rows - leftOut, bytes: bytes, leftOut: leftOut)
    try file.keep()
    return outcome
  }

  private mutating func flush() throws(FileText.Problem) {
    try file.write(pending)
    bytes += pending.count
    pending.removeAll(keepingCapacity: true)
  }
}
