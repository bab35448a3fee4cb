extension State {
  mutating func openSwitcher() -> [Effect] {
    var picker = Picker(
      kind: .places, title: switcherTitle,
      hints: hints(
        [
          ("list.accept", "switch"), ("branch.menu", "all operations"), ("branch.create", "new branch"),
          ("tenant.create", "new tenant"), ("branch.delete", "delete"), ("branch.reset", "reset"),
          ("branch.expire", "expiry"), ("branch.compare", "compare"), ("branch.pin", "pin"), ("list.cancel", "close"),
        ], in: "switcher"))
    picker.emptyText = listing == nil ? "reading the tenants …" : "no tenant or branch fits"
    picker.filter = LineInput(wantedTenant)
    wantedTenant = ""
    picker.fill(placeRows, select: place.map { .place(tenant: $0.tenant, branch: $0.branch) })
    overlay = .picker(picker)
    return [.listTenants(starts: true)]
  }

  /// Takes in why the platform does not tell its tenants; nobody who does not look at them is told.
  mutating func receive(listingFailure reason: String) {
    guard case .picker(var picker) = overlay, picker.kind == .places else { return }
    let what = "the tenants could not be listed"
    say("\(what): \(reason)", .error)
    picker.emptyText = what
    overlay = .picker(picker)
  }

  /// With what the platform's rate of requests leaves, and with what is missing below.
  private var switcherTitle: String {
    let missing = listing.flatMap { $0.missing > 0 ? " · \(grouped($0.missing)) tenants not told" : nil } ?? ""
    return "Tenants and branches" + (listing.map { " · \($0.platform)" } ?? "") + missing
      + (listing?.requests.map { " · \($0)" } ?? "")
  }

  /// Fills the open switcher anew, keeping what is selected.
  mutating func refreshSwitcher() {
    guard case .picker(var picker) = overlay, picker.kind == .places else { return }
    picker.title = switcherTitle
    picker.emptyText = "no tenant or branch fits"
    picker.fill(
      placeRows, select: picker.selected?.choice ?? place.map { .place(tenant: $0.tenant, branch: $0.branch) })
    overlay = .picker(picker)
  }

  /// The tenants with their branches as a tree, parents before children: pinned tenants first, then those lately used.
  var placeRows: [Picker.Row] {
    guard let listing else { return [] }
    let ranks = tenantRanks
    let ordered = listing.tenants.enumerated().sorted { one, other in
      let ranks = (ranks[one.element.name] ?? .max, ranks[other.element.name] ?? .max)
      return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : one.offset < other.offset
    }
    return ordered.flatMap { rows(of: $0.element, time: listing.time) }
  }

  private var tenantRanks: [String: Int] {
    let tenants = placeMemory.pinned.map(\.tenant) + placeMemory.recent.map(\.tenant)
    return Dictionary(zip(tenants, 0...)) { first, _ in first }
  }

  private func rows(of tenant: PlatformListing.Tenant, time: Double) -> [Picker.Row] {
    guard tenant.hasBranches else { return [row(tenant)] }
    let names = Set(tenant.branches.map(\.name))
    let children = Dictionary(grouping: tenant.branches) { branch in
      branch.parent.flatMap { names.contains($0) && $0 != branch.name ? $0 : nil } ?? ""
    }
    var rows: [Picker.Row] = []
    var pending = (children[""] ?? []).reversed().map { (branch: $0, depth: 0) }
    while let (branch, depth) = pending.popLast() {
      rows.append(row(tenant, branch, depth: depth, time: time))
      for child in (children[branch.name] ?? []).reversed() { pending.append((child, depth + 1)) }
    }
    return rows
  }

  /// A tenant whose branches are asked for when it is chosen.
  private func row(_ tenant: PlatformListing.Tenant) -> Picker.Row {
    Picker.Row(
      tenant.name, detail: tenant.state == "ready" ? "Enter lists its branches" : tenant.state,
      choice: .tenant(tenant.name))
  }

  private func row(
    _ tenant: PlatformListing.Tenant, _ branch: PlatformListing.Branch, depth: Int, time: Double
  ) -> Picker.Row {
    var facts: [String] = []
    if branch.isDefault { facts.append("default") }
    if branch.isProtected { facts.append("PROTECTED") }
    if let parent = branch.parent { facts.append("from \(parent)") }
    if let parent = branch.formerParent { facts.append("from \(parent), which is gone") }
    if branch.state != "ready" { facts.append(branch.state) }
    if let expires = branch.expiresAt { facts.append(expiryText(expires - time)) }
    if let created = branch.createdAt { facts.append(age(time - created)) }
    if let size = branch.sizeBytes { facts.append(byteSize(size)) }
    let memory = PlaceMemory.Place(tenant: tenant.name, branch: branch.name)
    let isHere = place.map { $0 == (tenant.name, branch.name) } ?? false
    var row = Picker.Row(
      "\(tenant.name) ▸ \(branch.name)", detail: facts.joined(separator: " · "),
      mark: isHere ? "●" : placeMemory.pinned.contains(memory) ? "★" : "", indent: depth,
      choice: .place(tenant: tenant.name, branch: branch.name))
    row.isDim = branch.state != "ready"
    row.weight = placeMemory.pinned.contains(memory) ? 60 : placeMemory.recent.contains(memory) ? 30 : 0
    return row
  }

  /// What Enter on a place means: one goes there, unless the platform says that it is closed.
  mutating func accept(tenant: String, branch: String, at point: String?) -> [Effect] {
    if let state = self.branch((tenant, branch))?.state, state != "ready" {
      say(
        "the branch is \(state)"
          + (["paused", "archived"].contains(state) ? "; \(howTo("tenant.restore")) opens it" : ""), .warning
      )
      return []
    }
    let name = point.map { "\(branch)@\($0)" } ?? branch
    overlay = nil
    if let place, place == (tenant, name), link.facts != nil { return [] }
    return leave(.place(tenant: tenant, branch: name))
  }
}
