import Dispatch
import History
import Synchronization
import Workbench

/// Answers the questions of the history list; one that is no longer the last is given up.
final class HistorySearcher: Sendable {
  private let queue = WorkQueue("history")
  private let digests = WorkQueue("history digests")
  private let mailbox: Mailbox
  private let search: HistorySearch
  private let lastQuery = Mutex(0)

  /// Statements that the list shows at most.
  private static let shownAtMost = 500
  /// Seconds after the last question until the files are let go.
  private static let rest = 60.0

  init(stateDirectory: String, mailbox: Mailbox) {
    self.mailbox = mailbox
    search = HistorySearch(HistoryLog(stateDirectory: stateDirectory))
  }

  func find(_ query: Int, text: String) {
    // An old one may be asked once more.
    lastQuery.withLock { $0 = max($0, query) }
    queue.async { [self] in
      guard isLast(query) else { return }
      do throws(RecordError) {
        try search.run(HistoryFilter(text: text), limit: Self.shownAtMost, isWanted: { isLast(query) }) {
          mailbox.post(.historyFound(query: query, $0.map(HistoryItem.init), isComplete: $1))
        }
      } catch {
        mailbox.post(.failed(Failure("history: \(error.message)")))
      }
    }
    // Digests are made beside the searches, while somebody is at it.
    digests.async { [self] in
      try? search.prepare { isLast(query) }
    }
    queue.async(after: Self.rest) { [self] in if isLast(query) { search.close() } }
  }

  private func isLast(_ query: Int) -> Bool { lastQuery.withLock { $0 == query } }
}
