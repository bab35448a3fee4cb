/// A database of a branch, as the platform lists it.
package struct HostedDatabase: Sendable, Hashable {
  package var name: String
  package var owner: String?

  package init(name: String, owner: String? = nil) {
    self.name = name
    self.owner = owner
  }
}

/// A role of a branch or tenant, as the platform lists it.
package struct HostedRole: Sendable, Hashable {
  package var name: String
  package var canLogin: Bool
  /// The platform's own; not to be dropped.
  package var isSystem: Bool

  package init(name: String, canLogin: Bool = true, isSystem: Bool = false) {
    self.name = name
    self.canLogin = canLogin
    self.isSystem = isSystem
  }
}

/// A kept state of a branch.
package struct Snapshot: Sendable, Hashable {
  package var id: String
  package var name: String
  package var branchID: String?
  /// Seconds since 1970.
  package var createdAt: Double?
  package var expiresAt: Double?
  package var sizeBytes: Int64?

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

/// One figure of what a tenant used or may use.
package struct UsageFigure: Sendable, Hashable {
  package enum Unit: String, Sendable, Hashable {
    case count, bytes, seconds
    case byteHours = "byte_hours"
  }

  /// The platform's word: `compute_time_seconds`.
  package var name: String
  package var value: Double
  package var unit: Unit
  /// What the plan allows, nil when there is no limit or the platform does not tell.
  package var limit: Double?

  package init(_ name: String, _ value: Double, _ unit: Unit, limit: Double? = nil) {
    self.name = name
    self.value = value
    self.unit = unit
    self.limit = limit
  }
}

/// Somebody who may use a tenant.
package struct Member: Sendable, Hashable {
  /// A person's address, or a role of the database.
  package var name: String
  /// `owner`, `admin`, `developer`, `viewer`, or the platform's own word.
  package var role: String
  /// Seconds since 1970, nil when the platform does not tell.
  package var since: Double?

  package init(name: String, role: String, since: Double? = nil) {
    self.name = name
    self.role = role
    self.since = since
  }
}
