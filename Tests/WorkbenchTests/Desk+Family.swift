import Workbench

extension Desk {
  /// The listing of the desk with a grandchild, ages, sizes, an expiry, and what the platform cannot do.
  static let familyListing: PlatformListing = {
    var branches = [
      PlatformListing.Branch(name: "main", createdAt: 1000, sizeBytes: 41_000_000, isDefault: true),
      PlatformListing.Branch(name: "later", parent: "fix", createdAt: 4600),
      PlatformListing.Branch(name: "fix", parent: "main", createdAt: 4600, sizeBytes: 41_000_000),
      PlatformListing.Branch(name: "live", parent: "main", isProtected: true),
      PlatformListing.Branch(name: "cold", parent: "main", state: "archived"),
    ]
    branches[2].expiresAt = 8200 + 7200
    var listing = PlatformListing(
      platform: "local",
      tenants: [
        PlatformListing.Tenant(name: "acme", state: "ready", branches: branches),
        PlatformListing.Tenant(name: "zeta", state: "ready", branches: [.init(name: "main", isDefault: true)]),
      ], time: 8200)
    listing.refusals["branch.restore"] = "this platform keeps no history"
    listing.finality = "Nothing deleted comes back."
    return listing
  }()

  /// Connected, and told of that listing.
  static func family(width: Int = 100) -> Desk {
    var desk = Desk.connected(width: width, height: 40)
    desk.send(.platform(.listed(familyListing)))
    return desk
  }
}

extension [Effect] {
  /// What the platform is asked to change.
  var change: PlatformChange? {
    for case .changePlatform(_, let change, _) in self { return change }
    return nil
  }
}
