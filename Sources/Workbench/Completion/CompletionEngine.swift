package import Database

/// Finds what may stand at a place of a text, from a catalog.
package struct CompletionEngine: Sendable {
  let catalog: Catalog

  package init(_ catalog: Catalog) { self.catalog = catalog }

  /// `cursor` is a UTF-8 byte offset of `text`.
  package func complete(text: [UInt8], cursor: Int, limit: Int) -> Completion {
    Completion(replaceFrom: cursor, items: [])
  }
}
