import Database
import Synchronization
import Workbench

/// Gathers what a session answers to a question of the workbench's own.
final class InquiryCollector: RunDiversion {
  private let id: Int
  private let answer = Mutex(InquiryAnswer())

  init(_ id: Int) { self.id = id }

  func take(_ event: SessionEvent) -> (event: SessionEvent?, stops: Bool) {
    answer.withLock { answer in
      switch event {
      case .columns(_, let statement, let columns):
        answer.fill(to: statement)
        answer.results.append(ResultSet(columns: columns))
      case .rows(_, let statement, let batch) where answer.results.indices.contains(statement):
        answer.results[statement].append(batch)
      case .completed(_, let statement, let tag, _):
        answer.fill(to: statement + 1)
        answer.tags.append(tag)
      case .failed(_, let statement, let error, _):
        answer.failure = error
        answer.failedStatement = statement
      case .finished(_, let transaction, _): answer.transaction = transaction
      default: break
      }
    }
    return (nil, false)
  }

  func news(after event: SessionEvent) -> Event? {
    guard case .finished = event else { return nil }
    return .inquired(id: id, answer.withLock { $0 })
  }
}

extension InquiryAnswer {
  /// Statements without rows have a result without columns.
  fileprivate mutating func fill(to count: Int) {
    while results.count < count { results.append(ResultSet(columns: [])) }
  }
}
