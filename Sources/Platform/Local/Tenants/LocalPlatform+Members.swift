extension LocalPlatform {
  /// Lets a role of the server into a tenant, at another level, or with nil not any more; the role is made when there is none, and goes with its
  /// last tenant. Each step can be done again.
  package func setMember(_ name: String, level: MemberLevel?, of tenant: String, _ call: Call = Call())
    throws(PlatformError)
  {
    try PlatformName.checkMember(name)
    try change(tenant, call) { (registry) throws(PlatformError) in
      let found = try registry.activeTenant(tenant)
      let present = try registry.members(of: tenant).contains { $0.name == name }
      guard present || level != nil else { throw .notFound(.role, name: name) }
      let branches = try registry.branches(of: tenant)
      guard name != found.ownerRole else { throw .isProtected(.role, name: name, reason: "it owns the tenant") }
      if level != nil { try registry.makeMember(name) }
      for branch in branches {
        try call.cancellation.check()
        call.progress("\(tenant) ▸ \(branch.name): \(name) as \(level?.rawValue ?? "nobody")")
        try registry.withdraw(name, from: branch, of: found)
        if let level { try registry.admit(name, level, to: branch, of: found) }
      }
      try registry.settleMembership(name, level, of: found)
    }
  }
}

/// What a member of a tenant may do.
package enum MemberLevel: String, Sendable, Hashable, CaseIterable {
  case owner, admin, developer, viewer

  /// All but viewers act as the role that owns the databases; the levels above developer tell who runs the tenant.
  var actsAsOwner: Bool { self != .viewer }

  package static func named(_ name: String) throws(PlatformError) -> MemberLevel {
    guard let level = MemberLevel(rawValue: name) else {
      let names = allCases.map(\.rawValue).joined(separator: ", ")
      throw .invalid(field: "role", reason: "there is no \"\(name)\"; there are \(names)")
    }
    return level
  }
}
