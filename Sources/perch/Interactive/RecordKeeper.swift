import History
import Workbench

/// The history and the buffers' journal, written on a thread of their own.
final class RecordKeeper: Sendable {
  private let queue = WorkQueue("records")
  private let mailbox: Mailbox

  init(paths: Paths, mailbox: Mailbox) { self.mailbox = mailbox }

  func search(_ query: Int, text: String) { mailbox.post(.historyFound(query: query, [])) }
  func append(_ item: HistoryItem) {}
  func save(buffers: [BufferSnapshot], active: Int) {}
  func finish(buffers: [BufferSnapshot], active: Int) { queue.finish() }
}
