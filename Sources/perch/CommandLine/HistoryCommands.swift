import Database
import Glibc
import History

/// `perch history …`
enum HistoryCommands {
  static func run(_ arguments: [String]) throws -> Int32 {
    let verb = arguments.first.map { $0.hasPrefix("-") ? "search" : $0 } ?? "search"
    let rest = arguments.first == verb ? Array(arguments.dropFirst()) : arguments
    switch verb {
    case "search": return try search(rest)
    case "export": return try export(rest)
    case "prune": return try prune(rest)
    default: throw UsageError(message: "history: unknown word \"\(verb)\"; there are search, export, prune")
    }
  }

  private static func log() throws -> HistoryLog {
    HistoryLog(stateDirectory: try Paths(environment: environment).state)
  }

  private static let filters: Set<String> = ["--tenant", "--branch", "--slower-than"]

  private static func filter(_ arguments: SubcommandArguments) throws -> HistoryFilter {
    var filter = HistoryFilter(text: arguments.words.joined(separator: " "))
    filter.tenant = arguments.values["--tenant"] ?? filter.tenant
    filter.branch = arguments.values["--branch"] ?? filter.branch
    if arguments.flags.contains("--failed") { filter.failedOnly = true }
    if let text = arguments.values["--slower-than"] {
      filter.slowerThan = try Arguments.positive(text, of: "--slower-than")
    }
    return filter
  }

  /// The newest statements that fit, newest first.
  private static func search(_ words: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(
      words, flags: ["--failed"], valued: filters.union(["--format", "--limit"]))
    var limit = 50
    if let text = arguments.values["--limit"] {
      guard let number = Int(text), number > 0 else {
        throw UsageError(message: "--limit takes a number, not \"\(text)\"")
      }
      limit = number
    }
    let isJSON = try arguments.wantsJSON
    var listing = Listing(
      "time", "outcome", "rows", "milliseconds", "tenant", "branch", "database", "role", "statement")
    for entry in try log().search(try filter(arguments), limit: limit) {
      let statement =
        isJSON ? entry.statement : entry.statement.split(whereSeparator: \.isNewline).joined(separator: " ")
      listing.add(
        .text(entry.timeText), .text(entry.outcome.rawValue), .number(entry.rows.map(Int64.init)),
        .number(Int64(entry.seconds * 1000)), .text(entry.tenant), .text(entry.branch), .text(entry.database),
        .text(entry.role), .text(statement))
    }
    try listing.print(json: isJSON)
    return 0
  }

  /// Every statement that fits, oldest first, as it comes from the files.
  private static func export(_ words: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(
      words, flags: ["--failed"], valued: filters.union(["--format", "--output"]))
    var writer = try HistoryExport(
      format: arguments.values["--format"] ?? "ndjson", path: arguments.values["--output"])
    try log().each(try filter(arguments)) { try writer.add($0) }
    try writer.finish()
    return 0
  }

  private static func prune(_ words: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(words, valued: ["--older-than", "--keep-size"])
    guard !arguments.values.isEmpty else {
      throw UsageError(message: "history prune: --older-than 90d or --keep-size 500MB says what may go")
    }
    let span = try arguments.values["--older-than"].map { text in
      guard let span = HistoryRetention.span(text) else {
        throw UsageError(message: "--older-than takes a time such as 90d, 12w, 6m or 2y, not \"\(text)\"")
      }
      return span
    }
    let size = try arguments.values["--keep-size"].map { text in
      guard let size = HistoryRetention.size(text) else {
        throw UsageError(message: "--keep-size takes a size such as 500MB or 2GB, not \"\(text)\"")
      }
      return size
    }
    let pruned = try log().prune(before: span.map { Double(time(nil)) - $0 }, keepingBytes: size)
    return try Perch.say(
      "removed \(pruned.removed) statements; \(pruned.bytesBefore) bytes before, \(pruned.bytesAfter) now\n")
  }
}
