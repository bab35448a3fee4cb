import CLibpq
import Database

/// Keeps a session from writing whatever ran in it: what counts is what the server says behind each statement, not how the statement looked.
/// Settings are also changed by functions, by text that a DO block puts together, and by names written with escapes.
struct ReadOnlyHold {
  let wire: Wire

  /// What can let the open transaction write: the server reports by itself only what new ones may do.
  private static let opening = ["BEGIN", "START", "SET", "RESET", "DISCARD", "COMMIT", "ROLLBACK"]

  /// Takes back what the last statement allowed, if it allowed anything; whether it had to.
  /// - Parameter tag: what the server said when the statement was done; nil when it failed.
  func renew(behind tag: String?) -> Bool {
    let transaction = wire.transaction
    guard transaction == .idle || transaction == .inTransaction else { return false }
    var isLoose = false
    if wire.reported("default_transaction_read_only") ?? setting("default_transaction_read_only") != "on" {
      isLoose = true
      execute("set default_transaction_read_only = on")
    }
    if transaction == .inTransaction, let tag, Self.opening.contains(where: tag.hasPrefix),
      setting("transaction_read_only") != "on"
    {
      isLoose = true
      execute("set transaction_read_only = on")
    }
    return isLoose
  }

  /// Whether the server lets large objects be written in transactions that only read.
  var isNeededForObjects: Bool { PQserverVersion(wire.connection) < 160_000 }

  /// What is wrong with the open transaction, which should only have read: it got a number, as only those that write do.
  func problem() -> ServerError? {
    let isNumbered = answer("select pg_catalog.txid_current_if_assigned()") { result in
      PQntuples(result) == 1 && PQgetisnull(result, 0, 0) == 0
    }
    guard isNumbered else { return nil }
    return ServerError(
      sqlState: "25006",
      message: "the transaction wrote, perhaps a large object, and the session is read-only; it was rolled back")
  }

  /// Whether the statement asks for the number of its transaction, and so gives it one.
  static func asksForNumber(_ statement: String) -> Bool {
    let text = statement.lowercased()
    return text.contains("txid") || text.contains("xact")
  }

  func end(commits: Bool) { execute(commits ? "commit" : "rollback") }

  /// What the user is told.
  static let remark = ServerError(
    severity: "WARNING", sqlState: "25006",
    message: "the statement would have let the session write; the session was made read-only again")

  /// Asked without a query, before which an open transaction may still be set up otherwise.
  private func setting(_ name: String) -> String {
    answer("show \(name)") { PQgetvalue($0, 0, 0).map { String(cString: $0) } ?? "" }
  }

  private func execute(_ statement: String) { answer(statement) { _ in } }

  private func answer<Value>(_ statement: String, _ read: (OpaquePointer?) -> Value) -> Value {
    PQsetnonblocking(wire.connection, 0)
    defer { PQsetnonblocking(wire.connection, 1) }
    let result = PQexec(wire.connection, statement)
    defer { PQclear(result) }
    return read(result)
  }
}
