import Glibc
import Platform
import Postgres
import Synchronization
import Workbench

/// The platform that hosts the databases, asked on a thread of its own because every call may wait.
final class PlatformWorker: Sendable {
  let queue = WorkQueue("platform")
  /// Questions that may be answered while a change is under way.
  let questions = WorkQueue("platform.questions")
  private let catalogs: WorkQueue
  /// Whether the server stops when nobody uses it any more.
  private let stopsServer: Bool
  let platform: LocalPlatform
  /// The platform in the local one's place.
  let hosted: HostedPlatform?
  /// Branches of the hosted platform's tenants as far as they were asked for, by the tenants' ids.
  let knownBranches = Mutex<[String: [Branch]]>([:])
  let report: @Sendable (PlatformEvent) -> Void
  private let running = Mutex<[Int: Cancellation]>([:])
  /// Seconds that leaving waits for readers of our own.
  private static let readingPatience = 10.0
  /// A thread for each tenant's changes: those of different tenants go on side by side.
  private let changing = Mutex<[String: WorkQueue]>([:])

  init(
    paths: Paths, hosted: HostedPlatform?, catalogs: WorkQueue, stopsServer: Bool,
    report: @escaping @Sendable (PlatformEvent) -> Void
  ) {
    self.report = report
    self.hosted = hosted
    self.catalogs = catalogs
    self.stopsServer = stopsServer
    platform = LocalPlatform(server: LocalServer(dataHome: paths.data))
  }

  /// What tenants and branches are asked of. The first call may wait for a key.
  var provider: any Provider {
    get throws(PlatformError) { if let hosted { try hosted.provider() } else { platform } }
  }

  /// Where a branch is; brings the local server up first. `answer` is called on the platform's thread.
  func findConnection(
    _ session: Int, tenant: String, branch: String,
    answer: @escaping @Sendable (Result<Access, Failure>) -> Void
  ) {
    queue.async { [self] in
      do throws(PlatformError) {
        try start()
        let demo = hosted == nil ? DemoTenant.all.first { $0.name == tenant } : nil
        let call = Call(progress: progress)
        if let demo { try platform.loadDemoTenant(demo, call) }
        let found = try provider.find(BranchAddress(tenant: tenant, branch: branch, relativeTo: nil), call)
        if branch.contains("^") { report(.found(session: session, tenant: tenant, branch: found.branch.name)) }
        let target = LoginTarget(found.branch, point: found.point)
        let login = try provider.login(target, call)
        tell(login, found.branch)
        report(.expected(session: session, login.expected))
        answer(.success(access(to: target, by: login)))
        if hosted != nil { return postHosted(refreshing: found.branch.tenantID) }
        postListing()
        loadDemoTenants(besides: tenant)
      } catch {
        answer(.failure(Failure(error.message)))
      }
    }
  }

  private func access(to target: LoginTarget, by login: Login) -> Access {
    Access(settings: login.settings, expiresAt: login.expiresAt) { [self] () throws(PlatformError) in
      access(to: target, by: try provider.login(target, Call(progress: progress)))
    }
  }

  private func tell(_ login: Login, _ branch: Branch) {
    if login.wakes { progress("waking the compute of \(branch.tenant) ▸ \(branch.name)") }
    if !login.remarks.isEmpty { report(.remarked(login.remarks.joined(separator: "; "))) }
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

  var progress: @Sendable (String) -> Void {
    { [report] text in report(.progress(text)) }
  }

  func start() throws(PlatformError) {
    if hosted == nil { try platform.start(progress: progress) }
  }

  // MARK: Changes

  /// `own` are the sessions that the change may end, with the server's process of each; `end` closes those that it does. Copying and deleting
  /// need the catalog readers of this process to be done: their sessions would be in the way.
  func change(
    _ operation: Int, _ change: PlatformChange, own: [Int: Int32?], end: @escaping @Sendable ([Int]) -> Void
  ) {
    let cancellation = Cancellation()
    running.withLock { $0[operation] = cancellation }
    let tellsProgress: @Sendable (String) -> Void = { [report] in report(.operating(operation: operation, $0)) }
    let endOwn: @Sendable ([Int]) -> Void = { [report] sessions in
      report(.ending(operation: operation, sessions: sessions))
      end(sessions)
    }
    changes(of: change.tenant).async { [self] in
      defer { running.withLock { $0[operation] = nil } }
      do throws(PlatformError) {
        try start()
        catalogs.finish()
        // What is not connected yet loses nothing.
        endOwn(own.filter { $0.value == nil }.map(\.key))
        var call = Call(cancellation: cancellation, ownPIDs: own.values.compactMap { $0 }, progress: tellsProgress)
        call.lettingGo = { pids in
          endOwn(own.filter { session in pids.contains { $0 == session.value } }.map(\.key))
        }
        call.endsOtherSessions = change.isConfirmed
        call.sparesSources = true
        let remark = try provider.carryOut(change, call)
        // Other platforms end sessions themselves, without a word.
        if hosted != nil { endOwn(Array(own.keys)) }
        refresh(after: change)
        report(.done(operation: operation, remark: remark))
      } catch {
        refresh(after: change)
        report(.refused(operation: operation, refusal(error)))
      }
    }
  }

  private func changes(of tenant: String) -> WorkQueue {
    changing.withLock { queues in
      if let queue = queues[tenant] { return queue }
      let queue = WorkQueue("platform.changes")
      queues[tenant] = queue
      return queue
    }
  }

  private func refresh(after change: PlatformChange) {
    if hosted == nil { postListing() } else { listBranches(of: change.tenant) }
  }

  private func refusal(_ error: PlatformError) -> PlatformRefusal {
    if case .sessionsInTheWay = error { return PlatformRefusal(error.message, offersDump: true) }
    // The local platform takes back what it had begun; others go on.
    let isUndone = error == .cancelled && hosted == nil
    var refusal = PlatformRefusal(isUndone ? "given up; everything is as it was" : error.message)
    refusal.isAboutName =
      switch error {
      case .invalid, .nameTaken: true
      default: false
      }
    return refusal
  }

  func cancel(_ operation: Int) { running.withLock { $0[operation] }?.cancel() }

  /// Lets go of the server. Whether it stays up for the next start is the user's choice.
  func finish() {
    guard hosted == nil else { return }
    if stopsServer {
      for queue in [queue] + changing.withLock({ Array($0.values) }) { queue.finish() }
      // Sessions of our own are not to keep the server up; one that waits for another server does not keep the user.
      for queue in [questions, catalogs] { queue.finish(within: Self.readingPatience) }
    }
    do throws(PlatformError) {
      _ = try platform.server.leave(stopWhenLast: stopsServer)
    } catch {
      report(.progress(error.message))
    }
  }
}

extension PlatformChange {
  /// Whether the user has typed the word that allows other people's sessions to be ended.
  var isConfirmed: Bool {
    switch self {
    case .deleteBranch, .resetBranch, .restoreBranch, .deleteTenant, .archiveTenant: true
    case .createTenant, .suspendTenant, .restoreTenant, .createBranch, .renameBranch, .expireBranch, .protectBranch:
      false
    }
  }
}
