/// An error or notice of the server, or of the client library speaking for a server that it could not reach.
package struct ServerError: Error, Sendable, Hashable {
  /// Empty for what no server said. `ERROR`, `FATAL`, `PANIC`, or for notices `WARNING`, `NOTICE`, `INFO`, `LOG`, `DEBUG`: never translated.
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

  /// `ERROR 42P01: relation "x" does not exist`: the first line of the message.
  package var headline: String { label.isEmpty ? firstLine : "\(label): \(firstLine)" }

  /// The same without where it was on the way to: `FATAL: Connection refused`.
  package var cause: String {
    let (place, mark) = ("connection to server ", " failed: ")
    guard firstLine.hasPrefix(place), let end = firstLine.firstRange(of: mark) else { return headline }
    let reason = firstLine[end.upperBound...]
    return label.isEmpty ? String(reason) : "\(label): \(reason)"
  }

  /// `ERROR 42P01`
  package var label: String { sqlState.isEmpty ? severity : "\(severity) \(sqlState)" }

  /// `NOTICE: relation "x" already exists, skipping`: the whole message in one line, without the code.
  package var sentence: String { "\(severity): \(ToldText.line(message))" }

  /// The first line of the message.
  package var firstLine: String {
    let isEnd = { (scalar: Unicode.Scalar) in (0x0A...0x0D).contains(scalar.value) }
    return message.unicodeScalars.split(whereSeparator: isEnd).first.map { ToldText.line(String($0)) } ?? message
  }
}

/// State of the session's transaction, as the server reports it after each statement.
package enum TransactionStatus: Sendable, Hashable {
  case idle, active, inTransaction, inError, unknown
}
