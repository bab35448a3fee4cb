/// How formatted SQL looks.
package struct FormatOptions: Sendable, Hashable {
  package enum KeywordCase: String, Sendable, Hashable, CaseIterable { case lower, upper, preserve }
  package enum CommaStyle: String, Sendable, Hashable, CaseIterable { case trailing, leading }
  /// Where the clauses of a long query go: `block` puts them under each other, `river` ends their first words in one column.
  package enum Layout: String, Sendable, Hashable, CaseIterable { case block, river }

  package var keywordCase = KeywordCase.lower
  /// Columns that lines try to stay within.
  package var width = 88
  package var commas = CommaStyle.trailing
  package var layout = Layout.block
  package var strings = StringRule.standard

  /// Columns that a whole query may take on one line.
  var inlineWidth: Int { min(width, 60) }
  /// Columns that a step in takes.
  var indent: Int { 2 }

  package init() {}
}
