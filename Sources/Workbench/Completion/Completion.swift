/// One thing that may stand at the cursor.
package struct CompletionItem: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case keyword, schema, table, view, function, column, alias, type, role, setting, value
    case enumeration = "enum"
    case join, snippet
  }

  /// What the list shows.
  package var label: String
  /// What replaces the text from `Completion.replaceFrom` to the cursor, quoted as PostgreSQL needs.
  package var insert: String
  package var kind: Kind
  /// Type of a column, schema of a table, result of a function: a few words.
  package var detail: String
  /// Places in `insert` to be gone through and filled in.
  package var stops: [Snippet.Stop] = []
  /// What the catalog can tell more of.
  package var subject: Subject?

  /// Something in the catalog.
  package enum Subject: Sendable, Hashable {
    case relation(UInt32)
    case column(UInt32, String)
    case function(schema: String?, name: String)
    /// Place in the list of types.
    case type(Int)
    case setting(String)
  }

  package init(label: String, insert: String, kind: Kind, detail: String = "", subject: Subject? = nil) {
    self.subject = subject
    self.label = label
    self.insert = insert
    self.kind = kind
    self.detail = detail
  }
}

/// What may stand at the cursor, best first.
package struct Completion: Sendable {
  /// UTF-8 byte offset in the text that was completed.
  package var replaceFrom: Int
  package var items: [CompletionItem]

  package init(replaceFrom: Int, items: [CompletionItem]) {
    self.replaceFrom = replaceFrom
    self.items = items
  }
}
