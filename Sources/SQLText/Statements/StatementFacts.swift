/// What PostgreSQL's parser says about one statement.
package struct StatementFacts: Sendable, Hashable {
  /// In lower case, as in a command tag: `select`, `create table`. For text that is no SQL its first word.
  package var kind = ""
  /// Whether it changes anything beyond its session, or may: what is not known to only read counts as writing.
  package var writes = true
  /// Whether data or objects can be gone afterwards that a rollback is the only way back to.
  package var destroys: Destruction?
  /// The functions that are not PostgreSQL's own harmless ones, as written, in lower case. They make a query a write, unless the catalog
  /// knows better.
  package var unknownFunctions: [String] = []
  /// Whether nothing but `unknownFunctions` makes it a write.
  package var writesOnlyByFunctions = false
  /// Whether RETURNING can be put behind it: it changes rows and does not say yet what to give back.
  package var canReturnRows = false
  /// The same for statements that differ only in constants; empty when it does not parse.
  package var fingerprint = ""
  package var errors: [Diagnostic] = []
  package var names = StatementNames()

  package init() {}

  /// Of a command of psql, which no server parses: its name is its kind, and what it does nobody knows. Nil for anything else.
  package init?(command: [UInt8]) {
    guard command.first == UInt8(ascii: "\\") else { return nil }
    kind = String(decoding: command.prefix { $0 > 0x20 }, as: UTF8.self)
  }
}

/// Why a statement is asked about before it runs.
package enum Destruction: UInt8, Sendable, Hashable, CaseIterable {
  case updateWithoutWhere, deleteWithoutWhere, truncate, drop, dropColumn

  /// One clause for a question or a warning.
  package var reason: String {
    switch self {
    case .updateWithoutWhere: "UPDATE without WHERE changes every row"
    case .deleteWithoutWhere: "DELETE without WHERE deletes every row"
    case .truncate: "TRUNCATE deletes every row"
    case .drop: "DROP removes what it names"
    case .dropColumn: "dropping a column deletes its values"
    }
  }
}

/// Something wrong at a place of a text.
package struct Diagnostic: Sendable, Hashable {
  /// UTF-8 byte offset in the text that was asked about.
  package var offset: Int
  package var message: String

  package init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }
}
