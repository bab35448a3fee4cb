/// One statement of the history.
package struct HistoryItem: Sendable, Hashable {
  package enum Outcome: String, Sendable, Hashable { case ok, error, cancelled, unknown }
  package var statement: String
  package var outcome: Outcome
  package var sqlState: String?
  package var rows: Int?
  package var seconds: Double
  /// Seconds since 1970; 0 until the shell records it.
  package var time: Double
  package var tenant: String?
  package var branch: String?
  package var database: String
  package var role: String

  package init(statement: String, outcome: Outcome, seconds: Double, database: String, role: String) {
    self.statement = statement
    self.outcome = outcome
    self.seconds = seconds
    self.database = database
    self.role = role
    time = 0
  }
}
