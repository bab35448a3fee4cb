extension Provider {
  /// The tenant of exactly this name, or else this id, or else this name with its organization before it. A list with holes proves no absence.
  package func tenant(named name: String, _ call: Call) throws(PlatformError) -> Tenant {
    let listing = try tenants(call)
    let found = listing.tenants.filter { $0.name == name }
    if found.count == 1, let tenant = found.first { return tenant }
    if let tenant = listing.tenants.first(where: { $0.id == name }) { return tenant }
    let qualified = listing.tenants.filter { $0.qualifiedName == name }
    if qualified.count == 1, let tenant = qualified.first { return tenant }
    guard found.isEmpty else { throw .ambiguous(.tenant, name: name, count: found.count) }
    guard listing.missing.isEmpty else {
      throw .notReady(
        .platform, name: self.name, state: "it left \(listing.missing.count) tenants out of its list; try again")
    }
    throw .notFound(.tenant, name: name)
  }

  package func tenant(of branch: Branch, _ call: Call) throws(PlatformError) -> Tenant {
    try tenant(named: branch.tenantID.isEmpty ? branch.tenant : branch.tenantID, call)
  }

  /// The branch of exactly this name, or else this id.
  package func branch(named name: String, of tenant: Tenant, _ call: Call) throws(PlatformError) -> Branch {
    let all = try branches(of: tenant, call)
    let found = all.filter { $0.name == name }
    if found.count == 1, let branch = found.first { return branch }
    if let branch = all.first(where: { $0.id == name }) { return branch }
    guard found.isEmpty else { throw .ambiguous(.branch, name: name, count: found.count) }
    throw .notFound(.branch, name: name)
  }

  /// The branch that the platform marks as its tenant's default. For showing and for reading, never in place of a name that was not found.
  package func defaultBranch(of tenant: Tenant, _ call: Call) throws(PlatformError) -> Branch {
    let all = try branches(of: tenant, call)
    guard let branch = all.first(where: \.isDefault) else {
      throw .notFound(.branch, name: "default branch of \(tenant.name)")
    }
    return branch
  }
}
