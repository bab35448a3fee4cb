import Glibc
import Platform

/// A verb of `tenants`, `branches` or `connect` with its words, and the platform it is said to.
struct PlatformCommand: Sendable {
  let words: [String]
  let flags: Set<String>
  let values: [String: String]
  let provider: any Provider
  let call: Call

  /// Runs the verb that the arguments name; the exit code.
  static func run(_ subcommand: String, _ verbs: [Verb], _ arguments: [String]) throws -> Int32 {
    let name = arguments.first.flatMap { $0.hasPrefix("-") ? nil : $0 }
    guard let verb = verbs.first(where: { $0.name == name ?? verbs[0].name }) else {
      let names = verbs.map(\.name).joined(separator: ", ")
      throw UsageError(message: "\(subcommand): unknown word \"\(name ?? "")\"; there are \(names)")
    }
    try run(verb, of: subcommand, Array(arguments.dropFirst(name == nil ? 0 : 1)))
    return 0
  }

  /// Runs one verb with the words behind it; without a subcommand it is one itself.
  static func run(_ verb: Verb, of subcommand: String?, _ arguments: [String]) throws {
    let usage = "perch " + (subcommand.map { $0 + " " } ?? "") + verb.usage
    let parsed = try SubcommandArguments(
      arguments, flags: Set(verb.options.filter { $0.value == nil }.map(\.name)),
      valued: Set(verb.options.filter { $0.value != nil }.map(\.name)))
    _ = try parsed.wantsJSON
    let needed = verb.operands.count - verb.optional
    guard parsed.words.count >= needed else {
      let missing = verb.operands[parsed.words.count].rawValue
      throw UsageError(message: "\(missing) is missing: \(usage)")
    }
    guard parsed.words.count <= verb.operands.count else {
      let extra = parsed.words[verb.operands.count]
      throw UsageError(message: "one word too many, \"\(extra)\": \(usage)")
    }
    let cancellation = Interruption.watch()
    var call = Call(cancellation: cancellation, progress: { _ = complain($0) })
    call.endsOtherSessions = parsed.flags.contains("--force")
    let provider = try CommandPlatform.provider(parsed.values["--platform"], call)
    let command = PlatformCommand(
      words: parsed.words, flags: parsed.flags, values: parsed.values, provider: provider, call: call)
    try command.prepare(verb)
    do {
      try verb.run(command)
    } catch let error as PlatformError {
      guard case .sessionsInTheWay = error else { throw error }
      throw SessionsInTheWay(description: error.message + verb.waysPastSessions)
    }
  }

  /// The local platform has its demo tenants for subcommands as it has for the workbench: for who names one, and for who looks at a
  /// platform on which nobody ever made a tenant.
  private func prepare(_ verb: Verb) throws {
    guard let local = provider as? LocalPlatform else { return }
    let named = zip(verb.operands, words).filter { $0.0.namesTenant }.map { $0.1 }
    try local.prepareDemoTenants(named: named.compactMap { try? BranchAddress($0).tenant }, call)
    if verb.lists, words.isEmpty { try local.prepareUnusedPlatform(call) }
  }

  var isJSON: Bool { values["--format"] == "json" }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  func print(_ listing: Listing) throws { try listing.print(json: isJSON) }

  // MARK: Names

  func tenant(_ place: Int = 0) throws -> Tenant { try provider.tenant(named: words[place], call) }

  /// The branch that a word names, at a moment when it has one.
  func place(_ index: Int = 0) throws -> (branch: Branch, point: Point) {
    try provider.find(BranchAddress(words[index]), call)
  }

  /// The branch that a word names; it can have no moment here.
  func branch(_ index: Int = 0) throws -> Branch {
    let address = try BranchAddress(words[index])
    guard address.branch != nil else {
      throw UsageError(message: "\"\(words[index])\" names no branch: TENANT/BRANCH is needed")
    }
    guard address.moment == nil else {
      throw UsageError(message: "\"\(words[index])\" is a moment of the past; this changes a branch as it is")
    }
    return try provider.find(address, call).branch
  }

  // MARK: Changes

  /// Waits for what the platform still does, unless told not to; then its operations are named.
  func settle(_ operations: [Operation]) throws {
    guard !has("--no-wait") else {
      for operation in operations where operation.state.isPending {
        _ = complain("\(operation.action) of \(operation.subject) goes on: operation \(operation.id)")
      }
      return
    }
    try provider.wait(for: operations, call)
  }

  /// Asks on the terminal for the word that confirms the loss; without a terminal `--yes` has to say it.
  func confirm(_ what: String, word: String, lines: [String]) throws {
    guard !has("--yes") else { return }
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      throw UsageError(message: "\(what) cannot be undone; say --yes")
    }
    for line in lines { _ = complain(line) }
    Prompting.write("Type \(word) to go on: ")
    guard readLine() == word else { throw UsageError(message: "not confirmed; nothing has changed") }
  }

  /// What goes when the data of a branch does, or the branch itself, told before the question.
  func losses(_ branch: Branch, deletes: Bool) throws -> [String] {
    guard !has("--yes") else { return [] }
    var lines: [String] = []
    let tenant = try provider.tenant(of: branch, call)
    let children = try provider.branches(of: tenant, call).filter { $0.parent == branch.name }.map(\.name)
    if !children.isEmpty { lines.append("branches made from it: \(children.joined(separator: ", "))") }
    let sessions = (try? provider.sessions(on: branch, call)) ?? []
    if !sessions.isEmpty { lines.append("sessions on it: \(sessions.map(\.text).joined(separator: ", "))") }
    let recovery = try provider.capabilities(call)[.recoverBranch]
    if let reason = recovery.reason, deletes || !recovery.isPossible {
      lines.append(recovery.isPossible ? "it can be recovered \(reason)" : reason)
    }
    return lines
  }
}

/// Other people's sessions, with the options that help.
private struct SessionsInTheWay: Error, CustomStringConvertible {
  var description: String
}

/// The terminal's line for a question.
enum Prompting {
  static func write(_ text: String) {
    Array(text.utf8).withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
