import Database

/// Tenants and branches. Each command means the row selected in the switcher, else the place one is in.
enum PlatformCommands {
  static let all: [Command] = [
    Command("branch.switch", "Go to another tenant or branch, or make one") { $0.openSwitcher() },
    Command("branch.menu", "Show all that can be done with the branch in hand", unavailable: noPlace) { state in
      state.openBranchMenu()
      return []
    },
    Command("branch.create", "Make a branch of the one in hand", unavailable: refusal("branch.create")) { state in
      state.ask("branch.create") { state, place in
        state.overlay = .prompt(state.newBranchPrompt(place))
        return []
      }
    },
    Command("branch.rename", "Give the branch in hand another name", unavailable: refusal("branch.rename")) { state in
      state.ask("branch.rename") { state, place in
        state.overlay = .prompt(state.renamePrompt(place, answer: place.branch))
        return []
      }
    },
    Command(
      "branch.delete", "Delete the branch in hand; its name has to be typed", unavailable: refusal("branch.delete")
    ) { state in
      state.ask("branch.delete") { state, place in
        state.confirm(
          .deleteBranch(tenant: place.tenant, name: place.branch), title: "Delete \(place.tenant) ▸ \(place.branch)",
          lines: state.lossLines(place, deletes: true), word: place.branch)
      }
    },
    Command(
      "branch.reset", "Give the branch in hand its parent's data; its name has to be typed",
      unavailable: refusal("branch.reset")
    ) { state in
      state.ask("branch.reset") { state, place in
        let parent = state.branch(place)?.parent ?? "its parent"
        return state.confirm(
          .resetBranch(tenant: place.tenant, name: place.branch, keeping: nil),
          title: "Reset \(place.tenant) ▸ \(place.branch) to \(parent)",
          lines: state.lossLines(place) + state.condition("branch.reset"),
          word: place.branch)
      }
    },
    Command(
      "branch.restore", "Give the branch in hand the data of another branch or time",
      unavailable: refusal("branch.restore")
    ) { state in
      state.ask("branch.restore") { state, place in
        state.overlay = .prompt(
          Prompt(
            .restoreFrom(tenant: place.tenant, name: place.branch),
            title: "Restore \(place.tenant) ▸ \(place.branch)",
            lines: ["From which branch or time: BRANCH, BRANCH@TIME, ^parent, ^self@-2h; perhaps: keeping NAME."]
              + state.condition("branch.restore")))
        return []
      }
    },
    Command(
      "branch.expire", "Set when the branch in hand is deleted by itself", unavailable: refusal("branch.expire")
    ) { state in
      state.ask("branch.expire") { state, place in
        state.overlay = .prompt(state.expiryPrompt(place))
        return []
      }
    },
    Command(
      "branch.protect", "Protect the branch in hand from writes and deletion, or end that",
      unavailable: refusal("branch.protect")
    ) { state in
      state.ask("branch.protect") { state, place in
        guard state.branch(place)?.isProtected ?? false else {
          return state.begin(.protectBranch(tenant: place.tenant, name: place.branch, true))
        }
        return state.confirm(
          .protectBranch(tenant: place.tenant, name: place.branch, false),
          title: "Unprotect \(place.tenant) ▸ \(place.branch)",
          lines: ["It can be written to, reset and deleted then."],
          word: place.branch)
      }
    },
    Command(
      "branch.compare", "Show how the schema of the branch in hand differs from where you are",
      unavailable: refusal("branch.compare")
    ) { state in state.ask("branch.compare") { $0.compareWithCurrent($1) } },
    Command("branch.pin", "Keep the branch in hand at the top of the list, or end that", unavailable: noPlace) {
      state in
      guard let place = state.placeInHand else { return [] }
      state.placeMemory.pin(PlaceMemory.Place(tenant: place.tenant, branch: place.branch))
      state.refreshSwitcher()
      return [.keepPlaces(state.placeMemory)]
    },
    Command("platform.cancel", "Give up what the platform is doing", unavailable: idle) { $0.cancelOperation() },
  ]

  static let noPlace: @Sendable (State) -> String? = { $0.placeInHand == nil ? "no branch is selected" : nil }
  private static let idle: @Sendable (State) -> String? = { $0.operations.isEmpty ? "the platform does nothing" : nil }

  /// Why a command cannot be used on the branch in hand: what the platform or the branch's own state says.
  static func refusal(_ command: String) -> @Sendable (State) -> String? {
    { state in
      guard let place = state.placeInHand else { return "no branch is selected" }
      return state.refusal(command, place)
    }
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
    guard case .picker(let picker) = overlay, picker.kind == .places else { return menuPlace ?? place }
    if case .place(let tenant, let branch) = picker.selected?.choice { return (tenant, branch) }
    return nil
  }

  /// The place that the open menu is about.
  private var menuPlace: Place? {
    guard case .picker(let picker) = overlay, picker.kind == .branchMenu else { return nil }
    for row in picker.rows { if case .onBranch(_, let tenant, let branch) = row.choice { return (tenant, branch) } }
    return nil
  }

  /// Does something with the place in hand, or says why not.
  mutating func ask(_ command: String, _ body: (inout State, Place) -> [Effect]) -> [Effect] {
    guard let place = placeInHand else { return complain("no branch is selected") }
    if let reason = refusal(command, place) {
      say("\(place.tenant) ▸ \(place.branch): \(reason)", .warning)
      return []
    }
    return body(&self, place)
  }

  func refusal(_ command: String, _ place: Place) -> String? {
    guard let branch = branch(place) else { return listing?.refusals[command] }
    if let reason = branch.refusals[command] ?? listing?.refusals[command] { return reason }
    switch command {
    case "branch.delete" where branch.isDefault: return "it is the default branch and stays with its tenant"
    case "branch.delete", "branch.reset", "branch.restore":
      return branch.isProtected ? "protected; \(howTo("branch.protect")) ends it" : nil
    default: return nil
    }
  }

  /// `acme ▸ main`, or the database's name when no platform is known.
  var placeText: String { link.name }

  func branch(_ place: Place) -> PlatformListing.Branch? {
    listing?.tenants.first { $0.name == place.tenant }?.branches.first { $0.name == place.branch }
  }

  func children(of place: Place) -> [PlatformListing.Branch] {
    listing?.tenants.first { $0.name == place.tenant }?.branches.filter { $0.parent == place.branch } ?? []
  }
}
