import Database
import SQLText

/// A table's columns among those of a result.
struct TableRow: Sendable {
  let facts: TableFacts
  /// Column of the result for each column of the table, by `attnum`.
  let places: [Int16: Int]
  /// Whether a column of the table is there twice, as when it is joined to itself: nobody knows then which row a value is of.
  let isTwice: Bool

  init(_ facts: TableFacts, in columns: [Column]) {
    self.facts = facts
    var places: [Int16: Int] = [:]
    var isTwice = false
    for (index, column) in columns.enumerated() where column.tableOID == facts.oid && column.tableColumn > 0 {
      if places[column.tableColumn] == nil { places[column.tableColumn] = index } else { isTwice = true }
    }
    self.places = places
    self.isTwice = isTwice
  }

  /// The first key whose columns are all in the result.
  var key: [Int16]? { facts.keys.first { $0.allSatisfy { places[$0] != nil } } }

  /// Why rows of the table cannot be told apart here; nil when they can.
  var problem: String? {
    if !facts.holdsRows { return "\(facts.name) is no table" }
    if isTwice { return "\(facts.name) is in the result twice: its rows cannot be told apart" }
    if key == nil {
      guard let wanted = facts.keys.first else { return "\(facts.name) has no key" }
      let names = wanted.compactMap { facts.columns[$0]?.name }.joined(separator: ", ")
      return "the key of \(facts.name) is not in the result: \(names)"
    }
    return nil
  }
}

/// Conditions of SQL on columns and values.
enum Condition {
  /// `a = 'x'`, or `a is null`. Values without an equality, and those of types that are not the server's own, are compared as text.
  static func equals(_ name: String, _ value: String?, typeOID: UInt32) -> String {
    let column = Quoting.identifier(name)
    guard let value else { return "\(column) is null" }
    let literal = literal(value)
    return comparesAsText(typeOID) ? "\(column)::text = \(literal)" : "\(column) = \(literal)"
  }

  static func literal(_ value: String) -> String { String(Quoting.literal(value).drop { $0 == " " }) }

  /// json, xml and the geometric types, whose `=` is missing or means something else.
  private static func comparesAsText(_ type: UInt32) -> Bool {
    type >= 16_384 || [114, 142, 600, 601, 602, 603, 604, 628, 718].contains(type)
  }
}
