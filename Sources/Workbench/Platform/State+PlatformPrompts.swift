extension State {
  func newTenantPrompt(answer: String = "") -> Prompt {
    let names = listing?.tenantNames.map { ["Its name has \($0.text)."] } ?? []
    let what = listing?.platform == "local" ? ["A database and a role of its own, with a branch main."] : []
    return Prompt(.newTenant, title: "New tenant", lines: what + names, answer: answer)
  }

  func newBranchPrompt(_ place: Place, answer: String = "") -> Prompt {
    let remark = listing?.remarks["branch.create"].map { ["Making it \($0)."] } ?? []
    return Prompt(
      .newBranch(tenant: place.tenant, parent: place.branch), title: "New branch of \(place.tenant) ▸ \(place.branch)",
      lines: ["A copy of the database as it is now: NAME. Also: NAME@TIME, NAME schema-only, NAME expires 7d."]
        + remark,
      answer: answer)
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
