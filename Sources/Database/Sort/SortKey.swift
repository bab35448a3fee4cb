/// One column that rows are sorted by.
package struct SortKey: Sendable, Hashable {
  /// Index into the columns of the result.
  package var column: Int
  package var isDescending: Bool
  /// Whether digits inside text count as numbers: `file9` before `file10`.
  package var isNatural: Bool

  package init(column: Int, isDescending: Bool = false, isNatural: Bool = false) {
    self.column = column
    self.isDescending = isDescending
    self.isNatural = isNatural
  }
}

/// How the values of a type are compared.
package enum ValueKind: Sendable, Hashable {
  /// Whole numbers of at most 64 bits.
  case integer
  /// Decimal numbers of any length, exactly.
  case decimal
  /// Dates and timestamps as the server writes them in its ISO style.
  case time
  case interval
  /// By code point.
  case text
  /// By code point, digits as numbers.
  case natural

  /// The kind of a column's type, from its `pg_type.oid`.
  package init(typeOID: UInt32) {
    switch typeOID {
    case 20, 21, 23, 26: self = .integer
    case 700, 701, 790, 1700: self = .decimal
    case 1082, 1114, 1184: self = .time
    case 1186: self = .interval
    default: self = .text
    }
  }
}
