import Database

/// Tenants and branches.
enum PlatformCommands {
  static let all: [Command] = [
    Command("branch.switch", "Go to another tenant or branch, or make one") { state in
      state.openSwitcher()
      return [.listTenants]
    },
    .change("branch.create", "Make a branch of the one in front or selected", askForBranch),
    .change("branch.delete", "Delete the selected branch; its name has to be typed", askToDelete),
    .change("tenant.create", "Make a new tenant") { state in
      state.overlay = .prompt(
        Prompt(.newTenant, title: "New tenant", lines: ["A database and a role of its own, with a branch main."]))
    },
  ]

  private static let askForBranch: @Sendable (inout State) -> Void = { state in
    guard let place = state.placeInHand else { return state.say("no tenant is selected", .warning) }
    if state.link.hasOpenTransaction { return state.say("branch.create: a transaction is open", .warning) }
    state.overlay = .prompt(
      Prompt(
        .newBranch(tenant: place.tenant, parent: place.branch),
        title: "New branch of \(place.tenant) ▸ \(place.branch)",
        lines: ["A copy of the database as it is now."]))
  }

  private static let askToDelete: @Sendable (inout State) -> Void = { state in
    guard let place = state.placeInHand else { return state.say("no branch is selected", .warning) }
    guard let branch = state.branch(place), !branch.isDefault else {
      return state.say("\(place.tenant) ▸ \(place.branch) is the default branch and stays with its tenant", .warning)
    }
    if branch.isProtected { return state.say("\(place.branch) is protected", .warning) }
    let children = state.children(of: place).map(\.name)
    var lines = ["The branch and all its data go; this cannot be undone."]
    if !children.isEmpty { lines.append("Branches made from it stay: \(children.joined(separator: ", ")).") }
    lines.append("Type \(place.branch) to delete it.")
    state.overlay = .prompt(
      Prompt(
        .deleteBranch(tenant: place.tenant, name: place.branch), title: "Delete \(place.tenant) ▸ \(place.branch)",
        lines: lines))
  }
}

extension State {
  typealias Place = (tenant: String, branch: String)

  /// The place the session in front goes to, when it is a branch.
  var place: Place? {
    if case .branch(let tenant, let branch) = link.destination { (tenant, branch) } else { nil }
  }

  /// The place that a command of the switcher means: the selected row, else where one is.
  var placeInHand: Place? {
    guard case .picker(let picker) = overlay, picker.kind == .places else { return place }
    if case .place(let tenant, let branch) = picker.selected?.choice { return (tenant, branch) }
    return nil
  }

  /// `acme ▸ main`, or the database's name when no platform is known.
  var placeText: String {
    if let place { return "\(place.tenant) ▸ \(place.branch)" }
    return link.facts?.database ?? "no database"
  }

  func branch(_ place: Place) -> PlatformListing.Branch? {
    listing?.tenants.first { $0.name == place.tenant }?.branches.first { $0.name == place.branch }
  }

  func children(of place: Place) -> [PlatformListing.Branch] {
    listing?.tenants.first { $0.name == place.tenant }?.branches.filter { $0.parent == place.branch } ?? []
  }
}
