import Glibc
import Platform
import Synchronization
import Workbench

extension PlatformWorker {
  /// Tells the tenants and branches, without starting a server that nobody has asked for; sizes follow when they have changed.
  func list(starts: Bool) {
    if hosted != nil { return questions.async { [self] in postHosted(refreshing: nil) } }
    if starts, case .stopped = platform.server.status() {
      queue.async { [self] in
        do throws(PlatformError) { try start() } catch { report(.progress(error.message)) }
        postListing()
      }
    }
    questions.async { [self] in
      postListing()
      guard case .running = platform.server.status() else { return }
      if (try? platform.measureSizes(seconds: 2)) ?? false { postListing() }
    }
  }

  func postListing() {
    if hosted != nil { return postHosted(refreshing: nil) }
    guard case .running = platform.server.status() else { return }
    do throws(PlatformError) {
      let branches = Dictionary(grouping: try platform.branches(), by: \.tenant)
      try post(platform.tenants(Call()).tenants) { branches[$0.name] ?? [] }
    } catch {
      report(.listingFailed(error.message))
    }
  }

  /// Tells a hosted platform's tenants with the branches that are known; those of the tenant of this id are asked for again.
  func postHosted(refreshing id: String?) {
    do throws(PlatformError) {
      let told = try provider.tenants(Call(progress: progress))
      let tenants = told.tenants
      if let id, let tenant = tenants.first(where: { $0.id == id }) {
        let branches = try provider.branches(of: tenant, Call(progress: progress))
        knownBranches.withLock { $0[id] = branches }
      }
      let known = knownBranches.withLock { $0 }
      try post(tenants, missing: told.missing.count) { known[$0.id] }
    } catch {
      report(.listingFailed(error.message))
    }
  }

  private func post(_ tenants: [Tenant], missing: Int = 0, branches: (Tenant) -> [Branch]?) throws(PlatformError) {
    let capabilities = try provider.capabilities(Call())
    let (names, qualified) = (Self.counts(tenants.map(\.name)), Self.counts(tenants.map(\.qualifiedName)))
    let rows = tenants.map { tenant in
      let known = branches(tenant)
      // Those that share a name are told apart, and asked for, by their organizations or else their ids.
      let other = qualified[tenant.qualifiedName] == 1 ? tenant.qualifiedName : tenant.id
      var row = PlatformListing.Tenant(
        name: names[tenant.name] == 1 ? tenant.name : other, state: tenant.state.text,
        branches: (known ?? []).map { Self.row($0, capabilities) })
      row.hasBranches = known != nil
      row.refusals = Self.refusals(tenant)
      return row
    }
    var listing = PlatformListing(platform: try provider.name, tenants: rows, time: Double(time(nil)))
    for (command, capability) in Self.capabilities {
      if case .no(let reason) = capabilities[capability] { listing.refusals[command] = reason }
      if case .conditional(let condition) = capabilities[capability] { listing.remarks[command] = condition }
    }
    listing.missing = missing
    listing.sparesSessions = hosted != nil
    if hosted == nil {
      listing.tenantNames = NameRule(marks: PlatformName.tenantMarks)
      listing.branchNames = NameRule(marks: PlatformName.branchMarks)
    }
    listing.requests = try provider.requestRate?.text
    let recovery = capabilities[.recoverBranch]
    if recovery.isPossible {
      listing.recovery = recovery.reason.map { "It can be recovered \($0)." }
    } else {
      listing.finality = recovery.reason.map { "It cannot be undone: \($0)." }
    }
    report(.listed(listing))
  }

  private static func counts(_ names: [String]) -> [String: Int] {
    Dictionary(grouping: names) { $0 }.mapValues(\.count)
  }

  /// What a command of the workbench, or an option of one, needs of a platform.
  private static let capabilities: [String: Capability] = [
    "branch.create": .createBranch, "branch.create.point": .branchAtPoint, "branch.create.schema": .branchSchemaOnly,
    "branch.rename": .renameBranch, "branch.delete": .deleteBranch,
    "branch.reset": .resetBranch, "branch.restore": .restoreBranch, "branch.expire": .setExpiry,
    "branch.protect": .setProtected, "branch.compare": .compareSchemas, "tenant.create": .createTenant,
    "tenant.delete": .deleteTenant, "tenant.usage": .usage,
    "tenant.suspend": .suspendTenant, "tenant.archive": .archiveTenant, "tenant.restore": .resumeTenant,
  ]

