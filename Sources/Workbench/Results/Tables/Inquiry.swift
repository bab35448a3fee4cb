package import Database

/// What a session answered to statements that the workbench asked for itself: nothing of it is shown in a tab.
package struct InquiryAnswer: Sendable {
  /// What each statement gave, as far as they were run.
  package var results: [ResultSet]
  package var tags: [String]
  /// Why the rest was not run, and which statement that was.
  package var failure: ServerError?
  package var failedStatement: Int?
  /// The transaction afterwards.
  package var transaction: TransactionStatus

  package init(transaction: TransactionStatus = .idle) {
    results = []
    tags = []
    self.transaction = transaction
  }

  /// Rows of a statement that is not there are none.
  func rows(of statement: Int) -> ResultSet {
    results.indices.contains(statement) ? results[statement] : ResultSet(columns: [])
  }
}

/// What the workbench does with an answer.
enum Inquiry: Sendable {
  /// Facts about tables of a tab, and what was to be done with them.
  case tables(tab: TabName, then: CellAction)
  case referrerCounts
  case applied(tab: TabName, ChangeSet)
  case committed(tab: TabName, ChangeSet, AppliedRows?)
  case rolledBack(tab: TabName, ApplyProblem)
  /// Output columns of the only statement of a run that does not run.
  case described(Run)
}

/// A tab of results, whatever its place.
struct TabName: Sendable, Hashable {
  var run: Int
  var statement: Int
}

extension ResultTab {
  var name: TabName { TabName(run: run, statement: statement) }
}

extension State {
  /// Asks a session, the one in front where none is named; the answer comes to `receive(inquired:_:)`.
  mutating func inquire(_ statements: [String], _ inquiry: Inquiry, session: Int? = nil) -> [Effect] {
    let number = nextNumber()
    let session = session ?? link.session
    inquiries[number] = (session, inquiry)
    return [.inquire(session: session, id: number, statements: statements)]
  }

  mutating func receive(inquired number: Int, _ answer: InquiryAnswer) -> [Effect] {
    guard let (session, inquiry) = inquiries.removeValue(forKey: number) else { return [] }
    if session == link.session {
      link.transaction = answer.transaction
      if !link.hasOpenTransaction { link.transactionSince = nil }
    }
    switch inquiry {
    case .tables(let tab, let action): return receive(tables: answer, of: tab, then: action)
    case .referrerCounts:
      receive(referrerCounts: answer)
      return []
    case .applied(let tab, let changes): return receive(applied: answer, changes, of: tab)
    case .committed(let tab, let changes, let rows): return receive(committed: answer, changes, rows, of: tab)
    case .described(let run):
      receive(described: answer, of: run)
      return []
    case .rolledBack(let tab, let problem): return receive(rolledBack: answer, problem, of: tab)
    }
  }
}
