import CLibpq
package import Database
import Glibc

extension Connection {
  /// Runs a statement that may take long. `goesOn` is asked every `interval` milliseconds meanwhile; once it says false the statement is
  /// cancelled, and the call throws what the server answers (57014), or returns when the statement was done before.
  @discardableResult
  package func execute(
    _ sql: String, _ parameters: [String?] = [], every interval: Int32, goesOn: () -> Bool
  ) throws(ServerError) -> ResultSet {
    PQsetnonblocking(wire.connection, 0)
    guard send(sql, parameters) == 1 else { throw wire.lastError }
    var isCancelled = false
    while PQisBusy(wire.connection) == 1 {
      let ready = Wire.wait(wire.socket, Int16(POLLIN), -1, milliseconds: interval)
      if ready.socket, PQconsumeInput(wire.connection) == 0 { throw wire.lastError }
      if !ready.socket, !isCancelled, !goesOn() {
        isCancelled = true
        cancel()
      }
    }
    return try takeResults(of: sql) { _ in }
  }

  private func cancel() {
    guard let request = PQgetCancel(wire.connection) else { return }
    defer { PQfreeCancel(request) }
    var reason = [CChar](repeating: 0, count: 256)
    PQcancel(request, &reason, Int32(reason.count))
  }
}
