import SQLText

/// Statements in their order, with the place they come from.
struct Script {
  struct Statement {
    var text: String
    /// Line of the statement's end, from 1.
    var line: Int
    /// Where it ends in the text it was read from.
    var end = 0

    /// Whether it is `COPY … FROM STDIN`.
    var readsInput: Bool {
      guard text.prefix(4).lowercased() == "copy" else { return false }
      let bytes = Array(text.utf8)
      let words = Lexer.tokens(bytes).filter { $0.kind == .word }
        .map { String(decoding: bytes[$0.range], as: UTF8.self).lowercased() }
      return zip(words, words.dropFirst()).contains { $0 == "from" && $1 == "stdin" }
    }
  }

  /// What stands before error messages of a file: its name; nil for `-c`.
  var name: String?
  var statements: [Statement]

  init(_ text: [UInt8], name: String?, firstLine: Int = 1) {
    self.name = name
    var line = firstLine
    statements = []
    var seen = 0
    func add(_ range: Range<Int>) {
      line += text[seen..<range.upperBound].count { $0 == 0x0A }
      seen = range.upperBound
      let words = String(decoding: text[range], as: UTF8.self)
      statements.append(Statement(text: words, line: line, end: range.upperBound))
    }
    for range in StatementSplitter.statements(in: text) {
      var rest = range
      // A line that begins with a backslash is a command of its own.
      while let first = rest.first, text[first] == UInt8(ascii: "\\") {
        let end = text[rest].firstIndex(of: 0x0A) ?? rest.upperBound
        add(first..<end)
        rest = (text[end..<rest.upperBound].firstIndex { $0 > 0x20 } ?? rest.upperBound)..<rest.upperBound
      }
      if !rest.isEmpty { add(rest) }
    }
  }

  /// What `-l` runs.
  static let databases = """
    select d.datname as "Name", pg_catalog.pg_get_userbyid(d.datdba) as "Owner",
      pg_catalog.pg_encoding_to_char(d.encoding) as "Encoding", d.datcollate as "Collate", d.datctype as "Ctype",
      pg_catalog.array_to_string(d.datacl, E'\\n') as "Access privileges"
    from pg_catalog.pg_database d order by 1
    """

  /// How many statements there are up to the first that is followed by data, that one included; nil when none is.
  var countUpToData: Int? { statements.firstIndex(where: \.readsInput).map { $0 + 1 } }

  private static let apart: Set<String> = [
    "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare", "vacuum", "call", "do",
    "reindex", "cluster", "create database", "drop database", "alter system", "create tablespace", "drop tablespace",
  ]

  /// Whether a statement begins or ends a transaction, or cannot run inside one.
  var controlsTransactions: Bool {
    statements.contains { statement in
      let words = statement.text.prefix(64).lowercased().split { !$0.isLetter }.prefix(2).map(String.init)
      return Self.apart.contains(words.first ?? "") || Self.apart.contains(words.joined(separator: " "))
    }
  }
}
