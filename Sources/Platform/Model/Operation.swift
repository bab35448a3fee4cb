/// A change that a platform carries out in its own time.
package struct Operation: Sendable, Hashable {
  /// The changes of several steps that the local platform writes down first.
  package enum Kind: String, Sendable, Hashable {
    case createTenant = "tenant.create"
    case deleteTenant = "tenant.delete"
    case createBranch = "branch.create"
    case deleteBranch = "branch.delete"
    case loadDemo = "demo.load"
    /// Another content for a branch, from its parent or any other branch.
    case resetBranch = "branch.reset"
    case archiveTenant = "tenant.archive"
    case restoreTenant = "tenant.restore"
  }

  package enum State: Sendable, Hashable {
    case pending
    case succeeded
    case failed(String)
    case cancelled
    case unknown(String)

    package var isPending: Bool { self == .pending }
  }

  package var id: String
  /// Id of the tenant; some platforms ask for an operation by both.
  package var tenantID: String
  /// As the platform names it: `branch.create`, `create_timeline` …
  package var action: String
  /// `tenant` or `tenant ▸ branch`.
  package var subject: String
  package var state: State

  package init(id: String, tenantID: String = "", action: String, subject: String, state: State) {
    self.id = id
    self.tenantID = tenantID
    self.action = action
    self.subject = subject
    self.state = state
  }
}

/// What a change answered: the thing as it is now, and what goes on until it is usable.
package struct Change<Resource: Sendable>: Sendable {
  package var resource: Resource
  package var operations: [Operation]

  package init(_ resource: Resource, _ operations: [Operation] = []) {
    self.resource = resource
    self.operations = operations
  }
}
