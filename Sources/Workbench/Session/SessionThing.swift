import SQLText

/// What lives in a session and is lost with it. The raw value is for sentences.
enum SessionThing: String, Sendable, Hashable, CaseIterable {
  case settings
  case temporaryTables = "temporary tables"
  case preparedStatements = "prepared statements"
  case listening = "LISTEN"

  private static let temporary = WordFinder("temp", "temporary")

  /// What a statement has made that the server called done with `tag`; nil when nothing.
  init?(tag: String, statement: String) {
    switch tag {
    case "SET": self = .settings
    case "PREPARE": self = .preparedStatements
    case "LISTEN": self = .listening
    case _ where Self.makesTable(tag, statement): self = .temporaryTables
    default: return nil
    }
  }

  /// CREATE TABLE … AS answers as its query does.
  private static func makesTable(_ tag: String, _ statement: String) -> Bool {
    let start = statement.prefix { $0 != "(" }.prefix(200)
    let isCreate = tag.hasPrefix("CREATE") || (tag.hasPrefix("SELECT") && WordFinder("create").isAny(in: String(start)))
    return isCreate && temporary.isAny(in: String(start))
  }
}
