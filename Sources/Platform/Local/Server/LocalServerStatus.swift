/// What is known of the local server without connecting to it.
package enum LocalServerStatus: Sendable, Hashable {
  /// There is no data directory yet.
  case absent
  case stopped
  /// Up and not yet answering, or going down.
  case starting(pid: Int32)
  case running(pid: Int32)

  package var text: String {
    switch self {
    case .absent: "not set up"
    case .stopped: "stopped"
    case .starting(let pid): "starting (pid \(pid))"
    case .running(let pid): "running (pid \(pid))"
    }
  }
}
