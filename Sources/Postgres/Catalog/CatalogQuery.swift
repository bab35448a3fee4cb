import Database

/// One query of the script that reads a catalog, and where its rows go.
struct CatalogQuery: Sendable {
  let sql: String
  let take: @Sendable (ResultSet, inout CatalogDraft) -> Void

  init(_ sql: String, _ take: @escaping @Sendable (ResultSet, inout CatalogDraft) -> Void = { _, _ in }) {
    self.sql = sql
    self.take = take
  }

  /// For a list of names.
  init(_ sql: String, names: any WritableKeyPath<Catalog, [String]> & Sendable) {
    self.init(sql) { rows, draft in
      draft.catalog[keyPath: names] = (0..<rows.rowCount).map { rows.string($0, 0) }
    }
  }
}

extension ResultSet {
  /// A cell that cannot be NULL.
  func string(_ row: Int, _ column: Int) -> String { text(row: row, column: column) ?? "" }

  /// An oid or a small number; 0 for NULL.
  func number(_ row: Int, _ column: Int) -> UInt32 {
    (cell(row: row, column: column) ?? UnsafeRawBufferPointer(start: nil, count: 0)).reduce(0) {
      $0 &* 10 &+ UInt32($1 &- 0x30)
    }
  }

  func isTrue(_ row: Int, _ column: Int) -> Bool { cell(row: row, column: column)?.first == UInt8(ascii: "t") }

  /// The numbers of an array or a vector of them.
  func numbers(_ row: Int, _ column: Int) -> [Int] {
    string(row, column).split { !$0.isNumber && $0 != "-" }.compactMap { Int($0) }
  }
}
