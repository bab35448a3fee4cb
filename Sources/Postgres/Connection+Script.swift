import CLibpq
import Database

extension Connection {
  /// Runs several statements in one exchange with the server, so that a far one is waited for once. The rows of each are given as soon as
  /// they are whole, while the server works on the next.
  func execute(script: [String], _ take: (_ statement: Int, ResultSet) -> Void) throws(ServerError) {
    PQsetnonblocking(wire.connection, 0)
    let sql = script.joined(separator: ";\n")
    guard send(sql, []) == 1 else { throw wire.lastError }
    var failure: ServerError?
    var statement = 0
    while let result = PQgetResult(wire.connection) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK: take(statement, Self.rows(of: result))
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
      default: failure = failure ?? wire.error(of: result, statement: sql)
      }
      statement += 1
    }
    if let failure { throw failure }
  }
}