  private static func row(_ branch: Branch, _ capabilities: Capabilities) -> PlatformListing.Branch {
    var row = PlatformListing.Branch(
      name: branch.name, parent: branch.parent, state: branch.state.text, createdAt: branch.createdAt,
      sizeBytes: branch.storedBytes, isDefault: branch.isDefault,
      isProtected: branch.isProtected)
    row.expiresAt = branch.expiresAt
    row.formerParent = branch.formerParent
    for (command, capability) in Self.capabilities {
      let support = capabilities.support(capability, for: branch)
      if !support.isPossible, capabilities[capability].isPossible { row.refusals[command] = support.reason }
    }
    return row
  }

  private static func refusals(_ tenant: Tenant) -> [String: String] {
    switch tenant.state {
    case .ready: ["tenant.restore": "the tenant is in use"]
    case .paused: ["tenant.suspend": "the tenant is suspended"]
    case .archived:
      ["tenant.suspend": "the tenant is archived", "tenant.archive": "the tenant is archived"]
    default: [:]
    }
  }

  /// The branches of one tenant, where the list has told none.
  func listBranches(of tenant: String) {
    // The local platform tells them with the tenants.
    guard hosted != nil else { return list(starts: false) }
    questions.async { [self] in
      let id = try? provider.tenant(named: tenant, Call(progress: progress)).id
      postHosted(refreshing: id)
    }
  }

  /// Tells how the schemas of two branches differ.
  func compare(_ comparison: PlatformComparison) {
    questions.async { [self] in
      do throws(PlatformError) {
        let call = Call(progress: progress)
        let branch = try branch(comparison.tenant, comparison.branch, call)
        let base = try self.branch(comparison.baseTenant, comparison.base, call)
        let database = try provider.databases(of: branch, call).first?.name ?? branch.database
        let text = try provider.compareSchemas(SchemaPlace(branch), base: SchemaPlace(base), database: database, call)
        report(.compared(comparison, .success(text)))
      } catch {
        report(.compared(comparison, .failure(Failure(error.message))))
      }
    }
  }

  /// Tells what a tenant uses and may use.
  func tellUsage(of tenant: String) {
    questions.async { [self] in
      do throws(PlatformError) {
        let call = Call(progress: progress)
        let found = try provider.tenant(named: tenant, call)
        let plan = found.plan.isEmpty ? [] : [UsageLine("plan", found.plan)]
        let figures = try provider.usage(of: found, call)
        report(.used(tenant: tenant, .success(plan + figures.map { UsageLine($0.title, $0.text) })))
      } catch {
        report(.used(tenant: tenant, .failure(Failure(error.message))))
      }
    }
  }

  private func branch(_ tenant: String, _ name: String, _ call: Call) throws(PlatformError) -> Branch {
    try provider.find(BranchAddress(tenant: tenant, branch: name, relativeTo: nil), call).branch
  }

  /// Tells whose sessions a change would end, those of this process left out.
  func preview(_ change: PlatformChange, ownPIDs: Set<Int32>) {
    questions.async { [self] in
      let call = Call()
      guard let tenant = try? provider.tenant(named: change.tenant, call),
        let branches = try? provider.branches(of: tenant, call)
      else { return }
      let touched = branches.filter { change.branch == nil || $0.name == change.branch }
      let sessions = touched.flatMap { (try? provider.sessions(on: $0, call)) ?? [] }
      report(.sessions(change, sessions.filter { !ownPIDs.contains($0.pid) }.map(\.text)))
    }
  }
}

extension PlatformChange {
  /// The branch whose sessions it ends; nil for all of the tenant.
  fileprivate var branch: String? {
    switch self {
    case .renameBranch(_, let name, _), .deleteBranch(_, let name), .resetBranch(_, let name, _),
      .restoreBranch(_, let name, _, _), .expireBranch(_, let name, _), .protectBranch(_, let name, _):
      name
    case .createBranch(_, let parent, _, _, _): parent
    case .createTenant, .suspendTenant, .archiveTenant, .restoreTenant, .deleteTenant: nil
    }
  }
}
