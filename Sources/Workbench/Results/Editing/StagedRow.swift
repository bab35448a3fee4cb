import Database

/// A row that is not with the server yet; it stands behind the rows of the result.
struct StagedRow: Sendable {
  /// Counted as they were made, dropped ones too.
  let number: Int
  let table: UInt32
  /// By `attnum`; columns that are not named get their defaults.
  private(set) var values: [Int16: NewValue]
  /// The bytes of the values that are texts.
  private var texts: [Int16: Arena] = [:]

  private static let standard = Arena(copying: Array(NewValue.standard.shown.utf8))

  init(number: Int, table: UInt32, values: [Int16: NewValue]) {
    self.number = number
    self.table = table
    self.values = [:]
    for (column, value) in values { set(column, value) }
  }

  mutating func set(_ column: Int16, _ value: NewValue) {
    values[column] = value == .standard ? nil : value
    texts[column] = if case .text(let text) = value { Arena(copying: Array(text.utf8)) } else { nil }
  }

  /// What a column of the table is going to hold, as far as that is known here.
  func value(of number: Int16, in facts: TableFacts?) -> NewValue {
    if let value = values[number] { return value }
    guard let column = facts?.columns[number] else { return .standard }
    return column.isGenerated || column.defaultText != nil ? .standard : .null
  }

  /// The bytes that a cell shows, nil for NULL.
  func cell(of number: Int16, in facts: TableFacts?) -> UnsafeRawBufferPointer? {
    switch value(of: number, in: facts) {
    case .null: nil
    case .standard: Self.standard.bytes
    case .text: texts[number]?.bytes
    }
  }
}

extension ResultTab {
  /// Rows as shown, new ones that are not with the server yet among them.
  var gridRowCount: Int { rowCount + staged.newRows.count }

  /// The new row at a row as shown; nil where a row of the result stands.
  func newRow(at row: Int) -> StagedRow? {
    let place = row - rowCount
    return staged.newRows.indices.contains(place) ? staged.newRows[place] : nil
  }

  /// Whether a column is of the table that a new row is for.
  func holds(_ column: Int, _ row: StagedRow) -> Bool {
    columns[column].tableOID == row.table && columns[column].tableColumn > 0
  }

  /// The bytes of a cell of a new row; nil for NULL and in columns of other tables.
  func cell(of row: StagedRow, column: Int) -> UnsafeRawBufferPointer? {
    holds(column, row) ? row.cell(of: columns[column].tableColumn, in: tables[row.table]) : nil
  }
}
