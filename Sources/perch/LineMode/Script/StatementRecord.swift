import Database
import Glibc
import History

/// Keeps the statements of the line mode in the history that the workbench shows. What cannot be kept is said once and stops nothing.
struct StatementRecord {
  let log: HistoryLog?
  private let tenant: String?
  private let branch: String?
  private(set) var facts = SessionFacts(database: "", user: "", role: "", host: "", port: 0)
  private var hasComplained = false
  private var count = 0

  /// A script of more or longer statements is data being loaded, and stands in a file already.
  private static let countAtMost = 1000
  private static let bytesAtMost = 64 << 10

  /// `branch` is the platform's, when the session goes to one.
  init(branch: (tenant: String, name: String)?) {
    tenant = branch?.tenant
    self.branch = branch?.name
    guard let paths = try? Paths(environment: environment), (try? paths.prepare()) != nil else {
      log = nil
      return
    }
    log = HistoryLog(stateDirectory: paths.state)
  }

  mutating func connected(_ facts: SessionFacts) { self.facts = facts }

  mutating func add(_ progress: StatementProgress, cancelled: Bool) {
    guard let log, !progress.isSilent, count < Self.countAtMost,
      progress.statement.text.utf8.count <= Self.bytesAtMost
    else { return }
    count += 1
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var entry = HistoryEntry(
      time: Double(now.tv_sec) + Double(now.tv_nsec) / 1e9, statement: progress.statement.text,
      outcome: cancelled ? .cancelled : progress.hasFailed ? .error : .ok, seconds: progress.seconds,
      database: facts.database, role: facts.role)
    entry.sqlState = progress.sqlState
    entry.rows = progress.rows
    (entry.tenant, entry.branch) = (tenant, branch)
    do throws(RecordError) {
      try log.append(entry)
    } catch {
      if !hasComplained { _ = complain("not kept: \(error.message)") }
      hasComplained = true
    }
  }
}
