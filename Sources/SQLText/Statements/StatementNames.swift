/// The names that a query, or a statement that changes rows, looks up. Names are as the server folds them; offsets are UTF-8 byte offsets in
/// the statement. Empty for all other statements, which make names as often as they use them.
package struct StatementNames: Sendable, Hashable {
  package struct Relation: Sendable, Hashable {
    package var schema: String?
    package var name: String
    package var alias: String?
    package var offset: Int

    package init(schema: String? = nil, name: String, alias: String? = nil, offset: Int) {
      self.schema = schema
      self.name = name
      self.alias = alias
      self.offset = offset
    }
  }

  /// A column or a function: its qualifiers, then its name.
  package struct Path: Sendable, Hashable {
    package var parts: [String]
    package var offset: Int

    package init(_ parts: [String], offset: Int) {
      self.parts = parts
      self.offset = offset
    }
  }

  package var relations: [Relation] = []
  package var columns: [Path] = []
  package var functions: [Path] = []
  /// Names that the statement gives itself: WITH queries, aliases of subqueries, functions and output columns.
  package var given: Set<String> = []
  /// Whether all columns without a qualifier are of the one relation, or output columns.
  package var hasOneSource = false

  package init() {}
}
