import Database

/// The forms that rows are copied and exported in.
enum CopyFormat: String, Sendable, Hashable, CaseIterable {
  case text, csv, tsv, json, ndjson, markdown, insert, inList, html

  var title: String {
    switch self {
    case .text: "text"
    case .csv: "CSV"
    case .tsv: "TSV"
    case .json: "JSON"
    case .ndjson: "NDJSON"
    case .markdown: "Markdown"
    case .insert: "INSERT"
    case .inList: "IN list"
    case .html: "HTML"
    }
  }

  /// What a file of it is called behind the dot.
  var fileExtension: String {
    switch self {
    case .text: "txt"
    case .csv: "csv"
    case .tsv: "tsv"
    case .json: "json"
    case .ndjson: "ndjson"
    case .markdown: "md"
    case .insert, .inList: "sql"
    case .html: "html"
    }
  }

  /// `table` is what INSERT statements name, quoted as SQL needs it.
  func options(table: String) -> ExportOptions {
    var options = ExportOptions()
    options.hasFooter = false
    options.followsCopy = true
    options.table = table
    switch self {
    case .text:
      options.format = .unaligned
      options.fieldSeparator = "\t"
      options.tuplesOnly = true
    case .csv: options.format = .csv
    case .tsv: options.format = .tsv
    case .json: options.format = .json
    case .ndjson: options.format = .ndjson
    case .markdown: options.format = .markdown
    case .insert: options.format = .insert
    case .inList: options.format = .inList
    case .html: options.format = .html
    }
    return options
  }
}

/// Which cells are meant.
enum CopyScope: Sendable, Hashable {
  case selection, cell, row, column, all
  /// Whatever the statement gives when it is run once more.
  case statement(String)

  var title: String {
    switch self {
    case .selection: "selection"
    case .cell: "cell"
    case .row: "row"
    case .column: "column"
    case .all: "all rows"
    case .statement: "every row of the statement"
    }
  }
}

/// A row of the copy and export menus.
struct CopyChoice: Sendable, Hashable {
  var scope: CopyScope
  var format: CopyFormat

  var title: String { "\(scope.title) as \(format.title)" }

  /// What the copy menu offers, the likeliest first.
  static let copies: [CopyChoice] =
    [CopyChoice(scope: .cell, format: .text)]
    + all(.row)
    + [.inList, .text, .csv, .json].map { CopyChoice(scope: .column, format: $0) }
    + all(.all)
    + [.inList, .json].map { CopyChoice(scope: .cell, format: $0) }

  static func all(_ scope: CopyScope) -> [CopyChoice] {
    CopyFormat.allCases.map { CopyChoice(scope: scope, format: $0) }
  }

  /// What can be written to a file, the likeliest first.
  static func exports(_ scope: CopyScope) -> [CopyChoice] {
    [.csv, .tsv, .json, .ndjson, .markdown, .insert, .html, .text, .inList].map { CopyChoice(scope: scope, format: $0) }
  }
}
