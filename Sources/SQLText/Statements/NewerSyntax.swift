/// Syntax that later versions of PostgreSQL brought than the one whose grammar judges statements here.
package struct NewerSyntax: Sendable, Hashable {
  /// The major version that brought it.
  package var version: Int
  /// A few words for a message: `JSON_TABLE`.
  package var feature: String

  /// The version whose grammar statements are judged by.
  package static let judged = 15

  /// What to say where the older grammar refuses it.
  package var remark: String {
    "\(feature) came with PostgreSQL \(version); statements are judged by the grammar of \(Self.judged)"
  }

  /// The newest that a statement seems to use which the older grammar refuses with this message; nil when it uses none, or is refused for what
  /// no version takes, as one that is not written to its end.
  package static func found(in statement: [UInt8], refused message: String) -> NewerSyntax? {
    if message.hasPrefix("subquery in FROM must have an alias") {
      return NewerSyntax(version: 16, feature: "a subquery without an alias")
    }
    if message.hasPrefix("unterminated") || message.hasSuffix("at end of input") { return nil }
    let tokens = Lexer.serverTokens(statement).filter { !$0.isTrivia }
    let words = tokens.map { token -> String in
      token.kind == .leftParen ? "(" : token.kind == .word ? StatementOutline.name(token, statement) ?? "" : ""
    }
    let numbers = tokens.filter { $0.kind == .number }.map { statement[$0.range] }
    let literal = NewerSyntax(version: 16, feature: "a number with underscores, or in hexadecimal, octal or binary")
    let found = numbers.contains(where: isNewer) ? [literal] : []
    let features = all.filter { feature in
      feature.statement.map { words.first == $0 } ?? true
        && words.indices.contains { start in
          words[start...].starts(with: feature.words)
        }
    }
    return (found + features.map { NewerSyntax(version: $0.version, feature: $0.name) }).max { $0.version < $1.version }
  }

  private static func isNewer(_ number: ArraySlice<UInt8>) -> Bool {
    if number.contains(UInt8(ascii: "_")) { return true }
    guard number.count > 2, number.first == UInt8(ascii: "0") else { return false }
    return ["x", "o", "b"].contains(Character(UnicodeScalar(number[number.startIndex + 1] | 0x20)))
  }

  private struct Feature {
    var version: Int
    var name: String
    var words: [String]
    /// The first word of the statements that have it; nil for all.
    var statement: String?

    init(_ version: Int, _ name: String, _ words: String, in statement: String? = nil) {
      self.version = version
      self.name = name
      self.words = words.split(separator: " ").map(String.init)
      self.statement = statement
    }
  }

  private static let all = [
    Feature(16, "JSON_OBJECT", "json_object ("), Feature(16, "JSON_ARRAY", "json_array ("),
    Feature(16, "JSON_OBJECTAGG", "json_objectagg ("), Feature(16, "JSON_ARRAYAGG", "json_arrayagg ("),
    Feature(16, "IS JSON", "is json"), Feature(16, "IS JSON", "is not json"),
    Feature(17, "JSON_TABLE", "json_table ("), Feature(17, "JSON_EXISTS", "json_exists ("),
    Feature(17, "JSON_VALUE", "json_value ("), Feature(17, "JSON_QUERY", "json_query ("),
    Feature(17, "JSON_SCALAR", "json_scalar ("), Feature(17, "JSON_SERIALIZE", "json_serialize ("),
    Feature(17, "JSON", "json ("), Feature(17, "MERGE … RETURNING", "returning", in: "merge"),
    Feature(17, "MERGE … NOT MATCHED BY SOURCE", "matched by source", in: "merge"),
    Feature(17, "MERGE … NOT MATCHED BY TARGET", "matched by target", in: "merge"),
    Feature(17, "ALTER COLUMN … SET EXPRESSION", "set expression as", in: "alter"),
    Feature(17, "AT LOCAL", "at local"), Feature(18, "WITHOUT OVERLAPS", "without overlaps"),
    Feature(18, "a virtual generated column", "virtual"), Feature(18, "RETURNING WITH", "returning with ("),
    Feature(18, "NOT ENFORCED", "not enforced"),
  ]
}
