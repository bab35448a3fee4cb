import Database
import History

/// `perch history …`
enum HistoryCommands {
  static func run(_ arguments: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(arguments, valued: ["--format", "--limit", "--tenant", "--branch"])
    let log = HistoryLog(stateDirectory: try Paths(environment: environment).state)
    var limit = 50
    switch arguments.words.first ?? "search" {
    case "search": break
    case "export": limit = .max
    case let verb: throw UsageError(message: "history: unknown word \"\(verb)\"; there are search, export")
    }
    if let text = arguments.values["--limit"] {
      guard let number = Int(text), number > 0 else {
        throw UsageError(message: "--limit takes a number, not \"\(text)\"")
      }
      limit = number
    }
    var filter = HistoryFilter(text: arguments.words.dropFirst().joined(separator: " "))
    filter.tenant = arguments.values["--tenant"] ?? filter.tenant
    filter.branch = arguments.values["--branch"] ?? filter.branch
    let isJSON = try arguments.wantsJSON
    var listing = Listing(
      "time", "outcome", "rows", "milliseconds", "tenant", "branch", "database", "role", "statement")
    for entry in try log.search(filter, limit: limit) {
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
}
