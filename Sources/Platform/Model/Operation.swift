/// A change of several steps that the platform carries out, as its journal records it.
package struct Operation: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case createTenant = "tenant.create"
    case deleteTenant = "tenant.delete"
    case createBranch = "branch.create"
    case deleteBranch = "branch.delete"
    case loadDemo = "demo.load"
  }

  package enum State: Sendable, Hashable {
    case pending
    case succeeded
    case failed(String)
    case cancelled
    case unknown(String)
  }

  package var id: Int64
  package var kind: Kind
  /// `tenant` or `tenant ▸ branch`.
  package var subject: String
  package var state: State

  package init(id: Int64, kind: Kind, subject: String, state: State) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.state = state
  }
}
