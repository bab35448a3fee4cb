/// How results are printed.
package struct ExportOptions: Sendable {
  package enum Format: String, Sendable, CaseIterable {
    case aligned, unaligned, csv, tsv, json, ndjson, markdown, html, insert
    case inList = "in-list"
  }

  package var format = Format.aligned
  /// No header and no count of rows.
  package var tuplesOnly = false
  /// One column a line; of aligned and unaligned.
  package var isExpanded = false
  /// Between the fields and the rows of unaligned.
  package var fieldSeparator = "|"
  package var recordSeparator = "\n"
  /// Stands for NULL where the format has no word for it.
  package var null = ""
  /// 0 to 2, psql's border styles of aligned.
  package var border = 1
  package var hasFooter = true
  /// CSV as the server's COPY writes it, where an empty text is in quotes and NULL is nothing; else as psql prints it, where both are nothing.
  package var followsCopy = false
  /// The table that INSERT statements name, quoted as SQL needs it.
  package var table = "result"
  /// Columns of the terminal that a scalar beyond ASCII takes; negative for one that must not be shown as it is.
  package var width: @Sendable (Unicode.Scalar) -> Int = { _ in 1 }

  package init() {}
}

/// Writes one result piece by piece, appending bytes: the columns, then any number of batches, then the end.
package protocol ResultWriter: Sendable {
  mutating func begin(_ columns: [Column], into out: inout [UInt8])
  mutating func add(_ batch: RowBatch, into out: inout [UInt8])
  mutating func end(into out: inout [UInt8])
  /// Rows that were handed in and do not stand in what was written.
  var rowsLeftOut: Int { get }
}

extension ResultWriter {
  package var rowsLeftOut: Int { 0 }
}

extension ExportOptions {
  package func writer() -> any ResultWriter {
    switch format {
    case .aligned: isExpanded ? ExpandedWriter(self) : AlignedWriter(self)
    case .unaligned: UnalignedWriter(self)
    case .csv, .tsv: SeparatedWriter(self)
    case .json, .ndjson: JSONWriter(isLines: format == .ndjson)
    case .markdown: MarkdownWriter(self)
    case .html: HTMLWriter(self)
    case .insert: InsertWriter(self)
    case .inList: InListWriter()
    }
  }
}

extension [UInt8] {
  mutating func add(_ text: some StringProtocol) { append(contentsOf: text.utf8) }
  mutating func addSpaces(_ count: Int) { if count > 0 { append(contentsOf: repeatElement(0x20, count: count)) } }
  mutating func add(_ byte: UInt8, times: Int) {
    if times > 0 { append(contentsOf: repeatElement(byte, count: times)) }
  }
}
