import Database
import Glibc
import History
import JSONText

/// Writes statements of the history one after the other.
struct HistoryExport: ~Copyable {
  private enum Format: String, CaseIterable { case ndjson, json, csv, sql }

  private let format: Format
  private var output: Output
  private var count = 0

  private static let columns = [
    "time", "outcome", "sqlstate", "rows", "seconds", "tenant", "branch", "database", "role", "statement",
  ]

  /// Without a path standard output.
  init(format name: String, path: String?) throws {
    let output =
      if let path { try Output(path: path, interrupt: -1) } else {
        Output(descriptor: STDOUT_FILENO, name: "standard output")
      }
    try self.init(format: name, output: output)
  }

  private init(format name: String, output: consuming Output) throws {
    guard let format = Format(rawValue: name) else {
      let names = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError(message: "there is no format \"\(name)\" here; there are \(names)")
    }
    self.format = format
    self.output = consume output
    if format == .csv { self.output.add(Self.columns.joined(separator: ",") + "\n") }
    if format == .json { self.output.add("[") }
  }

  mutating func add(_ entry: HistoryEntry) throws {
    switch format {
    case .ndjson: output.add(Self.json(entry) + "\n")
    case .json: output.add((count == 0 ? "\n " : ",\n ") + Self.json(entry))
    case .csv: output.add(Self.values(entry).map { Self.csv($0.text) }.joined(separator: ",") + "\n")
    case .sql: output.add(Self.sql(entry))
    }
    count += 1
    if output.isFull { try output.flush() }
  }

  mutating func finish() throws {
    if format == .json { output.add(count == 0 ? "]\n" : "\n]\n") }
    try output.flush()
  }

  private static func values(_ entry: HistoryEntry) -> [(text: String?, isNumber: Bool)] {
    [
      (entry.timeText, false), (entry.outcome.rawValue, false), (entry.sqlState, false),
      (entry.rows.map(String.init), true), (String(entry.seconds), true), (entry.tenant, false),
      (entry.branch, false), (entry.database, false), (entry.role, false), (entry.statement, false),
    ]
  }

  private static func json(_ entry: HistoryEntry) -> String {
    let members = zip(columns, values(entry)).map { name, value in
      "\(JSONString.quoted(name)):\(value.text.map { value.isNumber ? $0 : JSONString.quoted($0) } ?? "null")"
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func csv(_ text: String?) -> String {
    guard let text, text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text ?? "" }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// A script of the statements, where and when each ran in a comment before it.
  private static func sql(_ entry: HistoryEntry) -> String {
    let place = [entry.tenant, entry.branch].compactMap(\.self).joined(separator: "/")
    let facts = [entry.timeText, entry.outcome.rawValue, place.isEmpty ? entry.database : place]
    let end = entry.statement.hasSuffix(";") ? "\n\n" : "\n;\n\n"
    return "-- " + facts.joined(separator: " · ") + "\n" + entry.statement + end
  }
}
