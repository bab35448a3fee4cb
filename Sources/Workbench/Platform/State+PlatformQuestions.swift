extension State {
  /// Asks for the word that confirms a change by which data can be lost, telling what goes.
  mutating func confirm(_ change: PlatformChange, title: String, lines: [String], word: String) -> [Effect] {
    overlay = .prompt(
      Prompt(
        .confirm(change, word: word), title: title, lines: lines + ["Type \(word) to go on; Esc leaves all as it is."]))
    return [.previewChange(change)]
  }

  /// Adds to an open confirmation who is on what goes.
  mutating func tell(sessions: [String], endedBy change: PlatformChange) {
    guard case .prompt(let prompt) = overlay, case .confirm(change, _) = prompt.question, !sessions.isEmpty else {
      return
    }
    let count = sessions.count == 1 ? "1 session of others is on it" : "\(sessions.count) sessions of others are on it"
    let named = sessions.prefix(3).joined(separator: ", ") + (sessions.count > 3 ? " …" : "")
    let question = prompt.lines.last ?? ""
    var told = Prompt(
      prompt.question, title: prompt.title, lines: prompt.lines.dropLast() + ["\(count): \(named)", question],
      answer: "")
    told.input = prompt.input
    overlay = .prompt(told)
  }

  mutating func acceptPlatform(_ prompt: Prompt) -> [Effect] {
    let answer = prompt.input.text
    switch prompt.question {
    case .newBranch(let tenant, let parent): return acceptNewBranch(answer, tenant: tenant, parent: parent)
    case .newTenant:
      if let reason = NameRule.complaint(answer, listing?.tenantNames) { return complain(reason) }
      return begin(.createTenant(name: answer))
    case .renameBranch(let tenant, let name):
      if let reason = NameRule.complaint(answer, listing?.branchNames) { return complain(reason) }
      return begin(.renameBranch(tenant: tenant, name: name, to: answer))
    case .expireBranch(let tenant, let name):
      guard !answer.isEmpty else { return complain("type never, a date, or a time from now such as 12h or 7d") }
      return begin(.expireBranch(tenant: tenant, name: name, when: answer))
    case .restoreFrom(let tenant, let name): return acceptRestore(answer, tenant: tenant, name: name)
    case .confirm(let change, let word):
      guard answer == word else { return complain("type \(word) exactly, or Esc to keep it") }
      return begin(change)
    case .copyByDump(let tenant, let parent, let name, let expires):
      guard answer == "yes" else { return complain("type yes, or Esc to leave it") }
      return begin(.createBranch(tenant: tenant, parent: parent, name: name, copy: .dump, expires: expires))
    default: return []
    }
  }

  /// `NAME[@TIME] [schema-only] [expires WHEN]`
  private mutating func acceptNewBranch(_ answer: String, tenant: String, parent: String) -> [Effect] {
    var words = answer.split(separator: " ").map(String.init)[...]
    let parts = (words.popFirst() ?? "").split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    if let reason = NameRule.complaint(name, listing?.branchNames) { return complain(reason) }
    let source = parts.count > 1 ? "\(parent)@\(parts[1])" : parent
    var copy = PlatformChange.Copy.files
    var expires: String?
    while let word = words.popFirst() {
      switch word {
      case "schema-only": copy = .schemaOnly
      case "expires":
        guard let when = words.popFirst() else { return complain("expires is followed by a date, or 12h, 7d") }
        expires = when
      default: return complain("after the name there may be schema-only and expires WHEN, not \(word)")
      }
    }
    return begin(.createBranch(tenant: tenant, parent: source, name: name, copy: copy, expires: expires))
  }

  /// `BRANCH[@TIME] [keeping NAME]`: the answer is confirmed by the branch's name next.
  private mutating func acceptRestore(_ answer: String, tenant: String, name: String) -> [Effect] {
    let words = answer.split(separator: " ").map(String.init)
    guard let source = words.first, words.count == 1 || words.count == 3 && words[1] == "keeping" else {
      return complain("type BRANCH, BRANCH@TIME or ^self@TIME, and perhaps: keeping NAME")
    }
    let keeping = words.count == 3 ? words[2] : nil
    if let keeping, let reason = NameRule.complaint(keeping, listing?.branchNames) { return complain(reason) }
    return confirm(
      .restoreBranch(tenant: tenant, name: name, from: source, keeping: keeping),
      title: "Restore \(tenant) ▸ \(name) from \(source)", lines: lossLines((tenant, name), keeping: keeping),
      word: name)
  }

  /// What goes with the data of a branch, or with the branch.
  func lossLines(_ place: Place, keeping: String? = nil, deletes: Bool = false) -> [String] {
    var lines: [String] = []
    if let keeping {
      lines.append("What it holds now is kept as \(keeping).")
    } else if deletes, let recovery = listing?.recovery {
      lines.append(recovery)
    } else {
      lines.append("What it holds now is lost. " + (listing?.finality ?? "This cannot be undone."))
    }
    let children = children(of: place).map(\.name)
    if !children.isEmpty {
      let named = children.prefix(5).joined(separator: ", ") + (children.count > 5 ? " …" : "")
      lines.append("Branches made from it stay as they are: \(named).")
    }
    return lines
  }

  mutating func complain(_ sentence: String) -> [Effect] {
    if case .prompt(var prompt) = overlay {
      prompt.complaint = sentence
      overlay = .prompt(prompt)
    } else {
      say(sentence, .warning)
    }
    return []
  }
}
