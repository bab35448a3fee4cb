/// `perch tenants list` and the like.
struct Subcommand: Sendable {
  let name: String
  /// What it is about, as the help and the shell's completion tell it.
  let summary: String
  /// Returns the exit code.
  let run: @Sendable ([String]) throws -> Int32
  /// What may follow it, for the shell's completion.
  var verbs: [Verb] = []
  /// The same where the words have no options of their own.
  var words: [String] = []
  let help: SubcommandHelp

  /// Runs it, or tells how it is used where that is asked for.
  func start(_ arguments: [String]) throws -> Int32 {
    let asksForHelp = !Set(arguments).isDisjoint(with: ["--help", "-?"])
    return try asksForHelp ? Perch.say(help.text(of: name)) : run(arguments)
  }
}

enum Subcommands {
  static let all: [Subcommand] = [
    Subcommand(
      name: "tenants", summary: "tenants of a platform: list, create, archive, delete …", run: TenantVerbs.run,
      verbs: TenantVerbs.all, help: SubcommandHelp(TenantVerbs.all)),
    Subcommand(
      name: "branches", summary: "branches of a tenant: list, create, reset, compare …", run: BranchVerbs.run,
      verbs: BranchVerbs.all, help: SubcommandHelp(BranchVerbs.all)),
    Subcommand(
      name: "connect", summary: "print the URI of a branch", run: ConnectVerb.run, verbs: [ConnectVerb.verb],
      help: SubcommandHelp(ConnectVerb.verb)),
    Subcommand(
      name: "platform", summary: "the local server: status, stop, destroy …", run: LocalServerVerbs.run,
      words: LocalServerVerbs.names, help: .platform),
    Subcommand(
      name: "history", summary: "statements that were run: search, export, prune", run: HistoryCommands.run,
      help: .history),
    Subcommand(name: "queries", summary: "the saved queries", run: QueriesCommand.run, help: .queries),
    Subcommand(name: "format", summary: "lay SQL files out", run: FormatCommand.run, help: .format),
    Subcommand(
      name: "check", summary: "what PostgreSQL's parser says of SQL files", run: CheckCommand.run, help: .check),
    Subcommand(
      name: "complete", summary: "completions for other editors", run: Complete.main, help: .complete),
    Subcommand(
      name: "completion", summary: "the script with which bash, zsh or fish completes words",
      run: CompletionCommand.run, words: CompletionCommand.shells, help: .completion),
    Subcommand(
      name: "keys", summary: "what the terminal sends for a key, and what it does", run: KeysCommand.run, help: .keys),
    Subcommand(name: "doctor", summary: "check what Perch needs", run: Doctor.run, help: .doctor),
  ]
}

/// The words of a subcommand, options taken out.
struct SubcommandArguments {
  private(set) var words: [String] = []
  private(set) var flags: Set<String> = []
  private(set) var values: [String: String] = [:]

  /// `valued` are the options that a value follows.
  init(_ arguments: [String], flags known: Set<String> = [], valued: Set<String> = []) throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if valued.contains(parts.first ?? "") {
        guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
          throw UsageError(message: "\(argument) needs a value")
        }
        values[parts[0]] = value
      } else if known.contains(argument) {
        flags.insert(argument)
      } else if argument.hasPrefix("-") {
        throw UsageError(message: "unknown option \"\(argument)\"")
      } else {
        words.append(argument)
      }
    }
  }

  /// The word at a place; `what` names it when it is missing.
  func word(_ place: Int, _ what: String) throws -> String {
    guard words.indices.contains(place) else { throw UsageError(message: "\(what) is missing") }
    return words[place]
  }

  var wantsJSON: Bool {
    get throws {
      switch values["--format"] ?? "aligned" {
      case "json": return true
      case "aligned": return false
      case let other: throw UsageError(message: "there is no format \"\(other)\" here; there are aligned, json")
      }
    }
  }

  /// `TENANT/BRANCH`; without a branch the default one.
  static func place(_ text: String) -> (tenant: String, branch: String) {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    return (parts.first ?? "", parts.count > 1 ? parts[1] : "main")
  }
}
