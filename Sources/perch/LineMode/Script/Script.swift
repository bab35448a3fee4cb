import SQLText

/// Statements in their order, with the place they come from.
struct Script {
  struct Statement {
    /// What is sent.
    var text: String
    /// Line of the statement's end, from 1.
    var line: Int
    /// Where the next one may begin, in the text it was read from.
    var end = 0
    var strings = StringRule.standard
    /// A command of psql that is the statement, stands in it, or sends it otherwise than a semicolon does.
    var command: String?
    /// Whether its bytes are UTF-8; `text` is not what they are where they are not.
    var isUTF8 = true
    /// Whether it is several statements that `\\;` joined, which go to the server in one message.
    var isJoined = false

    /// Why it cannot be sent.
    var refusal: String? {
      if let command { return "\(command) is not available here: scripts hold SQL only" }
      return isUTF8 ? nil : "the statement is not UTF-8: iconv converts scripts"
    }

    /// Whether it is `COPY … FROM STDIN`.
    var readsInput: Bool {
      guard text.utf8.count > 4, isJoined || text.prefix(4).lowercased() == "copy" else { return false }
      let bytes = Array(text.utf8)
      let words = Lexer.tokens(bytes, strings: strings).filter { $0.kind == .word }
        .map { String(decoding: bytes[$0.range], as: UTF8.self).lowercased() }
      return words.contains("copy") && zip(words, words.dropFirst()).contains { $0 == "from" && $1 == "stdin" }
    }
  }

  /// What stands before error messages of a file: its name; nil for `-c`.
  var name: String?
  private(set) var statements: [Statement]

  init(_ text: [UInt8], name: String?, firstLine: Int = 1, strings: StringRule = .standard) {
    self.name = name
    let reader = ScriptCutter(text, strings)
    var line = firstLine
    var seen = 0
    statements = []
    for range in reader.sql.statements {
      line += text[seen..<range.upperBound].count { $0 == 0x0A }
      seen = range.upperBound
      statements.append(reader.statement(range, line: line))
    }
  }

  /// Leaves those behind the first `count` away.
  mutating func keep(_ count: Int) { statements.removeSubrange(count...) }

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
