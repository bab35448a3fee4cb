import TextUI

/// Whole tenants: the one whose branch is selected in the switcher, else the one in front.
enum TenantCommands {
  static let all: [Command] = [
    Command("tenant.create", "Make a new tenant", unavailable: notHere) { state in
      state.overlay = .prompt(state.newTenantPrompt())
      return []
    },
    Command("tenant.suspend", "Let nobody into the tenant in hand", unavailable: refusal("tenant.suspend")) { state in
      guard let name = state.tenantInHand else { return [] }
      // Where others use it too it is no small thing.
      let condition = state.condition("tenant.suspend")
      guard !condition.isEmpty else { return state.begin(.suspendTenant(name: name)) }
      return state.confirm(
        .suspendTenant(name: name), title: "Suspend tenant \(name)",
        lines: condition + ["\(state.howTo("tenant.restore")) brings it back."], word: name)
    },
    Command(
      "tenant.archive", "Turn the tenant in hand into compressed dumps", unavailable: refusal("tenant.archive")
    ) { state in
      guard let name = state.tenantInHand else { return [] }
      return state.confirm(
        .archiveTenant(name: name), title: "Archive tenant \(name)",
        lines: ["Its databases become compressed dumps; \(state.howTo("tenant.restore")) brings them back."], word: name
      )
    },
    Command(
      "tenant.restore", "Bring the suspended or archived tenant in hand back", unavailable: refusal("tenant.restore")
    ) { state in
      guard let name = state.tenantInHand else { return [] }
      return state.begin(.restoreTenant(name: name))
    },
    Command("tenant.usage", "Show what the tenant in hand uses and may use", unavailable: refusal("tenant.usage")) {
      state in
      guard let name = state.tenantInHand else { return [] }
      return state.askUsage(of: name)
    },
    Command(
      "tenant.delete", "Delete the tenant in hand with all its branches; its name has to be typed",
      unavailable: refusal("tenant.delete")
    ) { state in
      guard let name = state.tenantInHand else { return [] }
      let branches = state.listing?.tenants.first { $0.name == name }?.branches.map(\.name) ?? []
      return state.confirm(
        .deleteTenant(name: name), title: "Delete tenant \(name)",
        lines: [
          "All its branches and their data go: \(branches.prefix(6).joined(separator: ", "))\(branches.count > 6 ? " …" : "").",
          state.listing?.recovery ?? "This cannot be undone.",
        ], word: name)
    },
  ]

  private static let notHere: @Sendable (State) -> String? = { $0.listing?.refusals["tenant.create"] }

  private static func refusal(_ command: String) -> @Sendable (State) -> String? {
    { state in
      guard let name = state.tenantInHand else { return "no tenant is selected" }
      let tenant = state.listing?.tenants.first { $0.name == name }
      return tenant?.refusals[command] ?? state.listing?.refusals[command]
    }
  }
}

extension State {
  /// The tenant that a command of the switcher means.
  var tenantInHand: String? {
    if case .picker(let picker) = overlay, picker.kind == .places, case .tenant(let name) = picker.selected?.choice {
      return name
    }
    return placeInHand?.tenant
  }

  /// All that can be done with the branch in hand and its tenant, with keys, greyed with the reason where it cannot.
  mutating func openBranchMenu() {
    guard let place = placeInHand else { return }
    let commands = (PlatformCommands.all + TenantCommands.all).filter { !Self.notInMenu.contains($0.name) }
    let keys = Dictionary(keymap.bindings(context: "switcher").map { ($0.command, $0.keys) }) { first, _ in first }
    let before = self
    var picker = Picker(
      kind: .branchMenu, title: "\(place.tenant) ▸ \(place.branch)",
      hints: hints([("list.accept", "do it"), ("list.cancel", "close")], in: "list"))
    if case .picker(let switcher) = overlay, switcher.kind == .places { picker.below = [switcher] }
    picker.fill(
      commands.map { command in
        Picker.Row(
          "\(command.name)  \(command.summary)", detail: keys[command.name] ?? "",
          unavailable: command.unavailable(before),
          choice: .onBranch(command.name, tenant: place.tenant, branch: place.branch))
      })
    overlay = .picker(picker)
  }

  private static let notInMenu: Set<String> = ["branch.switch", "branch.menu", "platform.cancel", "tenant.create"]
}
