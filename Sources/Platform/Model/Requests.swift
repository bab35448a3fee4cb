/// What a new tenant should be; nil leaves the choice to the platform.
package struct TenantRequest: Sendable, Hashable {
  package var name: String
  package var region: String?
  package var postgresVersion: Int?
  package var organization: String?
  package var plan: String?
  /// Name of the first database.
  package var database: String?
  /// Name of the role that owns it.
  package var role: String?

  package init(name: String) { self.name = name }
}

/// What a new branch should be.
package struct BranchRequest: Sendable, Hashable {
  package enum Data: Sendable, Hashable { case full, schemaOnly }

  package var name: String
  package var parent: Branch
  package var point: Point
  package var data: Data
  /// Without one nobody can connect until one is made.
  package var hasCompute: Bool
  /// Seconds since 1970.
  package var expiresAt: Double?
  package var isProtected: Bool
  /// When the name is taken by a branch of the same parent, that branch is the answer.
  package var usesExisting: Bool
  /// Where a copy needs the parent free of sessions: copy by dump instead, which takes longer and needs no such thing.
  package var leavesParentInUse: Bool

  package init(name: String, parent: Branch) {
    self.name = name
    self.parent = parent
    point = .head
    data = .full
    hasCompute = true
    isProtected = false
    usesExisting = false
    leavesParentInUse = false
  }
}

/// Where a branch's data is taken from when it is restored.
package struct RestoreRequest: Sendable, Hashable {
  package var branch: Branch
  /// The branch itself, its parent or another.
  package var source: Branch
  package var point: Point
  /// Keeps the present state as a branch of this name.
  package var preservedName: String?

  package init(_ branch: Branch, from source: Branch, at point: Point = .head, preservedName: String? = nil) {
    self.branch = branch
    self.source = source
    self.point = point
    self.preservedName = preservedName
  }
}

/// One side of a comparison of schemas.
package struct SchemaPlace: Sendable, Hashable {
  package var branch: Branch
  package var point: Point

  package init(_ branch: Branch, at point: Point = .head) {
    self.branch = branch
    self.point = point
  }
}

/// Statements for a platform that runs them over HTTP: one transaction, no session.
package struct HTTPQuery: Sendable, Hashable {
  package var target: LoginTarget
  package var statement: String
  /// Text forms, nil for NULL.
  package var parameters: [String?]
  package var isReadOnly: Bool

  package init(_ target: LoginTarget, _ statement: String, parameters: [String?] = [], isReadOnly: Bool = true) {
    self.target = target
    self.statement = statement
    self.parameters = parameters
    self.isReadOnly = isReadOnly
  }
}
