/// State of a tenant or branch. What a provider says beyond the known words is kept as it said it, and shown.
package enum ResourceState: Sendable, Hashable {
  case creating
  case ready
  case busy(String)
  case paused
  case archived
  case deleting
  case failed(String)
  case unknown(String)

  /// One or a few words for lists.
  package var text: String {
    switch self {
    case .creating: "creating"
    case .ready: "ready"
    case .busy(let raw): raw
    case .paused: "paused"
    case .archived: "archived"
    case .deleting: "deleting"
    case .failed(let raw): raw.isEmpty ? "failed" : "failed: \(raw)"
    case .unknown(let raw): raw
    }
  }
}

extension ResourceState {
  /// Reads the word the registry keeps.
  package init(registry word: String) {
    switch word {
    case "creating": self = .creating
    case "active", "ready": self = .ready
    case "suspended": self = .paused
    case "archived": self = .archived
    case "deleting", "deleted": self = .deleting
    case "loading", "resetting", "suspending", "archiving", "restoring": self = .busy(word)
    case "failed": self = .failed("")
    default: self = .unknown(word)
    }
  }
}
