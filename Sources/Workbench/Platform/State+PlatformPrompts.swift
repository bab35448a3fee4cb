extension State {
  func newTenantPrompt(answer: String = "") -> Prompt {
    let names = listing?.tenantNames.map { ["Its name has \($0.text)."] } ?? []
    let what = listing?.platform == "local" ? ["A database and a role of its own, with a branch main."] : []
    return Prompt(.newTenant, title: "New tenant", lines: what + names, answer: answer)
  }

  func newBranchPrompt(_ place: Place, answer: String = "") -> Prompt {
    Prompt(
      .newBranch(tenant: place.tenant, parent: place.branch), title: "New branch of \(place.tenant) ▸ \(place.branch)",
      lines: ["A copy of the database as it is now: NAME.\(newBranchOptions)"]
        + condition("branch.create.schema", of: "Without data it") + condition("branch.create", of: "Making it"),
      answer: answer)
  }

  /// What may be asked for besides, as far as the platform has it.
  private var newBranchOptions: String {
    let all = [
      ("branch.create.point", "NAME@TIME"), ("branch.create.schema", "NAME schema-only"),
      ("branch.expire", "NAME expires 7d"),
    ]
    let possible = all.filter { listing?.refusals[$0.0] == nil }.map(\.1)
    return possible.isEmpty ? "" : " Also: \(possible.joined(separator: ", "))."
  }

  private func condition(_ command: String, of subject: String) -> [String] {
    listing?.remarks[command].map { ["\(subject) \($0)."] } ?? []
  }

  /// On what condition the platform has a command, as a sentence.
  func condition(_ command: String) -> [String] {
    listing?.remarks[command].map { ["\($0.prefix(1).uppercased())\($0.dropFirst())."] } ?? []
  }

  func renamePrompt(_ place: Place, answer: String) -> Prompt {
    Prompt(
      .renameBranch(tenant: place.tenant, name: place.branch), title: "Rename \(place.tenant) ▸ \(place.branch)",
      lines: ["Nobody may be on it meanwhile; its address changes with it."], answer: answer)
  }

  func expiryPrompt(_ place: Place, answer: String = "") -> Prompt {
    Prompt(
      .expireBranch(tenant: place.tenant, name: place.branch), title: "Expiry of \(place.tenant) ▸ \(place.branch)",
      lines: ["never, a date (2026-12-31), or a time from now (12h, 7d)."], answer: answer)
  }

  /// The question whose answer led to the change, with that answer; nil where none was typed.
  func prompt(for change: PlatformChange) -> Prompt? {
    switch change {
    case .createTenant(let name): newTenantPrompt(answer: name)
    case .createBranch(let tenant, let parent, let name, let copy, let expires):
      newBranchPrompt(
        (tenant, String(parent.prefix { $0 != "@" })),
        answer: name + parent.drop { $0 != "@" } + (copy == .schemaOnly ? " schema-only" : "")
          + (expires.map { " expires \($0)" } ?? ""))
    case .renameBranch(let tenant, let name, let new): renamePrompt((tenant, name), answer: new)
    case .expireBranch(let tenant, let name, let when): expiryPrompt((tenant, name), answer: when)
    default: nil
    }
  }
}
