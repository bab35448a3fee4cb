import Glibc
import Platform
import Workbench

extension PlatformWorker {
  /// Tells the tenants and branches, without starting a server that nobody has asked for; sizes follow when they have changed.
  func list(starts: Bool) {
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
    guard case .running = platform.server.status() else { return }
    do throws(PlatformError) {
      let call = Call()
      let capabilities = try provider.capabilities(call)
      let branches = Dictionary(grouping: try platform.branches(), by: \.tenant)
      let tenants = try provider.tenants(call).tenants.map { tenant in
        var row = PlatformListing.Tenant(
          name: tenant.name, state: tenant.state.text,
          branches: (branches[tenant.name] ?? []).map { Self.row($0, capabilities) })
        row.refusals = Self.refusals(tenant)
        return row
      }
      var listing = PlatformListing(platform: provider.name, tenants: tenants, time: Double(time(nil)))
      for (command, capability) in Self.capabilities {
        if case .no(let reason) = capabilities[capability] { listing.refusals[command] = reason }
        if case .conditional(let condition) = capabilities[capability] { listing.remarks[command] = condition }
      }
      listing.recovery = capabilities[.recoverBranch].reason.map { "It cannot be undone: \($0)." }
      report(.listed(listing))
    } catch {
      report(.progress("the tenants could not be listed: \(error.message)"))
    }
  }

  /// What a command of the workbench needs of a platform.
  private static let capabilities: [String: Capability] = [
    "branch.create": .createBranch, "branch.rename": .renameBranch, "branch.delete": .deleteBranch,
    "branch.reset": .resetBranch, "branch.restore": .restoreBranch, "branch.expire": .setExpiry,
    "branch.protect": .setProtected, "tenant.create": .createTenant, "tenant.delete": .deleteTenant,
    "tenant.suspend": .suspendTenant, "tenant.archive": .archiveTenant, "tenant.restore": .resumeTenant,
  ]

  private static func row(_ branch: Branch, _ capabilities: Capabilities) -> PlatformListing.Branch {
    var row = PlatformListing.Branch(
      name: branch.name, parent: branch.parent, state: branch.state.text, createdAt: branch.createdAt,
      sizeBytes: branch.sizeBytes ?? branch.archivedBytes, isDefault: branch.isDefault,
      isProtected: branch.isProtected)
    row.expiresAt = branch.expiresAt
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
    // Every platform so far tells them with the tenants.
    list(starts: false)
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
