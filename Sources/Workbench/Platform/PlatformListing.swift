/// The tenants and branches of a platform, as the switcher shows them.
package struct PlatformListing: Sendable, Hashable {
  package struct Tenant: Sendable, Hashable {
    package var name: String
    package var state: String
    package var branches: [Branch]
    /// False when the branches have to be asked for first.
    package var hasBranches = true
    /// Commands that the tenant's state forbids, with the reason.
    package var refusals: [String: String] = [:]
    package init(name: String, state: String, branches: [Branch]) {
      self.name = name
      self.state = state
      self.branches = branches
    }
  }

  package struct Branch: Sendable, Hashable {
    package var name: String
    package var parent: String?
    package var state: String
    /// Seconds since 1970, nil when the platform does not tell.
    package var createdAt: Double?
    package var sizeBytes: Int64?
    package var isDefault: Bool
    package var isProtected: Bool
    /// Seconds since 1970.
    package var expiresAt: Double?
    /// What it came from, when that is gone.
    package var formerParent: String?
    /// Commands that the branch's state forbids, with the reason.
    package var refusals: [String: String] = [:]
    package init(
      name: String, parent: String? = nil, state: String = "ready", createdAt: Double? = nil, sizeBytes: Int64? = nil,
      isDefault: Bool = false, isProtected: Bool = false
    ) {
      self.name = name
      self.parent = parent
      self.state = state
      self.createdAt = createdAt
      self.sizeBytes = sizeBytes
      self.isDefault = isDefault
      self.isProtected = isProtected
    }
  }

  package var platform: String
  package var tenants: [Tenant]
  /// Seconds since 1970 when the list was made; ages are told against it.
  package var time: Double
  /// Commands that this platform does not have, with the reason.
  package var refusals: [String: String] = [:]
  /// Conditions of commands it has.
  package var remarks: [String: String] = [:]
  /// Whether branches are made and renamed there beside the sessions on them.
  package var sparesSessions = false
  /// The names it takes, as far as that is known here.
  package var tenantNames: NameRule?
  package var branchNames: NameRule?
  /// How a deleted branch comes back, in a sentence; nil where none does.
  package var recovery: String?
  /// Why nothing that is lost comes back, in a sentence; nil when nothing is known.
  package var finality: String?
  /// How many tenants exist that the platform could not tell of just now.
  package var missing = 0
  /// How much of the platform's rate of requests is used; nil where none are counted.
  package var requests: String?
  package init(platform: String, tenants: [Tenant] = [], time: Double = 0) {
    self.platform = platform
    self.tenants = tenants
    self.time = time
  }
}
