import Database

extension State {
  /// Starts a change of tenants and branches; the session in front steps aside when it would be in the way.
  mutating func begin(_ change: PlatformChange) -> [Effect] {
    if let before = operations.first(where: { $0.change.tenant == change.tenant }) {
      return complain(
        "\(change.tenant) is busy (\(before.change.running)); wait for it, or \(howTo("platform.cancel")) cancels it")
    }
    guard activeRun == nil else { return complain("a statement is running; \(howTo("query.cancelOrCopy")) cancels it") }
    let needed = change.needed(on: listing)
    let isInTheWay = { (destination: Destination) in
      guard case .branch(let tenant, let branch) = destination, tenant == change.tenant else { return false }
      return needed?.contains(branch) ?? true
    }
    if let lost = ([link] + parked).first(where: { $0.hasOpenTransaction && isInTheWay($0.destination) }) {
      return complain("a transaction is open on \(lost.name), which this would roll back; end it first")
    }
    overlay = nil
    let number = nextNumber()
    var operation = RunningOperation(number: number, change: change, startedAt: now)
    operation.aside = parked.filter { isInTheWay($0.destination) }
    parked.removeAll { isInTheWay($0.destination) }
    operations.append(operation)
    status = StatusLine()
    var parking = operation.aside.map(\.session)
    if link.session > 0, isInTheWay(link.destination) {
      stepAside()
      parking.append(link.session)
    }
    return [.changePlatform(operation: number, change, parking: parking)]
  }

  /// Gives up what the platform began last; what was done is undone there, or goes on where it cannot.
  mutating func cancelOperation() -> [Effect] {
    guard let latest = operations.indices.last else { return [] }
    operations[latest].progress = "giving up: \(operations[latest].change.running)"
    return [.cancelOperation(operations[latest].number)]
  }

  mutating func receive(platform report: PlatformEvent) -> [Effect] {
    switch report {
    case .progress(let text):
      if let latest = operations.indices.last { operations[latest].progress = text } else { link.progress = text }
      return []
    case .operating(let number, let text):
      if let index = operations.firstIndex(where: { $0.number == number }) { operations[index].progress = text }
      return []
    case .compared(let comparison, let answer):
      receive(compared: comparison, answer)
      return []
    case .used(let tenant, let answer):
      receive(usage: answer, of: tenant)
      return []
    case .remarked(let text):
      say(text, .warning)
      return []
    case .listed(let listing):
      self.listing = listing
      if status.tone == .progress, operations.isEmpty, link.phase != .connecting { status = StatusLine() }
      refreshSwitcher()
      return lockIfNeeded()
    case .listingFailed(let reason):
      receive(listingFailure: reason)
      return []
    case .found(let session, let tenant, let branch):
      if session == link.session { link.destination = .branch(tenant: tenant, branch: branch) }
      return []
    case .expected(let session, let expected):
      if session == link.session { link.expected = expected }
      return []
    case .sessions(let change, let sessions):
      tell(sessions: sessions, endedBy: change)
      return []
    case .ending(let number, let sessions):
      if let index = operations.firstIndex(where: { $0.number == number }) {
        operations[index].ended.formUnion(sessions)
      }
      return []
    case .done(let number, let remark):
      guard let operation = takeOperation(number) else { return [] }
      say(operation.change.done + (remark.map { "; \($0)" } ?? ""), .success)
      return after(operation.change) + [.listTenants(starts: false)]
    case .refused(let number, let refusal):
      guard let operation = takeOperation(number) else { return [] }
      return after(operation.change, refused: refusal) + [.listTenants(starts: false)]
    }
  }

  /// The operation is over: the sessions that it left alone are as they were.
  private mutating func takeOperation(_ number: Int) -> RunningOperation? {
    guard let index = operations.firstIndex(where: { $0.number == number }) else { return nil }
    let operation = operations.remove(at: index)
    parked += operation.aside.filter { !operation.ended.contains($0.session) }
    if !operation.ended.contains(link.session) { stepBack() }
    return operation
  }

  /// Goes to what was made, unless one is at something else by now.
  private mutating func go(toNew place: Destination) -> [Effect] {
    if link.isParked || (activeRun == nil && overlay == nil && !link.hasOpenTransaction) {
      return go(to: place, announces: false)
    }
    return []
  }

  private mutating func after(_ change: PlatformChange) -> [Effect] {
    switch change {
    case .createBranch(let tenant, _, let name, _, _): return go(toNew: .branch(tenant: tenant, branch: name))
    case .createTenant(let name): return go(toNew: .branch(tenant: name, branch: "main"))
    case .renameBranch(let tenant, let name, let new):
      placeMemory.forget(PlaceMemory.Place(tenant: tenant, branch: name))
      guard let place, place == (tenant, name) else { return comeBack() }
      return connect(to: .branch(tenant: tenant, branch: new))
    case .deleteBranch(let tenant, let name):
      placeMemory.forget(PlaceMemory.Place(tenant: tenant, branch: name))
      let forgetting = Effect.keepPlaces(placeMemory)
      guard let place, place == (tenant, name) else { return comeBack() + [forgetting] }
      let home = listing?.tenants.first { $0.name == tenant }?.branches.first { $0.isDefault }?.name ?? "main"
      return connect(to: .branch(tenant: tenant, branch: home)) + [forgetting]
    case .suspendTenant, .archiveTenant, .deleteTenant:
      if link.isParked { goDown("\(change.done); F2 goes elsewhere") }
      return []
    case .protectBranch(let tenant, let name, _):
      // The server tells only new sessions that they may not write.
      guard let place, place == (tenant, name), !link.hasOpenTransaction else { return [] }
      return connect(to: link.destination)
    case .resetBranch, .restoreBranch, .restoreTenant, .expireBranch: return comeBack()
    }
  }

  private mutating func goDown(_ reason: String) {
    link.phaseBefore = nil
    link.phase = .down(reason)
    link.progress = nil
    link.transaction = .unknown
  }

  /// Connects again after the session in front was ended.
  private mutating func comeBack() -> [Effect] { link.isParked ? connect(to: link.destination) : [] }

  private mutating func after(_ change: PlatformChange, refused refusal: PlatformRefusal) -> [Effect] {
    say(refusal.message, .error)
    if case .createBranch(let tenant, let parent, let name, _, let expires) = change, refusal.offersDump {
      askUnbidden(
        Prompt(
          .copyByDump(tenant: tenant, parent: parent, name: name, expires: expires),
          title: "Copy \(tenant) ▸ \(parent) by dump?",
          lines: [refusal.message, "A dump takes longer and disturbs nobody. Type yes to copy that way."]))
    } else if refusal.isAboutName, var prompt = prompt(for: change) {
      prompt.complaint = refusal.message
      askUnbidden(prompt)
    }
    return comeBack()
  }
}
