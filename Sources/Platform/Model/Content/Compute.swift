/// The server process that answers for a branch, on platforms where it is a thing of its own.
package struct Compute: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case readWrite, readOnly }

  package enum State: Sendable, Hashable {
    case starting
    case running
    /// Wakes when somebody connects, see `wakesOnConnect`.
    case sleeping
    case stopped
    case disabled
    case unknown(String)

    package var text: String {
      switch self {
      case .starting: "starting"
      case .running: "running"
      case .sleeping: "sleeping"
      case .stopped: "stopped"
      case .disabled: "disabled"
      case .unknown(let raw): raw
      }
    }
  }

  package var id: String
  package var tenantID: String
  package var branchID: String
  package var kind: Kind
  package var state: State
  package var wakesOnConnect: Bool
  /// Empty when the platform does not tell.
  package var host: String
  /// Seconds without work until it sleeps; 0 is the platform's default, nil when it never sleeps or the platform does not tell.
  package var sleepsAfter: Double?
  /// Seconds since 1970.
  package var lastActiveAt: Double?

  package init(id: String, tenantID: String, branchID: String, kind: Kind, state: State) {
    self.id = id
    self.tenantID = tenantID
    self.branchID = branchID
    self.kind = kind
    self.state = state
    wakesOnConnect = false
    host = ""
  }
}
