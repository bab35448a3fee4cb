import Platform

/// `perch platform …`: the local server itself.
enum LocalServerVerbs {
  static let names = ["status", "stop", "destroy", "repair", "operations"]

  static func run(_ arguments: [String]) throws -> Int32 {
    let arguments = try SubcommandArguments(arguments, flags: ["--yes"], valued: ["--format"])
    let server = try CommandPlatform.local().server
    switch arguments.words.first ?? "status" {
    case "status":
      var listing = Listing("state", "data", "log")
      listing.add(.text(server.status().text), .text(server.dataDirectory), .text(server.logFile))
      try listing.print(json: arguments.wantsJSON)
    case "stop": try server.stop { _ = complain($0) }
    case "destroy":
      guard arguments.flags.contains("--yes") else {
        throw UsageError(message: "destroying removes every local tenant and branch for good; say --yes")
      }
      try server.destroy { _ = complain($0) }
    case "repair": try repair(arguments)
    case "operations": try operations(arguments)
    case let verb:
      throw UsageError(
        message: "platform: unknown word \"\(verb)\"; there are \(names.joined(separator: ", "))")
    }
    return 0
  }

  /// Tells what registry and server disagree on; with `--yes` it is set right where no data is lost.
  private static func repair(_ arguments: SubcommandArguments) throws {
    let platform = try CommandPlatform.start()
    let orphans =
      arguments.flags.contains("--yes") ? try platform.repair(Call { _ = complain($0) }) : try platform.orphans()
    var listing = Listing("kind", "name", "size_bytes", "remedy", "what")
    for orphan in orphans {
      listing.add(
        .text(orphan.kind.rawValue), .text(orphan.name), .bytes(orphan.sizeBytes), .text(orphan.remedy.rawValue),
        .text(orphan.text))
    }
    try listing.print(json: arguments.wantsJSON)
    let left = arguments.flags.contains("--yes") ? try platform.orphans().count : 0
    if left > 0 {
      _ = complain("\(left) more \(left == 1 ? "waits" : "wait") for your decision: perch platform repair tells them")
    }
    if orphans.isEmpty, left == 0 { _ = complain("registry and server agree") }
  }

  private static func operations(_ arguments: SubcommandArguments) throws {
    var listing = Listing("id", "action", "subject", "state", "reason")
    for operation in try CommandPlatform.start().operations() {
      var reason: String?
      if case .failed(let text) = operation.state { reason = text }
      listing.add(
        .text(operation.id), .text(operation.action), .text(operation.subject), .text(operation.state.word),
        .text(reason))
    }
    try listing.print(json: arguments.wantsJSON)
  }
}

extension Operation.State {
  fileprivate var word: String {
    switch self {
    case .pending: "pending"
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .unknown(let raw): raw
    }
  }
}
