/// What follows a subcommand: `create` of `perch branches create`.
struct Verb: Sendable {
  /// What a word stands for: the help names it, the shell completes it.
  enum Operand: String, Sendable {
    case tenant = "TENANT"
    /// One that is made, or that only the platform knows.
    case name = "NAME"
    case branch = "TENANT/BRANCH"
    case newBranch = "TENANT/NAME"
    case source = "BRANCH[@TIME]"
    case newName = "NEW-NAME"
    case plan = "PLAN"
    case when = "WHEN"
    case memberVerb = "add|role|remove"
    case member = "MEMBER"
    case level = "ROLE"
    case databaseVerb = "create|drop"
    case roleVerb = "create|drop|password"
    case computeVerb = "start|suspend"
    case snapshotVerb = "create|restore|delete"
    case statement = "SQL"
    /// As the platform told it when it was deleted.
    case deletedBranch = "TENANT/ID"
    case deletedTenant = "ID"

    /// Whether its word begins with the name of a tenant that is there.
    var namesTenant: Bool { [.tenant, .branch, .newBranch].contains(self) }
  }

  let name: String
  let operands: [Operand]
  /// How many of the operands may be left out, from the end.
  let optional: Int
  let options: [VerbOption]
  /// One line for the help and the shell.
  let summary: String
  let run: @Sendable (PlatformCommand) throws -> Void

  init(
    _ name: String, _ operands: [Operand], optional: Int = 0, options: [VerbOption] = [], _ summary: String,
    run: @escaping @Sendable (PlatformCommand) throws -> Void
  ) {
    self.name = name
    self.operands = operands
    self.optional = optional
    self.options = options + VerbOption.common
    self.summary = summary
    self.run = run
  }

  /// Whether it tells what there is, without a word all of it.
  var lists: Bool { name == "list" }

  /// What can be done about other people's sessions, behind the sentence that names them.
  var waysPastSessions: String {
    let ways = ["--by-dump": "--by-dump copies beside them", "--force": "--force ends them"]
    let known = options.compactMap { ways[$0.name] }
    return known.isEmpty ? "" : "; " + known.joined(separator: ", ")
  }

  /// `create TENANT/NAME [--from BRANCH]`
  var usage: String {
    let words = operands.enumerated().map { index, operand in
      index >= operands.count - optional ? "[\(operand.rawValue)]" : operand.rawValue
    }
    let own = options.filter { option in !VerbOption.common.contains { $0.name == option.name } }
    return ([name] + words + own.map(\.usage)).joined(separator: " ")
  }
}

/// An option of a verb.
struct VerbOption: Sendable {
  enum Value: String, Sendable {
    case format = "aligned|json"
    case platform = "NAME"
    case plan = "PLAN"
    case blueprint = "BLUEPRINT"
    case file = "FILE"
    case branch = "BRANCH[@TIME]"
    case name = "NAME "
    case when = "WHEN"
    case days = "DAYS"
  }

  let name: String
  let value: Value?

  init(_ name: String, _ value: Value? = nil) {
    self.name = name
    self.value = value
  }

  var usage: String {
    "[" + name + (value.map { " " + $0.rawValue.filter { $0 != " " } } ?? "") + "]"
  }

  static let common = [VerbOption("--format", .format), VerbOption("--platform", .platform)]
  /// Every change takes it, also where nothing is asked: a script need not know where.
  static let agreeing = [VerbOption("--yes")]
  /// Changes that a platform may still be busy with when it answers.
  static let waiting = agreeing + [VerbOption("--wait"), VerbOption("--no-wait")]
  /// Changes by which data can be lost: `--yes` answers the question, `--force` ends other people's sessions.
  static let losing = [VerbOption("--force")] + waiting
}
