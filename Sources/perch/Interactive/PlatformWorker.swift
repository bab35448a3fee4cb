import Platform
import Postgres
import Workbench

/// The platform that hosts the databases, asked on a thread of its own because every call may wait.
final class PlatformWorker: Sendable {
  private let queue = WorkQueue("platform")
  private let report: @Sendable (PlatformEvent) -> Void

  init(paths: Paths, report: @escaping @Sendable (PlatformEvent) -> Void) {
    self.report = report
  }

  func findConnection(
    tenant: String, branch: String, answer: @escaping @Sendable (Result<ConnectionSettings, Failure>) -> Void
  ) {
    queue.async { answer(.failure(Failure("no platform"))) }
  }

  func list() {}
  func createBranch(_ operation: Int, tenant: String, parent: String, name: String, byDump: Bool, parked: Session?) {}
  func deleteBranch(_ operation: Int, tenant: String, name: String, parked: Session?) {}
  func createTenant(_ operation: Int, name: String) {}
  func finish() { queue.finish() }
}
