/// `perch tenants list` and the like.
struct Subcommand: Sendable {
  let name: String
  /// As the help shows it.
  let usage: String
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

  /// The usage's remark.
  var summary: String { usage.components(after: "   ") }
}

extension String {
  /// What stands behind the mark; nothing when there is none.
  fileprivate func components(after mark: String) -> String {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(mark) { return String(rest.dropFirst(mark.count)) }
      rest = rest.dropFirst()
    }
    return ""
  }
}

enum Subcommands {
  static let all: [Subcommand] = [
    Subcommand(
      name: "tenants",
      usage:
        "tenants \(TenantVerbs.all.map(\.name).joined(separator: "|")) …   tenants of a platform; --help tells more",
      run: TenantVerbs.run, verbs: TenantVerbs.all, help: SubcommandHelp(TenantVerbs.all)),
    Subcommand(
      name: "branches",
      usage:
        "branches \(BranchVerbs.all.map(\.name).joined(separator: "|")) …   branches of a tenant; --help tells more",
      run: BranchVerbs.run, verbs: BranchVerbs.all, help: SubcommandHelp(BranchVerbs.all)),
    Subcommand(
      name: "connect", usage: "connect TENANT[/BRANCH][@TIME] [--no-secrets]   print a URI", run: ConnectVerb.run,
      verbs: [ConnectVerb.verb], help: SubcommandHelp(ConnectVerb.verb)),
    Subcommand(
      name: "platform", usage: "platform \(LocalServerVerbs.names.joined(separator: "|")) [--yes]   the local server",
      run: LocalServerVerbs.run, words: LocalServerVerbs.names, help: .platform),
    Subcommand(
      name: "completion", usage: "completion bash|zsh|fish   the shell's script for completing words",
      run: CompletionCommand.run, words: CompletionCommand.shells, help: .completion),
    Subcommand(
      name: "history",
      usage:
        "history search [WORDS] | export | prune --older-than 90d --keep-size 500MB   [--failed] [--tenant T] [--format F]",
      run: HistoryCommands.run, help: .history),
    Subcommand(
      name: "queries", usage: "queries list | show NAME   the saved queries", run: QueriesCommand.run, help: .queries),
    Subcommand(
      name: "keys", usage: "keys [--check]   what the terminal sends for a key, and what it does", run: KeysCommand.run,
      help: .keys),
    Subcommand(
      name: "doctor", usage: "doctor [--platform NAME]   check what Perch needs", run: Doctor.run, help: .doctor),
    Subcommand(
      name: "format",
      usage:
        "format [--check] [--keywords lower|upper|preserve] [--width N] [--commas trailing|leading] [--layout block|river] [FILE…]"
        + "   lay SQL out in place; without FILE from input to output",
      run: FormatCommand.run, help: .format),
    Subcommand(
      name: "check", usage: "check [--format json] [FILE…]   what PostgreSQL's parser says of SQL",
      run: CheckCommand.run, help: .check),
    Subcommand(
      name: "complete", usage: "complete --stdio [--schema FILE|URI]   completions for other editors",
      run: Complete.main, help: .complete),
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
