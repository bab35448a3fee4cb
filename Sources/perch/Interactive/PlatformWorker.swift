import Glibc
import Platform
import Postgres
import Workbench

/// The platform that hosts the databases, asked on a thread of its own because every call may wait.
final class PlatformWorker: Sendable {
  private let queue = WorkQueue("platform")
  private let catalogs: WorkQueue
  /// Whether the server stops when nobody uses it any more.
  private let stopsServer: Bool
  private let platform: LocalPlatform
  private let report: @Sendable (PlatformEvent) -> Void

  init(
    paths: Paths, catalogs: WorkQueue, stopsServer: Bool, report: @escaping @Sendable (PlatformEvent) -> Void
  ) {
    self.report = report
    self.catalogs = catalogs
    self.stopsServer = stopsServer
    platform = LocalPlatform(server: LocalServer(dataHome: paths.data))
  }

  /// Where a branch is; brings the local server up first. `answer` is called on the platform's thread.
  func findConnection(
    tenant: String, branch: String, answer: @escaping @Sendable (Result<ConnectionSettings, Failure>) -> Void
  ) {
    queue.async { [self] in
      do throws(PlatformError) {
        try start()
        let demo = DemoTenant.all.first { $0.name == tenant }
        if let demo { try platform.loadDemoTenant(demo, Call(progress: progress)) }
        answer(.success(try platform.connection(tenant: tenant, branch: branch)))
        loadDemoTenants(besides: tenant)
      } catch {
        answer(.failure(Failure(error.message)))
      }
    }
  }

  /// The others come after whatever waits already; those that were made or deleted before cost nothing.
  private func loadDemoTenants(besides tenant: String) {
    for demo in DemoTenant.all where demo.name != tenant {
      queue.async { [self] in
        do throws(PlatformError) {
          try platform.loadDemoTenant(demo)
        } catch {
          report(.progress("the tenant \(demo.name) could not be made: \(error.message)"))
        }
        postListing()
      }
    }
  }

  private var progress: @Sendable (String) -> Void {
    { [report] text in report(.progress(text)) }
  }

  private func start() throws(PlatformError) { try platform.start(progress: progress) }

  /// Tells the tenants and branches, without starting a server that nobody has asked for.
  func list() {
    queue.async { [self] in postListing() }
  }

  private func postListing() {
    guard case .running = platform.server.status() else { return }
    do throws(PlatformError) {
      let branches = Dictionary(grouping: try platform.branches(), by: \.tenant)
      let tenants = try platform.tenants().map { tenant in
        PlatformListing.Tenant(
          name: tenant.name, state: tenant.state.text, branches: (branches[tenant.name] ?? []).map(Self.row))
      }
      report(.listed(PlatformListing(platform: "local", tenants: tenants, time: Double(time(nil)))))
    } catch {
      report(.progress("the tenants could not be listed: \(error.message)"))
    }
  }

  private static func row(_ branch: Branch) -> PlatformListing.Branch {
    PlatformListing.Branch(
      name: branch.name, parent: branch.parent, state: branch.state.text, createdAt: branch.createdAt,
      sizeBytes: branch.sizeBytes, isDefault: branch.isDefault, isProtected: branch.isProtected)
  }

  // MARK: Operations

  /// `ownPIDs` are the server's processes of sessions that the caller has closed or gives up.
  func createBranch(
    _ operation: Int, tenant: String, parent: String, name: String, byDump: Bool, ownPIDs: [Int32]
  ) {
    perform(operation) { [self] () throws(PlatformError) in
      try platform.createBranch(
        tenant: tenant, parent: parent, name: name, method: byDump ? .dump : .files,
        Call(ownPIDs: ownPIDs, progress: progress))
    }
  }

  func deleteBranch(_ operation: Int, tenant: String, name: String, ownPIDs: [Int32]) {
    perform(operation) { [self] () throws(PlatformError) in
      try platform.deleteBranch(tenant: tenant, name: name, Call(ownPIDs: ownPIDs, progress: progress))
    }
  }

  func createTenant(_ operation: Int, name: String) {
    perform(operation) { [self] () throws(PlatformError) in
      try platform.createTenant(name, Call(progress: progress))
    }
  }

  /// Copying and deleting need the catalog readers of this process to be done: their sessions would be in the way.
  private func perform(_ operation: Int, _ work: @escaping @Sendable () throws(PlatformError) -> Void) {
    queue.async { [self] in
      do throws(PlatformError) {
        try start()
        catalogs.finish()
        try work()
        postListing()
        report(.done(operation: operation))
      } catch {
        var offersDump = false
        if case .sessionsInTheWay = error { offersDump = true }
        report(.refused(operation: operation, PlatformRefusal(error.message, offersDump: offersDump)))
      }
    }
  }

  /// Lets go of the server. Whether it stays up for the next start is the user's choice.
  func finish() {
    if stopsServer { queue.finish() }
    do throws(PlatformError) {
      _ = try platform.server.leave(stopWhenLast: stopsServer)
    } catch {
      report(.progress(error.message))
    }
  }
}
