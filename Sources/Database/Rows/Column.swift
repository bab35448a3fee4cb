/// One column of a result, as the server describes it.
package struct Column: Sendable, Hashable {
  /// The name the server sent, unescaped; it may hold any character but NUL.
  package var name: String
  /// `pg_type.oid` of the column's type.
  package var typeOID: UInt32
  /// `atttypmod`: -1 when the type takes none.
  package var typeModifier: Int32
  /// `pg_class.oid` of the table the column comes from, 0 when it is computed.
  package var tableOID: UInt32
  /// `pg_attribute.attnum` in that table, 0 when it is computed.
  package var tableColumn: Int16

  package init(
    name: String, typeOID: UInt32 = 25, typeModifier: Int32 = -1, tableOID: UInt32 = 0, tableColumn: Int16 = 0
  ) {
    self.name = name
    self.typeOID = typeOID
    self.typeModifier = typeModifier
    self.tableOID = tableOID
    self.tableColumn = tableColumn
  }

  /// Whether values of the type line up on the right: the built-in numbers, oid and money.
  package var isNumeric: Bool {
    switch typeOID {
    case 20, 21, 23, 26, 700, 701, 790, 1700: true
    default: false
    }
  }
}
