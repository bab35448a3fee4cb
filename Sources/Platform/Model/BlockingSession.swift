/// Somebody's session on a database that a change needs for itself.
package struct BlockingSession: Sendable, Hashable {
  package var pid: Int32
  package var user: String
  /// As the client named itself, empty when it did not.
  package var application: String
  /// Address of the client, or `local` on the unix socket.
  package var client: String
  /// `idle`, `active`, `idle in transaction` …
  package var state: String

  package init(pid: Int32, user: String, application: String, client: String, state: String) {
    self.pid = pid
    self.user = user
    self.application = application
    self.client = client
    self.state = state
  }

  /// `psql (user ada, pid 4711, local, idle)`; the names come from clients and are not yet fit for a terminal.
  package var text: String {
    let name = application.isEmpty ? "a session" : application
    return "\(name) (user \(user), pid \(pid), \(client)\(state.isEmpty ? "" : ", \(state)"))"
  }
}
