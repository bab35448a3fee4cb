/// An error or notice of the server, or of the client library speaking for a server that it could not reach.
package struct ServerError: Error, Sendable, Hashable {
  /// `ERROR`, `FATAL`, `PANIC`, or for notices `WARNING`, `NOTICE`, `INFO`, `LOG`, `DEBUG`: never translated.
  package var severity: String
  /// Five-character SQLSTATE; empty when the message comes from the client side.
  package var sqlState: String
  package var message: String
  package var detail: String?
  package var hint: String?
  package var context: String?
  /// Place in the statement that was sent, as a UTF-8 byte offset from 0.
  package var offset: Int?
  /// The statement a function ran when it failed, and the place in it as a UTF-8 byte offset.
  package var internalQuery: String?
  package var internalOffset: Int?
  package var schema: String?
  package var table: String?
  package var column: String?
  package var dataType: String?
  package var constraint: String?

  package init(severity: String = "ERROR", sqlState: String = "", message: String) {
    self.severity = severity
    self.sqlState = sqlState
    self.message = message
  }

  /// `ERROR 42P01: relation "x" does not exist`, without line breaks.
  package var headline: String {
    let first = message.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? message
    return sqlState.isEmpty ? "\(severity): \(first)" : "\(severity) \(sqlState): \(first)"
  }
}

/// State of the session's transaction, as the server reports it after each statement.
package enum TransactionStatus: Sendable, Hashable {
  case idle, active, inTransaction, inError, unknown
}
