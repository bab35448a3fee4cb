/// A query that is kept under a name, as a plain .sql file: comments at its top say what it is, the rest is the query.
/// ```sql
/// -- name: Tables by size
/// -- folder: Capacity
/// -- description: The largest tables.
/// -- param schema: only tables of this schema = public
/// select …
/// ```
package struct SavedQuery: Sendable, Hashable {
  /// A value that the query asks for as `:name`.
  package struct Parameter: Sendable, Hashable {
    package var name: String
    package var summary: String
    /// What to take when nothing else is said.
    package var usual: String?
  }

  package var name: String
  package var folder: String
  package var summary = ""
  package var parameters: [Parameter] = []
  package var sql: String
  /// The user's own file; nil for one of the binary.
  package var path: String?

  package init(name: String, folder: String, sql: String) {
    self.name = name
    self.folder = folder
    self.sql = sql
  }

  /// Reads a file. What its comments leave out comes from its place: the name of the file and that of its folder.
  package init(text: String, fileName: String, folder: String, path: String? = nil) {
    self.init(name: fileName, folder: folder, sql: "")
    self.path = path
    var rest = text[...]
    while let line = rest.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).first,
      take(headerLine: line)
    {
      rest = rest.dropFirst(line.count + 1)
    }
    sql = String(rest)
  }

  /// False once the comments at the top are over.
  private mutating func take(headerLine line: Substring) -> Bool {
    guard line.hasPrefix("--"), let colon = line.firstIndex(of: ":") else { return false }
    let key = Self.trimmed(line[line.index(line.startIndex, offsetBy: 2)..<colon])
    let value = Self.trimmed(line[line.index(after: colon)...])
    switch key {
    case "name": if !value.isEmpty { name = value }
    case "folder": folder = value
    case "description": summary = value
    default:
      guard key.hasPrefix("param ") else { return false }
      let parts = value.split(separator: "=", maxSplits: 1)
      parameters.append(
        Parameter(
          name: Self.trimmed(key.dropFirst(6)), summary: Self.trimmed(parts.first ?? ""),
          usual: parts.count > 1 ? Self.trimmed(parts[1]) : nil))
    }
    return true
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
  }

  /// As its file holds it.
  package var text: String {
    var lines = ["-- name: \(name)"]
    if !folder.isEmpty { lines.append("-- folder: \(folder)") }
    if !summary.isEmpty { lines.append("-- description: \(summary)") }
    lines += parameters.map { parameter in
      "-- param \(parameter.name): \(parameter.summary)" + (parameter.usual.map { " = \($0)" } ?? "")
    }
    return lines.joined(separator: "\n") + "\n" + sql + (sql.hasSuffix("\n") ? "" : "\n")
  }

  /// `Capacity / Tables by size`
  package var title: String { folder.isEmpty ? name : "\(folder) / \(name)" }
}
