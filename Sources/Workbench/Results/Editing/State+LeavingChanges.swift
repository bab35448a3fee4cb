import Database

/// What waits for the answer about changes that are not applied.
enum AfterChanges: Sendable, Hashable {
  case leave(Prompt.Leaving)
  case closeTab(TabName)
  case rerun(TabName)

  /// Changes stay in their tab when only another target is gone to.
  var canKeep: Bool {
    switch self {
    case .leave(let leaving): leaving != .quit
    case .closeTab, .rerun: false
    }
  }
}

extension State {
  /// Goes on, once it is known what becomes of the changes that this would lose or leave behind.
  mutating func ifChangesMayGo(_ next: AfterChanges) -> [Effect] {
    let tabs = tabsWithChanges(next)
    guard let first = tabs.first else { return proceed(next) }
    let count = tabs.reduce(0) { $0 + $1.staged.count }
    let title = "\(EditCommands.changes(count)) on \(name(of: first.place)) \(count == 1 ? "is" : "are")"
    let stays = next.canKeep ? ", discard to drop them, keep to leave them in their tab" : " or discard to drop them"
    overlay = .prompt(
      Prompt(
        .leaveChanges(then: next), title: "\(title) not applied",
        lines: [
          tabs.count == 1 ? "They are in one result." : "They are in \(tabs.count) results.",
          "Type apply to send them\(stays); Esc stays.",
        ]))
    return []
  }

  private func tabsWithChanges(_ next: AfterChanges) -> [ResultTab] {
    results.tabs.filter { tab in
      guard !tab.staged.isEmpty else { return false }
      return switch next {
      case .leave(.quit): true
      case .leave: tab.place == link.destination
      case .closeTab(let name), .rerun(let name): tab.name == name
      }
    }
  }

  mutating func accept(changes answer: String, then next: AfterChanges) -> [Effect] {
    let tabs = tabsWithChanges(next)
    switch answer {
    case "keep" where next.canKeep: break
    case "discard": for tab in tabs { results.change(named: tab.name) { $0.staged = StagedChanges() } }
    case "apply":
      guard tabs.count == 1, let tab = tabs.first else {
        return complain("apply them one result after the other, or type discard")
      }
      if let reason = elsewhere(tab) ?? QueryCommands.busy(self) { return complain(reason) }
      overlay = nil
      if let index = results.index(tab.run, tab.statement) { results.show(index) }
      afterChanges = next
      return applyChanges()
    default: return complain("type apply\(next.canKeep ? ", discard or keep" : " or discard"), or Esc to stay")
    }
    overlay = nil
    return proceed(next)
  }

  mutating func proceed(_ next: AfterChanges) -> [Effect] {
    switch next {
    case .leave(let leaving): return leaveTransaction(leaving)
    case .closeTab(let name):
      closeTab(name)
      return []
    case .rerun(let name): return rerun(name)
    }
  }
}
