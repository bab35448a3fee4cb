import SQLText

/// Statements in their order, with the place they come from.
struct Script {
  struct Statement {
    var text: String
    /// Line of the statement's end, from 1.
    var line: Int
  }

  /// What stands before error messages of a file: its name; nil for `-c`.
  var name: String?
  var statements: [Statement]

  init(_ text: [UInt8], name: String?) {
    self.name = name
    var line = 1
    var seen = 0
    statements = StatementSplitter.statements(in: text).map { range in
      line += text[seen..<range.upperBound].count { $0 == 0x0A }
      seen = range.upperBound
      return Statement(text: String(decoding: text[range], as: UTF8.self), line: line)
    }
  }
}
