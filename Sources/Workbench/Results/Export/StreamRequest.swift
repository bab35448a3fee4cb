package import Database
import SQLText

/// A statement that is run for its rows to go to a file, straight from the server.
package struct StreamRequest: Sendable {
  package var statement: String
  package var options: ExportOptions
  package var path: String
  /// Whether the file may be there already.
  package var replaces: Bool

  package init(statement: String, options: ExportOptions, path: String, replaces: Bool) {
    self.statement = statement
    self.options = options
    self.path = path
    self.replaces = replaces
  }

  static let copyStart = "copy ("

  /// The statement as the server writes the file itself, when it can: a plain query as CSV. Then the offset of the statement in it, in UTF-8 bytes.
  package var copying: (statement: String, offset: Int)? {
    guard options.format == .csv, options.followsCopy, Self.isQuery(statement) else { return nil }
    return (Self.copyStart + statement + "\n) to stdout (format csv, header)", Self.copyStart.utf8.count)
  }

  /// Whether COPY takes it: `WITH` may hold changes, and `SELECT INTO` makes a table.
  private static func isQuery(_ statement: String) -> Bool {
    let bytes = Array(statement.utf8)
    let words = Lexer.tokens(bytes).filter { $0.kind == .word || $0.kind == .leftParen }.map {
      String(decoding: bytes[$0.range], as: UTF8.self).lowercased()
    }
    guard let first = words.first(where: { $0 != "(" }) else { return false }
    if words.contains("into") { return false }
    if first == "with" { return !["insert", "update", "delete", "merge"].contains { words.contains($0) } }
    return ["select", "values", "table"].contains(first)
  }
}
