/// What a shell may offer for the last word of a command line that begins with `perch`.
struct WordCompletion {
  struct Candidate: Equatable {
    var word: String
    /// For shells that show it.
    var text = ""
  }

  /// Names as the platform of the command line tells them; nothing when it cannot be asked at once.
  let tenants: (_ platform: String?) -> [String]
  let branches: (_ platform: String?, _ tenant: String) -> [String]

  /// `words` are those behind `perch`, the last one unfinished and perhaps empty. Nothing means: names of files.
  func candidates(_ words: [String]) -> [Candidate] {
    let partial = words.last ?? ""
    return offered(Array(words.dropLast()), partial).filter { $0.word.hasPrefix(partial) && $0.word != partial }
  }

  private func offered(_ before: [String], _ partial: String) -> [Candidate] {
    guard let first = before.first, let subcommand = Subcommands.all.first(where: { $0.name == first }) else {
      return options(of: before, partial)
    }
    if subcommand.verbs.isEmpty { return subcommand.words.map { Candidate(word: $0) } }
    let line = Line(before.dropFirst(), verbs: subcommand.verbs)
    guard let verb = line.verb else {
      return subcommand.verbs.map { Candidate(word: $0.name, text: $0.summary) }
    }
    if let option = line.awaiting, let value = option.value { return values(of: value, line, partial) }
    if partial.hasPrefix("--"), let equals = partial.firstIndex(of: "=") {
      let name = String(partial[..<equals])
      guard let value = verb.options.first(where: { $0.name == name })?.value else { return [] }
      let rest = String(partial[partial.index(after: equals)...])
      return values(of: value, line, rest).map { Candidate(word: "\(name)=\($0.word)", text: $0.text) }
    }
    if partial.hasPrefix("-") {
      return verb.options.filter { !line.options.contains($0.name) }.map { Candidate(word: $0.name) }
    }
    guard line.operands.count < verb.operands.count else { return [] }
    return operand(verb.operands[line.operands.count], line, partial)
  }

  /// The words of a subcommand's line that are complete.
  private struct Line {
    var verb: Verb?
    var operands: [String] = []
    var options: Set<String> = []
    /// The option whose value comes next.
    var awaiting: VerbOption?
    var platform: String?

    init(_ words: ArraySlice<String>, verbs: [Verb]) {
      // A subcommand that is itself the verb has one of its own name.
      if verbs.count == 1 { verb = verbs[0] }
      for word in words {
        if let option = awaiting {
          if option.name == "--platform" { platform = word }
          awaiting = nil
        } else if verb == nil {
          verb = verbs.first { $0.name == word }
        } else if word.hasPrefix("-") {
          let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
          options.insert(parts.first ?? word)
          let option = verb?.options.first { $0.name == parts.first }
          if parts.count > 1, option?.name == "--platform" { platform = parts[1] }
          if parts.count == 1, option?.value != nil { awaiting = option }
        } else {
          operands.append(word)
        }
      }
    }
  }

  // MARK: Values

  private func operand(_ operand: Verb.Operand, _ line: Line, _ partial: String) -> [Candidate] {
    switch operand {
    case .tenant: tenants(line.platform).map { Candidate(word: $0) }
    case .branch: places(line.platform, partial)
    case .newBranch: tenants(line.platform).map { Candidate(word: $0 + "/") }
    case .source: sources(line)
    case .plan: CommandPlatform.plans.map { Candidate(word: $0) }
    case .when: ["12h", "7d", "30d", "never"].map { Candidate(word: $0) }
    case .memberVerb, .databaseVerb, .roleVerb, .computeVerb, .snapshotVerb:
      operand.rawValue.split(separator: "|").map { Candidate(word: String($0)) }
    case .level: CommandPlatform.levels.map { Candidate(word: $0) }
    case .deletedBranch: tenants(line.platform).map { Candidate(word: $0 + "/") }
    case .name, .newName, .member, .statement, .deletedTenant: []
    }
  }

  private func values(of value: VerbOption.Value, _ line: Line, _ partial: String) -> [Candidate] {
    switch value {
    case .format: ["aligned", "json"].map { Candidate(word: $0) }
    case .platform: CommandPlatform.names.map { Candidate(word: $0) }
    case .plan: CommandPlatform.plans.map { Candidate(word: $0) }
    case .blueprint: CommandPlatform.blueprints.map { Candidate(word: $0) }
    case .branch: sources(line)
    case .when: ["12h", "7d", "30d"].map { Candidate(word: $0) }
    case .file, .name, .days: []
    }
  }

  /// `acme/` first; behind the slash the tenant's branches.
  private func places(_ platform: String?, _ partial: String) -> [Candidate] {
    guard let slash = partial.firstIndex(of: "/") else { return tenants(platform).map { Candidate(word: $0 + "/") } }
    let tenant = String(partial[..<slash])
    return branches(platform, tenant).map { Candidate(word: "\(tenant)/\($0)") }
  }

  /// Branches of the tenant that the first operand names.
  private func sources(_ line: Line) -> [Candidate] {
    guard let tenant = line.operands.first?.split(separator: "/").first else { return [] }
    return (branches(line.platform, String(tenant)) + ["^parent", "^self@"]).map { Candidate(word: $0) }
  }

  // MARK: The program's own options

  private func options(of before: [String], _ partial: String) -> [Candidate] {
    if let option = Option.all.first(where: { option in before.last.map { option.names.contains($0) } ?? false }),
      case .value = option.action
    {
      return optionValues(option.name, before)
    }
    if partial.hasPrefix("--"), let equals = partial.firstIndex(of: "=") {
      let name = partial[..<equals].dropFirst(2)
      return optionValues(String(name), before).map { Candidate(word: "--\(name)=\($0.word)") }
    }
    if partial.hasPrefix("-") { return Option.all.map { Candidate(word: "--" + $0.name, text: $0.summary) } }
    return before.isEmpty ? Subcommands.all.map { Candidate(word: $0.name, text: $0.summary) } : []
  }

  private func optionValues(_ name: String, _ before: [String]) -> [Candidate] {
    func given(_ name: String) -> String? {
      if let place = before.lastIndex(of: name), place + 1 < before.count { return before[place + 1] }
      return before.last { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.utf8.count + 1)) }
    }
    let words: [String] =
      switch name {
      case "format": Arguments.formats
      case "platform": CommandPlatform.names
      case "tenant": tenants(given("--platform"))
      case "branch": branches(given("--platform"), given("--tenant") ?? "acme")
      case "theme": EmbeddedNames.themes
      case "keymap": EmbeddedNames.keymaps
      default: []
      }
    return words.map { Candidate(word: $0) }
  }
}

extension Option {
  /// As they stand on a command line.
  fileprivate var names: [String] { ["--" + name] + (letter.map { ["-\($0)"] } ?? []) }
}
